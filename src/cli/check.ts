import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { CommitFinding } from '../outcome/checkCommit';
import type { RangeCheck } from '../outcome/checkRange';
import { failureText, findingLines, findingText, summaryText } from './checkText';
import { codeQualityReport } from './codeQuality';
import { CLOSED, openHere } from './here';
import type { Surroundings } from './measured';
import { REPOSITORY_OPTIONS } from './options';
import { type Answers, FOUND_PROBLEMS, SUCCESS, USAGE } from './output';
import { terminalJson, terminalText } from './terminalText';
import { plainJson, plainLine, workflowCommand } from './workflowCommands';

const FORMATS = ['text', 'github', 'gitlab', 'json'] as const;
type Format = (typeof FORMATS)[number];

/** `throughline check A..B`: for pipelines. */
export async function check(
  args: string[],
  { folder, environment }: Surroundings,
  answers: Answers,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...REPOSITORY_OPTIONS,
      require: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      format: { type: 'string' },
      codequality: { type: 'string' },
    },
  });
  if (values.help) return answers.help('check');
  const [typed = '', ...more] = positionals;
  if (typed === '' || more.length > 0)
    return answers.usage('check takes one range of commits, such as A..B.');
  const asked = values.json ? 'json' : (values.format ?? usualFormat(environment));
  const format = FORMATS.find((one) => one === asked);
  if (format === undefined || (values.json && values.format !== undefined))
    return answers.usage('check takes --json, or --format text, github or gitlab.');
  const okrPath = pathBelowRoot(values.file);
  if (okrPath === undefined) return answers.usage('--file takes a path below the root of the repository.');

  const here = await openHere({ folder, okrPath, doors: CLOSED, trailer: values.trailer }, answers);
  if (typeof here === 'number') return USAGE;
  const range = here.module.parseRange(typed);
  if (range === undefined) return answers.usage('check takes a range of commits such as A..B.');
  const done = await here.module.checkRange(here.engine.gitPort, here.root, range, {
    okrPath,
    trailerKey: here.trailerKey,
    requireTag: values.require,
  });
  if (!done.ok) {
    answers.err(`throughline: ${plainLine(terminalText(failureText(done.error, okrPath)))}\n`);
    return USAGE;
  }
  const { findings } = done.value;
  if (values.codequality !== undefined) {
    const problem = await write(values.codequality, codeQualityReport(findings, okrPath));
    if (problem !== undefined) {
      answers.err(`throughline: ${terminalText(`${values.codequality} could not be written: ${problem}`)}\n`);
      return USAGE;
    }
  }
  answers.out(report(done.value, format, okrPath, typed));
  return findings.some(({ severity }) => severity === 'error') ? FOUND_PROBLEMS : SUCCESS;
}

function usualFormat({ GITHUB_ACTIONS }: Surroundings['environment']): Format {
  return GITHUB_ACTIONS === 'true' ? 'github' : 'text';
}

/** With `/` between its parts and nothing that git would read another way. */
function pathBelowRoot(path: string): string | undefined {
  const parts = path.replaceAll('\\', '/').split('/');
  const odd = path.startsWith('/') || parts.includes('..') || /[\r\n\0]/.test(path);
  const plain = parts.filter((part) => part !== '' && part !== '.').join('/');
  return odd || plain === '' ? undefined : plain;
}

async function write(path: string, text: string): Promise<string | undefined> {
  try {
    await writeFile(path, text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function report(done: RangeCheck, format: Format, okrPath: string, range: string): string {
  const { findings } = done;
  const summary = plainLine(summaryText(done));
  switch (format) {
    case 'json':
      return plainJson(terminalJson({ range, okrFile: okrPath, ...done }));
    case 'gitlab':
      return codeQualityReport(findings, okrPath);
    case 'github':
      return lines([...findings.map((one) => annotation(one, okrPath)), summary]);
    case 'text':
      return lines([...findingLines(findings).map(plainLine), summary]);
  }
}

function annotation(finding: CommitFinding, okrPath: string): string {
  const { severity, rule, line } = finding;
  return workflowCommand({
    severity,
    title: `Throughline: ${rule}`,
    message: findingText(finding),
    ...(line === undefined ? {} : { file: okrPath, line }),
  });
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
