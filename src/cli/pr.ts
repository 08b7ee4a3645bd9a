import { parseArgs } from 'node:util';
import { plainWords } from '../outcome/words';
import { allowedOrigins, readLive, tellWaiting } from './liveOutcome';
import type { Surroundings } from './measured';
import { NUMBER_OPTIONS } from './options';
import { type Answers, FOUND_PROBLEMS, SUCCESS } from './output';
import { readAims } from './readAims';
import { terminalText } from './terminalText';

/** `throughline pr`: the outcome of the branch as Markdown. */
export async function pr(
  args: string[],
  { folder, environment }: Surroundings,
  answers: Answers,
): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      ...NUMBER_OPTIONS,
    },
  });
  if (values.help) return answers.help('pr');
  const allowed = allowedOrigins(values.allow, environment.THROUGHLINE_ALLOW);
  const live = await readLive(
    { folder, okrPath: values.file, allowed, environment, trailer: values.trailer },
    answers,
  );
  if (typeof live === 'number') return live;
  const { outcome, waiting } = live;
  if (readAims(outcome, answers) === undefined) return FOUND_PROBLEMS;
  const text = outcome.pullRequestText(plainWords);
  if (text === undefined) {
    answers.err('throughline: This branch serves no key result. Link it: throughline link ID\n');
    return FOUND_PROBLEMS;
  }
  answers.out(
    text
      .split('\n')
      .map((line) => `${terminalText(line)}\n`)
      .join(''),
  );
  tellWaiting('pr', waiting, answers);
  return SUCCESS;
}
