import { parseArgs } from 'node:util';
import type { Forecast, ForecastRequest } from '../outcome/forecast/model';
import type { Telling } from '../outcome/insight/insightWords';
import { plainWords } from '../outcome/words';
import { type Aimed, measure, readAimed, type Surroundings } from './measured';
import { type Answers, FOUND_PROBLEMS, SUCCESS } from './output';
import { periodIn, readSeriesFile } from './seriesFile';
import { terminalJson, terminalText } from './terminalText';

/** What JSON says where nothing is foreseen. */
const NO_FORECAST = {
  pHit: null,
  chance: null,
  expected: null,
  unit: 'week',
  rows: 0,
  missing: 0,
  steps: [],
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
    options: {
      help: { type: 'boolean', short: 'h' },
      series: { type: 'string' },
      target: { type: 'string' },
      by: { type: 'string' },
      period: { type: 'string' },
      allow: { type: 'string', multiple: true, default: [] },
      file: { type: 'string', default: 'okrs.yaml' },
      trailer: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.help) return answers.help('forecast');
  const [id, ...more] = positionals;
  if (more.length > 0) return answers.usage('forecast takes one key result.');
  const { series, target, by, json } = values;
  if (series === undefined) {
    if (id === undefined) return answers.usage('forecast needs the id of a key result, or --series FILE.');
    if (target !== undefined || by !== undefined || values.period !== undefined)
      return answers.usage('--target, --by and --period go with --series; a key result has its own.');
    return ofKeyResult({ ...values, id }, surroundings, answers);
  }
  if (id !== undefined) return answers.usage('forecast takes a key result or --series, not both.');
  const { isDay } = await import('../engine');
  const wanted = Number(target);
  if (target === undefined || target.trim() === '' || !Number.isFinite(wanted))
    return answers.usage('--series needs --target N, a number.');
  if (by === undefined || !isDay(by))
    return answers.usage('--series needs --by DATE, a day such as 2026-12-31.');
  const period = values.period === undefined ? undefined : periodIn(values.period);
  if (values.period !== undefined && period === undefined)
    return answers.usage('--period takes a whole number, such as 7.');
  const read = await readSeriesFile(series, answers);
  if (typeof read === 'number') return read;
  const last = read.series.points.findLast(({ v }) => v !== null);
  const request: ForecastRequest = {
    series: read.series,
    timezone: 'UTC',
    aggregate: 'last',
    goal: wanted >= (last?.v ?? 0) ? { least: wanted } : { most: wanted },
    window: { start: new Date(last?.t ?? 0).toISOString().slice(0, 10), end: by },
    ...(period === undefined ? {} : { period }),
  };
  return tell(request, { title: read.title, style: { locale: 'en' }, thisYear: read.year }, json, answers);
}

interface KeyResultOptions {
  readonly id: string;
  readonly allow: readonly string[];
  readonly file: string;
  readonly trailer?: string | undefined;
  readonly json: boolean;
}

async function ofKeyResult(
  options: KeyResultOptions,
  surroundings: Surroundings,
  answers: Answers,
): Promise<number> {
  const { id, allow, file, trailer, json } = options;
  const aimed = await readAimed({ id, allow, file, trailer }, surroundings, answers);
  if (typeof aimed === 'number') return aimed;
  const now = Date.now();
  const { keyResult, aims, live } = aimed;
  const day = live.module.dayOf(now, aims.cycle.timezone);
  const telling = {
    title: keyResult.title,
    style: live.module.styleOf(keyResult, 'en'),
    thisYear: day.slice(0, 4),
  };
  if (keyResult.aim.kind === 'milestone') return tellMilestones(aimed, now, telling, json, answers);
  const measured = await measure(aimed, 'forecast', answers);
  if (typeof measured === 'number') return measured;
  const { series } = measured;
  const request = live.module.keyResultForecast(keyResult, { series, cycle: aims.cycle, now });
  if (request === undefined) return FOUND_PROBLEMS;
  return tell(request, telling, json, answers);
}

/** What is done in parts has a pace and no forecast. */
function tellMilestones(
  { live: { module }, aims, keyResult }: Aimed,
  now: number,
  telling: Telling,
  json: boolean,
  answers: Answers,
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
  if (json) answers.out(terminalJson({ reason: 'milestones', text, ...NO_FORECAST, pace: told }));
  else answers.out(`${terminalText(text)}\n`);
  return SUCCESS;
}

async function tell(
  request: ForecastRequest,
  telling: Telling,
  json: boolean,
  answers: Answers,
): Promise<number> {
  const { chanceInTens, forecastOf, forecastText } = await import('../engine');
  const found = forecastOf(request);
  const { answer, notes } = forecastText(found, request.goal, request.window.end, telling, plainWords);
  if (json) answers.out(terminalJson(jsonOf(found, answer, chanceInTens)));
  else answers.out(`${[answer, ...notes.map((one) => `  ${one}`)].map(terminalText).join('\n')}\n`);
  return SUCCESS;
}

/** Every figure; null where it is not known. */
function jsonOf(found: Forecast, text: string, inTens: (probability: number) => number): object {
  const { why, pHit, expected, pace, steps, unit, rows, missing } = found;
  return {
    reason: why?.kind ?? null,
    text,
    pHit: pHit ?? null,
    chance: pHit === undefined ? null : inTens(pHit),
    expected: expected ?? null,
    pace: pace ? { ...pace, needed: pace.needed ?? null, recent: pace.recent ?? null } : null,
    unit,
    rows,
    missing,
    steps,
  };
}
