import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { HELP } from './help';
import { FOUND_PROBLEMS, type Output, SUCCESS, USAGE } from './output';
import { status } from './status';
import { tag, wrongIds } from './tag';
import { tagLast, tagRange, undoTags } from './tagPast';
import { terminalText } from './terminalText';
import { validate } from './validate';

const output: Output = {
  out: (written) => process.stdout.write(written),
  err: (written) => process.stderr.write(written),
};

const HELP_OPTION = { help: { type: 'boolean', short: 'h' } } as const;

async function runStatus(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      ...HELP_OPTION,
      json: { type: 'boolean', default: false },
      allow: { type: 'string', multiple: true, default: [] },
      file: { type: 'string', default: 'okrs.yaml' },
    },
  });
  if (values.help) return help('status');
  const { THROUGHLINE_ALLOW = '' } = process.env;
  const allowed = [...values.allow, ...THROUGHLINE_ALLOW.split(',').map((one) => one.trim())].filter(
    (one) => one !== '',
  );
  return status(
    {
      folder: process.cwd(),
      okrPath: values.file,
      allowed,
      environment: process.env,
      json: values.json,
    },
    output,
  );
}

async function runValidate(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...HELP_OPTION, json: { type: 'boolean', default: false } },
  });
  if (values.help) return help('validate');
  if (positionals.length > 1) return usage('validate takes one file.');
  return validate(positionals[0] ?? 'okrs.yaml', values.json, output);
}

const PAST_OPTIONS = {
  amend: { type: 'boolean', default: false },
  range: { type: 'string' },
  undo: { type: 'boolean', default: false },
  notes: { type: 'boolean', default: false },
  'drop-signatures': { type: 'boolean', default: false },
  'committer-date': { type: 'string', default: 'keep' },
  file: { type: 'string', default: 'okrs.yaml' },
} as const;

async function runTag(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...HELP_OPTION,
      print: { type: 'boolean', default: false },
      ...PAST_OPTIONS,
      key: { type: 'string', default: 'OKR' },
    },
  });
  const { print, amend, range, undo } = values;
  if (values.help) return help('tag');
  if ([print, amend, range !== undefined, undo].filter(Boolean).length !== 1) {
    return usage('tag needs one of --print, --amend, --range A..B and --undo.');
  }
  if (undo) return positionals.length > 0 ? usage('--undo takes no id.') : undoTags(process.cwd(), output);
  if (print && positionals.length === 0) return usage('tag --print needs at least one key result id.');
  if (!/^[A-Za-z0-9-]+$/.test(values.key)) return usage('--key takes letters, digits and hyphens.');
  const wrong = await wrongIds(positionals);
  if (wrong !== undefined) {
    output.err(wrong);
    return FOUND_PROBLEMS;
  }
  if (print) return tag(positionals, values.key, await buffer(process.stdin), output);
  const date = values['committer-date'];
  if (date !== 'keep' && date !== 'now') return usage("--committer-date takes 'keep' or 'now'.");
  const options = {
    folder: process.cwd(),
    okrPath: values.file,
    key: values.key,
    ids: positionals,
    notes: values.notes,
    dropSignatures: values['drop-signatures'],
    committedNow: date === 'now',
  };
  return range === undefined ? tagLast(options, output) : tagRange(range, options, output);
}

function help(topic: keyof typeof HELP): number {
  output.out(HELP[topic]);
  return SUCCESS;
}

function usage(message: string): number {
  output.err(`throughline: ${terminalText(message)}\n\n${HELP.throughline}`);
  return USAGE;
}

async function run([command, ...args]: string[]): Promise<number> {
  switch (command) {
    case 'status':
      return runStatus(args);
    case 'validate':
      return runValidate(args);
    case 'tag':
      return runTag(args);
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return help('throughline');
    default:
      return usage(`there is no command '${command}'.`);
  }
}

/** `parseArgs` throws a TypeError with such a code where the options are off. */
function isUsageError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = isUsageError(error) ? usage(error.message) : USAGE;
    if (!isUsageError(error))
      output.err(`throughline: ${stackOf(error).split('\n').map(terminalText).join('\n')}\n`);
  },
);
