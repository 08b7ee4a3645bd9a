import { parseArgs } from 'node:util';
import type { Forecast, ForecastRequest } from '../outcome/forecast/model';
import type { Telling } from '../outcome/insight/insightWords';
import { plainWords } from '../outcome/words';
import { INSIGHT_OPTIONS, subjectOf, tellingOf } from './insightCommand';
import { type Aimed, type AimedOptions, measure, readAimed, type Surroundings } from './measured';
import { type Answers, FOUND_PROBLEMS } from './output';
import { readSeriesFile } from './seriesFile';
import { type Teller, tellerOf } from './teller';

/** What JSON says where nothing is foreseen. */
const NO_FORECAST = {
  reason: null,
  text: '',
  pHit: null,
  chance: null,
  expected: null,
  pace: null,
  unit: 'week',
  rows: 0,
  missing: 0,
  steps: [],
  totals: null,
};

/** `throughline forecast`: whether a key result will be reached. */
export async function forecast(
  args: string[],
  surroundings: Surroundings,
  answers: Answers,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...INSIGHT_OPTIONS, target: { type: 'string' }, by: { type: 'string' } },
  });
  if (values.help) return answers.help('forecast');
  const subject = subjectOf('forecast', values, positionals, answers);
  if (typeof subject === 'number') return subject;
  const teller = tellerOf(answers, values.json, NO_FORECAST);
  if (subject.kind === 'keyResult') return ofKeyResult(subject.options, surroundings, teller);
  const { target, by } = values;
  const { isDay } = await import('../engine');
  const { parseTarget } = await import('../onCommand');
  if (target === undefined) return answers.usage('--series needs --target N, a number.');
  const wanted = parseTarget(target);
  if (!wanted.ok) return answers.usage(`--target ${wanted.error}.`);
  if (wanted.value.kind === 'relative')
    return answers.usage(
      `--target takes the value to reach: a file has no start that ${target} could be of.`,
    );
  if (by === undefined || !isDay(by))
    return answers.usage('--series needs --by DATE, a day such as 2026-12-31.');
  const read = await readSeriesFile(subject.path, teller);
  if (typeof read === 'number') return read;
  const { series, telling } = read;
  const last = series.points.findLast(({ v }) => v !== null);
  const { value } = wanted.value.quantity;
  const request: ForecastRequest = {
    series,
    timezone: 'UTC',
    aggregate: 'last',
    goal: value >= (last?.v ?? 0) ? { least: value } : { most: value },
    window: { start: new Date(last?.t ?? 0).toISOString().slice(0, 10), end: by },
    ...(subject.period === undefined ? {} : { period: subject.period }),
  };
  return tell(request, telling, teller);
}

async function ofKeyResult(
  options: AimedOptions,
  surroundings: Surroundings,
  teller: Teller,
): Promise<number> {
  const aimed = await readAimed(options, surroundings, teller);
  if (typeof aimed === 'number') return aimed;
  const now = Date.now();
  const { keyResult, aims, live } = aimed;
  const telling = tellingOf(aimed, now);
  if (keyResult.aim.kind === 'milestone') return tellMilestones(aimed, now, telling, teller);
  const measured = await measure(aimed, 'forecast', teller);
  if (typeof measured === 'number') return measured;
  const { series } = measured;
  const request = live.module.keyResultForecast(keyResult, { series, cycle: aims.cycle, now });
  return request === undefined ? FOUND_PROBLEMS : tell(request, telling, teller);
}

/** What is done in parts has a pace and no forecast. */
function tellMilestones(
  { live: { module }, aims, keyResult }: Aimed,
  now: number,
  telling: Telling,
  teller: Teller,
): number {
  const { start, end } = keyResult.window;
  const { timezone } = aims.cycle;
  const span = { from: module.startOfDay(start, timezone), to: module.endOfDay(end, timezone) };
  const pace = module.milestonePace(keyResult.aim, span, now);
  if (pace === undefined) return FOUND_PROBLEMS;
  const parts = module.milestoneText(pace, end, telling, plainWords);
  const text = `${keyResult.title}: ${parts.map((part) => part.text).join('')}`;
  const { done, elapsed, left, needed = null } = pace;
  const told = { kind: 'milestones', now: done, elapsed, unit: 'week', left, needed, recent: null };
  return teller.tell([text], { ...NO_FORECAST, reason: 'milestones', text, pace: told });
}

async function tell(request: ForecastRequest, telling: Telling, teller: Teller): Promise<number> {
  const { chanceInTens, forecastOf, forecastText } = await import('../engine');
  const found = forecastOf(request);
  const { answer, notes } = forecastText(found, request.goal, request.window.end, telling, plainWords);
  return teller.tell([answer, ...notes.map((one) => `  ${one}`)], jsonOf(found, answer, chanceInTens));
}

/** Every figure; null where it is not known. */
function jsonOf(found: Forecast, text: string, inTens: (probability: number) => number): object {
  const { why, pHit, expected, pace, steps, totals, unit, rows, missing } = found;
  return {
    ...NO_FORECAST,
    reason: why?.kind ?? null,
    text,
    pHit: pHit ?? null,
    chance: pHit === undefined ? null : inTens(pHit),
    expected: expected ?? null,
    pace: pace
      ? { ...pace, now: pace.now ?? null, needed: pace.needed ?? null, recent: pace.recent ?? null }
      : null,
    unit,
    rows,
    missing,
    steps,
    totals: totals ?? null,
  };
}
