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

export interface MeasuredOptions {
  readonly id: string;
  readonly command: 'impact' | 'forecast';
  readonly allow: readonly string[];
  readonly file: string;
  readonly trailer: string | undefined;
}

/** A key result of the OKR file with the numbers of its metric. */
export interface Measured {
  readonly live: Live;
  readonly aims: Aims;
  readonly keyResult: KeyResult;
  readonly series: Series;
}

/** An exit code, with its reason said, where there is no such key result or no number of it. */
export async function readMeasured(
  { id, command, allow, file, trailer }: MeasuredOptions,
  { folder, environment }: Surroundings,
  answers: Answers,
): Promise<Measured | number> {
  const allowed = allowedOrigins(allow, environment.THROUGHLINE_ALLOW);
  const live = await openLive({ folder, okrPath: file, allowed, environment, trailer }, answers);
  if (typeof live === 'number') return live === FOUND_PROBLEMS ? USAGE : live;
  const { outcome, module } = live;
  const aims = readAims(outcome, answers);
  if (aims === undefined) return USAGE;
  const judged = module.judgeId(aims, id, outcome.okrPath);
  if (judged.kind !== 'active') return refuse(judged.message, answers);
  const { keyResult } = judged;
  if (keyResult.metric === undefined) {
    return refuse(`${keyResult.id} has milestones and no metric: there is only what is done of it.`, answers);
  }
  const reading = await outcome.measure(keyResult.metric, keyResult.window);
  if (reading.series) return { live, aims, keyResult, series: reading.series };
  return withoutNumbers(reading, keyResult.metric, keyResult, live, command, answers);
}

function withoutNumbers(
  { error }: Reading,
  { source }: MetricRef,
  { id, title }: KeyResult,
  { module, waiting }: Live,
  command: MeasuredOptions['command'],
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
