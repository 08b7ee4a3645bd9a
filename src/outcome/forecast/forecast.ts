import type { Day } from '../../okr/model';
import { firstWholeSlot } from '../impact/cuts';
import { calendarOf, dayAtNumber, dayNumber } from '../insight/calendar';
import { countDays } from '../insight/countDays';
import { firstAt } from '../insight/firstAt';
import { lastOver, type Samples, samplesOf } from '../insight/samples';
import { quantileOf, studentT } from '../insight/studentT';
import { type EvenRows, evenRows } from './evenRows';
import type { Expected, Forecast, ForecastRequest, ForecastStep, Goal, NoForecast } from './model';
import { type Ahead, evenPace, sparsePace } from './pace';
import { sdOfSums } from './paths';
import { type Theta, theta } from './theta';

const LONGEST = 180;
const SHORTEST = 28;
/** With fewer the last value is what is known: no trend shows in them. */
const FEWEST = 14;
const MOST_MISSING = 0.2;
const WEEK = 7;
const MONTHS = 12;
/** Errors of forecasts have heavier tails than the normal distribution; measured on business series. */
const SPREAD = 0.86;
const TAILS = studentT(3.5);
const HALF_80 = quantileOf(TAILS, 0.9);
const HALF_95 = quantileOf(TAILS, 0.975);
/** More than any forecast looks at, of points that lie some days apart. */
const DAY = 86_400_000;
const LATELY = 400 * DAY;
const FEW = 1000;

const NOTHING = { unit: 'day', steps: [], rows: 0, missing: 0 } as const;

/** Will the goal be met at the deadline? Theta on the newest days. Deterministic. */
export function forecastOf(request: ForecastRequest): Forecast {
  const samples = newestSamples(request);
  if (samples === undefined) return unsteady(request);
  const period = request.period ?? periodOf(samples);
  const changed =
    request.changed === undefined ? undefined : firstWholeSlot(samples, dayNumber(request.changed));
  const oldest = (samples.slots.at(-1) ?? 0) - LONGEST + 1;
  const rows = evenRows(samples, Math.max(oldest, changed ?? oldest), period, request.leaveOut);
  if (rows === undefined) return { ...NOTHING, unit: samples.sampling, why: few(0, request.changed) };
  const ahead = aheadOf(samples, rows, request);
  const { missing } = rows;
  const length = rows.values.length;
  const since =
    changed !== undefined && changed > (samples.slots[0] ?? changed) ? request.changed : undefined;
  const why = isOver(request) ? { kind: 'over' as const } : problemOf(rows, ahead, since);
  const sparse = why?.kind === 'gaps' || length - missing < FEWEST;
  const pace = sparse ? sparsePace(request) : evenPace(rows, samples.sampling, ahead, request);
  const known = { unit: samples.sampling, rows: length, missing, ...(pace ? { pace } : {}) };
  if (why) return { ...known, why, steps: [] };
  const model = theta(rows.values, period);
  const dayOf = (step: number): Day => dayAtNumber(samples.firstDayOf(rows.lastSlot + step));
  const steps = Array.from({ length: ahead.steps }, (_, index) => {
    const step = index + 1;
    return stepOf(dayOf(step), model.mean(step), model.sd(step));
  });
  const sums = request.aggregate === 'last' ? [] : sumsAhead(model, rows, ahead);
  const { value, sd } = judgedValue(model, sums, ahead, request);
  if (!(sd > 0) || !Number.isFinite(value)) return { ...known, why: { kind: 'constant' }, steps: [] };
  return {
    ...known,
    last: dayOf(0),
    steps,
    ...(request.aggregate === 'sum'
      ? { totals: sums.map((sum, index) => stepOf(dayOf(ahead.first + index), sum.value, sum.sd)) }
      : {}),
    expected: { ...interval80(value, sd), ...(request.aggregate === 'mean' ? { averaged: true } : {}) },
    pHit: chanceOf(request.goal, value, sd),
  };
}

/** Of values that are entered now and then only the pace is told. */
function unsteady(request: ForecastRequest): Forecast {
  const pace = sparsePace(request);
  if (pace === undefined) return { ...NOTHING, why: { kind: 'no-values' } };
  const several = countDays(request.series, request.timezone) > 1;
  const why: NoForecast = pace.left === 0 ? { kind: 'over' } : several ? { kind: 'irregular' } : few(1);
  return { ...NOTHING, why, pace };
}

function few(found: number, changed?: Day): NoForecast {
  return { kind: 'few', found, needed: SHORTEST, ...(changed === undefined ? {} : { changed }) };
}

/** The last day may be over without a value of it. */
function isOver({ now, timezone, window }: ForecastRequest): boolean {
  return now !== undefined && calendarOf(timezone).dayOf(now) > dayNumber(window.end);
}

/** Finding days is dear: of a long series only the newest are looked at, and those of the window. */
function newestSamples(request: ForecastRequest): Samples | undefined {
  const { points } = request.series;
  const last = Math.min(points.at(-1)?.t ?? 0, request.now ?? Number.POSITIVE_INFINITY);
  const from = Math.min(last - LATELY, (dayNumber(request.window.start) - 1) * DAY);
  const near = points.length - firstAt(points, from);
  return samplesOf(request.series, points.length > FEW && near >= LONGEST ? { ...request, from } : request);
}

function periodOf({ sampling, slots }: Samples): number {
  if (sampling === 'day') return WEEK;
  return sampling === 'month' && slots.length >= 2 * MONTHS ? MONTHS : 1;
}

function aheadOf(samples: Samples, { lastSlot }: EvenRows, request: ForecastRequest): Ahead {
  const { window, aggregate } = request;
  // A week counts in the window that it begins in.
  const start = firstWholeSlot(samples, dayNumber(window.start));
  const end = samples.slotOf(dayNumber(window.end));
  // What is left out says nothing of what comes, and counts all the same.
  const newest = samples.slots.at(-1) ?? lastSlot;
  const inside = samples.slots.flatMap((slot, index) =>
    slot >= start && slot <= end ? [samples.values[index] ?? 0] : [],
  );
  const over = Math.max(lastSlot, lastOver(samples, request));
  const inWindow = aggregate === 'sum' || aggregate === 'mean';
  const before = inWindow ? Math.max(over, start - 1) : over;
  return {
    steps: end - lastSlot,
    left: Math.max(0, end - before),
    first: Math.max(newest + 1, start) - lastSlot,
    knownSum: inside.reduce((sum, value) => sum + value, 0),
    knownCount: inside.length,
  };
}

/** @param changed since when the rows are what they are now, where that is why there are no more */
function problemOf({ values, missing }: EvenRows, { steps }: Ahead, changed?: Day): NoForecast | undefined {
  const n = values.length;
  if (steps <= 0) return { kind: 'over' };
  if (n - missing < SHORTEST) return few(n - missing, changed);
  if (missing > MOST_MISSING * n) return { kind: 'gaps', missing, of: n };
  const level = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  if (!(high - low > 1e-9 * level)) return { kind: 'constant' };
  return steps > n / 2 ? { kind: 'far', ahead: steps, known: n } : undefined;
}

/** @param sd before the tails */
function stepOf(day: Day, mean: number, sd: number): ForecastStep {
  const spread = SPREAD * sd;
  return {
    day,
    mean,
    lower80: mean - HALF_80 * spread,
    upper80: mean + HALF_80 * spread,
    lower95: mean - HALF_95 * spread,
    upper95: mean + HALF_95 * spread,
  };
}

/** A value to come, with its spread before the tails. */
interface Foreseen {
  readonly value: number;
  readonly sd: number;
}

/** What will have added up in the window by the end of each step inside it. */
function sumsAhead(model: Theta, { values }: EvenRows, { steps, first, knownSum }: Ahead): Foreseen[] {
  let sum = knownSum;
  return Array.from(sdOfSums(model, values.length, first, steps), (sd, index) => {
    sum += model.mean(first + index);
    return { value: sum, sd };
  });
}

/** What the key result will be judged by. */
function judgedValue(
  model: Theta,
  sums: readonly Foreseen[],
  { steps, first, knownSum, knownCount }: Ahead,
  { aggregate }: ForecastRequest,
): Foreseen {
  if (aggregate === 'last') return { value: model.mean(steps), sd: model.sd(steps) };
  const { value, sd } = sums.at(-1) ?? { value: knownSum, sd: 0 };
  const count = aggregate === 'sum' ? 1 : knownCount + steps - first + 1;
  return { value: value / count, sd: sd / count };
}

function interval80(value: number, sd: number): Expected {
  const half = HALF_80 * SPREAD * sd;
  return { value, lower80: value - half, upper80: value + half };
}

function chanceOf({ least, most }: Goal, value: number, sd: number): number {
  const below = (bound: number): number => TAILS.cdf((bound - value) / (SPREAD * sd));
  return Math.max(0, (most === undefined ? 1 : below(most)) - (least === undefined ? 0 : below(least)));
}
