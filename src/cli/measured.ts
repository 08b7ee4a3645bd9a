import type { Reading } from '../metrics/reading';
import type { Series } from '../metrics/series';
import type { KeyResult, MetricRef } from '../okr/model';
import type { Aims } from '../outcome/okrDocument';
import { plainWords } from '../outcome/words';
import { allowedOrigins, type Live, openLive, tellWaiting } from './liveOutcome';
import { type Answers, FOUND_PROBLEMS, USAGE } from './output';
import { readAims } from './readAims';
import { terminalText } from './terminalText';

export interface Surroundings {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

type Command = 'impact' | 'forecast';

export interface AimedOptions {
  readonly id: string;
  readonly allow: readonly string[];
  readonly file: string;
  readonly trailer: string | undefined;
}

/** A key result of the OKR file. */
export interface Aimed {
  readonly live: Live;
  readonly aims: Aims;
  readonly keyResult: KeyResult;
}

/** With the numbers of its metric. */
export interface Measured extends Aimed {
  readonly series: Series;
}

/** An exit code, with its reason said, where there is no such key result. Asks for no number. */
export async function readAimed(
  { id, allow, file, trailer }: AimedOptions,
  { folder, environment }: Surroundings,
  answers: Answers,
): Promise<Aimed | number> {
  const allowed = allowedOrigins(allow, environment.THROUGHLINE_ALLOW);
  const live = await openLive({ folder, okrPath: file, allowed, environment, trailer }, answers);
  if (typeof live === 'number') return live === FOUND_PROBLEMS ? USAGE : live;
  const { outcome, module } = live;
  const aims = readAims(outcome, answers);
  if (aims === undefined) return USAGE;
  const judged = module.judgeId(aims, id, outcome.okrPath);
  if (judged.kind !== 'active') return refuse(judged.message, answers);
  return { live, aims, keyResult: judged.keyResult };
}

/** An exit code, with its reason said, where there is no number of it. */
export async function measure(aimed: Aimed, command: Command, answers: Answers): Promise<Measured | number> {
  const { live, keyResult } = aimed;
  const { metric, window } = keyResult;
  if (metric === undefined) {
    return refuse(`${keyResult.id} has milestones and no metric: there is only what is done of it.`, answers);
  }
  const reading = await live.outcome.measure(metric, window);
  if (reading.series) return { ...aimed, series: reading.series };
  return withoutNumbers(reading, metric, keyResult, live, command, answers);
}

function withoutNumbers(
  { error }: Reading,
  { source }: MetricRef,
  { id, title }: KeyResult,
  { module, waiting }: Live,
  command: Command,
  answers: Answers,
): number {
  const problem = error && module.problemView(error, id, 'en', plainWords);
  refuse(
    problem ? `${title}: ${problem.text} ${problem.next}` : `${title}: ${source} gave no numbers.`,
    answers,
  );
  if (error?.kind === 'not-approved') tellWaiting(`${command} ${id}`, waiting, answers);
  return FOUND_PROBLEMS;
}

function refuse(message: string, answers: Answers): number {
  answers.err(`throughline: ${terminalText(message)}\n`);
  return FOUND_PROBLEMS;
}
