import type { Reading } from '../metrics/reading';
import type { Series } from '../metrics/series';
import type { KeyResult, MetricRef } from '../okr/model';
import type { Aims } from '../outcome/okrDocument';
import { plainWords } from '../outcome/words';
import { allowedOrigins, type Live, openLive, tellWaiting } from './liveOutcome';
import { USAGE } from './output';
import { problemText } from './problemText';
import { readAims } from './readAims';
import type { Teller } from './teller';
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
  teller: Teller,
): Promise<Aimed | number> {
  const allowed = allowedOrigins(allow, environment.THROUGHLINE_ALLOW);
  const live = await openLive({ folder, okrPath: file, allowed, environment, trailer }, teller);
  const aims = typeof live === 'number' ? undefined : readAims(live.outcome, teller);
  if (typeof live === 'number' || aims === undefined) {
    teller.refuse('unreadable');
    return USAGE;
  }
  const { outcome, module } = live;
  const judged = module.judgeId(aims, id, outcome.okrPath);
  if (judged.kind === 'active') return { live, aims, keyResult: judged.keyResult };
  const lost = judged.kind === 'unknown' ? lostText(live) : '';
  return teller.refuse('no-key-result', `${judged.message}${lost}`);
}

/** A key result with an error is left out of what is read. */
function lostText({ outcome: { okrState, okrPath } }: Live): string {
  const error =
    okrState.kind === 'read' && okrState.document.diagnostics.find(({ severity }) => severity === 'error');
  return error
    ? ` What has errors there is left out, such as line ${error.line}: see 'throughline validate ${okrPath}'.`
    : '';
}

/** An exit code, with its reason said, where there is no number of it. */
export async function measure(aimed: Aimed, command: Command, teller: Teller): Promise<Measured | number> {
  const { live, keyResult } = aimed;
  const { metric, window } = keyResult;
  if (metric === undefined) {
    const why = `${keyResult.id} has milestones and no metric: there is only what is done of it.`;
    return teller.refuse('no-metric', `${why} See 'throughline forecast ${keyResult.id}'.`);
  }
  const reading = await live.outcome.measure(metric, window);
  if (reading.series) return { ...aimed, series: reading.series };
  return withoutNumbers(reading, metric, keyResult, live, command, teller);
}

function withoutNumbers(
  { error }: Reading,
  { source }: MetricRef,
  { id, title }: KeyResult,
  live: Live,
  command: Command,
  teller: Teller,
): number {
  const { module, waiting } = live;
  const problem = error && module.problemView(error, id, 'en', plainWords);
  const why = problem
    ? problemText(problem)
    : `There is no way to ask ${source}: see 'throughline validate ${live.outcome.okrPath}'.`;
  teller.err(`throughline: ${terminalText(`${title}: ${why}`)}\n`);
  if (error?.kind === 'not-approved') tellWaiting(`${command} ${id}`, waiting, teller);
  return teller.refuse('no-numbers');
}
