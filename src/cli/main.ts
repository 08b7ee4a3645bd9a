import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { parseRange } from '../work/commitRange';
import { isCheck } from '../work/hook/check';
import { blame } from './blame';
import { check } from './check';
import { forecast } from './forecast';
import { HELP } from './help';
import { hook, isHookAction } from './hook';
import { impact } from './impact';
import { ledger } from './ledger';
import { link } from './link';
import { allowedOrigins } from './liveOutcome';
import { HELP_OPTION, NUMBER_OPTIONS, OKR_FILE_OPTION, REPOSITORY_OPTIONS } from './options';
import { type Answers, FOUND_PROBLEMS, type Output, SUCCESS, USAGE } from './output';
import { pr } from './pr';
import { start } from './start';
import { status } from './status';
import { tag, wrongIds } from './tag';
import { tagLast, tagRange, undoTags } from './tagPast';
import { terminalText } from './terminalText';
import { validate } from './validate';

const output: Output = {
  // Some that know no width say 0.
  columns: process.stdout.columns || undefined,
  out: (written) => process.stdout.write(written),
  err: (written) => process.stderr.write(written),
};

/** What a shell says of a program that a closed pipe ended. */
const PIPE_CLOSED = 141;

// Who reads may have seen enough, as `head` has: that is nobody's fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(PIPE_CLOSED);
});

type Usage = Answers['usage'];

async function runStatus(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      ...NUMBER_OPTIONS,
      json: { type: 'boolean', default: false },
    },
  });
  if (values.help) return help('status');
  return status(
    {
      folder: process.cwd(),
      okrPath: values.file,
      allowed: allowedOrigins(values.allow, process.env.THROUGHLINE_ALLOW),
      environment: process.env,
      ...(values.trailer === undefined ? {} : { trailer: values.trailer }),
      json: values.json,
    },
    output,
  );
}

async function runValidate(args: string[], usage: Usage): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...HELP_OPTION, json: { type: 'boolean', default: false } },
  });
  if (values.help) return help('validate');
  if (positionals.length > 1) return usage('validate takes one file.');
  return validate(positionals[0] ?? OKR_FILE_OPTION.file.default, values.json, output);
}

const PAST_OPTIONS = {
  amend: { type: 'boolean', default: false },
  range: { type: 'string' },
  undo: { type: 'boolean', default: false },
  notes: { type: 'boolean', default: false },
  'drop-signatures': { type: 'boolean', default: false },
  'committer-date': { type: 'string', default: 'keep' },
} as const;

async function runTag(args: string[], usage: Usage): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...REPOSITORY_OPTIONS,
      print: { type: 'boolean', default: false },
      ...PAST_OPTIONS,
    },
  });
  const { print, amend, range, undo } = values;
  if (values.help) return help('tag');
  if ([print, amend, range !== undefined, undo].filter(Boolean).length !== 1) {
    return usage('tag needs one of --print, --amend, --range A..B and --undo.');
  }
  if (undo) return positionals.length > 0 ? usage('--undo takes no id.') : undoTags(process.cwd(), output);
  // Less than a range would be all the history there is.
  const between = range === undefined ? undefined : parseRange(range);
  if (range !== undefined && between === undefined)
    return usage('--range takes A..B, such as main..HEAD: the commits that B has and A does not.');
  if (print && positionals.length === 0) return usage('tag --print needs at least one key result id.');
  const wrong = await wrongIds(positionals);
  if (wrong !== undefined) {
    output.err(wrong);
    return FOUND_PROBLEMS;
  }
  if (print) return tag(positionals, values.trailer, await buffer(process.stdin), output);
  const date = values['committer-date'];
  if (date !== 'keep' && date !== 'now') return usage("--committer-date takes 'keep' or 'now'.");
  const options = {
    folder: process.cwd(),
    okrPath: values.file,
    trailer: values.trailer,
    ids: positionals,
    notes: values.notes,
    dropSignatures: values['drop-signatures'],
    committedNow: date === 'now',
  };
  return between === undefined ? tagLast(options, output) : tagRange(between, options, output);
}

async function runHook(args: string[], usage: Usage): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...HELP_OPTION,
      check: { type: 'string' },
      yes: { type: 'boolean', short: 'y', default: false },
      ...OKR_FILE_OPTION,
    },
  });
  if (values.help) return help('hook');
  const [action, ...rest] = positionals;
  if (!isHookAction(action) || rest.length > 0) return usage('hook takes one of install, remove and status.');
  const { check, yes, file } = values;
  if (check !== undefined && (!isCheck(check) || action !== 'install'))
    return usage('--check takes off, warn or require, and goes with install.');
  const options = { folder: process.cwd(), okrPath: file, action, yes };
  return hook({ ...options, ...(check === undefined ? {} : { check }) }, output);
}

function help(topic: keyof typeof HELP): number {
  output.out(HELP[topic]);
  return SUCCESS;
}

/** With how the command is called, or what commands there are where there is no such command. */
function usageOf(command: string | undefined): (message: string) => number {
  const topic = isTopic(command) ? command : 'throughline';
  const [called = ''] = HELP[topic].split('\n\n');
  const shown =
    topic === 'throughline' ? HELP.throughline : `${called}\n\nRun 'throughline ${topic} --help' for more.\n`;
  return (message) => {
    // What reads the options explains itself over several lines.
    output.err(`throughline: ${terminalText(message.replace(/\n/g, ' '))}\n\n${shown}`);
    return USAGE;
  };
}

function isTopic(command: string | undefined): command is keyof typeof HELP {
  return command !== undefined && Object.hasOwn(HELP, command);
}

async function run([command, ...args]: string[], usage: Usage): Promise<number> {
  const answers: Answers = { ...output, help, usage };
  const surroundings = { folder: process.cwd(), environment: process.env };
  switch (command) {
    case 'status':
      return runStatus(args);
    case 'validate':
      return runValidate(args, usage);
    case 'tag':
      return runTag(args, usage);
    case 'link':
      return link(args, process.cwd(), answers);
    case 'start':
      return start(args, process.cwd(), answers);
    case 'pr':
      return pr(args, surroundings, answers);
    case 'blame':
      return blame(args, surroundings, answers);
    case 'check':
      return check(args, surroundings, answers);
    case 'ledger':
      return ledger(args, process.cwd(), answers);
    case 'impact':
      return impact(args, surroundings, answers);
    case 'forecast':
      return forecast(args, surroundings, answers);
    case 'hook':
      return runHook(args, usage);
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

const argv = process.argv.slice(2);
const usage = usageOf(argv[0]);
// What is asked again after a while keeps no process alive by itself, and this one would end without an answer.
const alive = setInterval(() => {}, 60_000);
run(argv, usage)
  .then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.exitCode = isUsageError(error) ? usage(error.message) : USAGE;
      if (!isUsageError(error))
        output.err(`throughline: ${stackOf(error).split('\n').map(terminalText).join('\n')}\n`);
    },
  )
  .finally(() => clearInterval(alive));
