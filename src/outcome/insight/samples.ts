import { finished } from '../../metrics/finished';
import type { Series } from '../../metrics/series';
import type { Aggregate } from '../../okr/model';
import { type Calendar, calendarOf, dayAtNumber } from './calendar';
import { firstAt } from './firstAt';

/** How far apart the values of a metric are. */
export type Sampling = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** One value for each finished day, week or month that has one. */
export interface Samples {
  readonly sampling: Sampling;
  /** Ascending numbers of the days, weeks, …; those missing between are gaps. */
  readonly slots: readonly number[];
  readonly values: readonly number[];
  /** The slot that a day (number since 1970) lies in. */
  slotOf(day: number): number;
  /** The first day of a slot. */
  firstDayOf(slot: number): number;
}

export interface SamplingOptions {
  readonly timezone: string;
  /** How several values of one day become one. */
  readonly aggregate: Aggregate;
  /** Only what lies here is looked at; milliseconds since 1970 UTC, `to` exclusive. */
  readonly from?: number;
  readonly to?: number;
  /** The day of this instant, and what comes after, is not over; without it, every day is. */
  readonly now?: number;
}

const HOUR = 3_600_000;
/** Where clocks change, a point of midnight may come up to two hours before or after it. */
const SLACK = 2;
/** The square of a larger one is no number any more. */
export const LARGEST = 1e150;

/** What the values of a day, or of several, come to. */
interface Held {
  sum: number;
  count: number;
  last: number;
}

/** Nothing where fewer than two days have a value, or they are at no steady distance. One pass: there may be many points. */
export function samplesOf(series: Series, options: SamplingOptions): Samples | undefined {
  const { timezone, aggregate, from, to, now } = options;
  const calendar = calendarOf(timezone);
  const { points } = finished(series);
  const start = from === undefined ? 0 : firstAt(points, from);
  const end = to === undefined ? points.length : firstAt(points, to);
  const shift = shiftOf(points, start, end, calendar);
  const today = now === undefined ? Number.POSITIVE_INFINITY : calendar.dayOf(now);
  const days = new Map<number, Held>();
  let [day, held]: [number, Held | undefined] = [Number.NaN, undefined];
  for (let index = start; index < end; index += 1) {
    const { t, v } = points[index] ?? { t: 0, v: null };
    if (v === null || !Number.isFinite(v)) continue;
    const of = calendar.dayOf(t + shift);
    if (of >= today) continue;
    if (of !== day) [day, held] = [of, days.get(of)];
    if (held) {
      held.sum += v;
      held.count += 1;
      held.last = v;
    } else {
      held = { sum: v, count: 1, last: v };
      days.set(of, held);
    }
  }
  return inSlots(days, aggregate);
}

/** The newest slot that is over: that of the newest value, or what came after it without one. */
export function lastOver(
  { slots, slotOf }: Samples,
  { timezone, now }: Pick<SamplingOptions, 'timezone' | 'now'>,
): number {
  const newest = slots.at(-1) ?? Number.NEGATIVE_INFINITY;
  return now === undefined ? newest : Math.max(newest, slotOf(calendarOf(timezone).dayOf(now)) - 1);
}

/**
 * A series of one point a day at midnight elsewhere straddles midnight here once clocks change: two points would
 * fall on one day. Such points are moved past midnight together.
 */
function shiftOf(points: Series['points'], start: number, end: number, calendar: Calendar): number {
  let [evening, morning] = [0, 0];
  let before: number | undefined;
  for (let index = start; index < end; index += 1) {
    const { t, v } = points[index] ?? { t: 0, v: null };
    if (v === null || !Number.isFinite(v)) continue;
    if (before !== undefined && t - before < (24 - SLACK) * HOUR) return 0;
    before = t;
    const hour = calendar.hourOf(t);
    if (hour >= 24 - SLACK) evening += 1;
    else if (hour <= SLACK) morning += 1;
  }
  return evening > 0 && morning > 0 ? SLACK * HOUR : 0;
}

function inSlots(days: ReadonlyMap<number, Held>, aggregate: Aggregate): Samples | undefined {
  const ordered = [...days].sort(([a], [b]) => a - b);
  const gaps = ordered.slice(1).map(([day], index) => day - (ordered[index]?.[0] ?? day));
  const [first] = ordered;
  const sampling = samplingOf(gaps);
  if (sampling === undefined || first === undefined) return undefined;
  const slotting = SLOTS[sampling](first[0]);
  const bySlot = new Map<number, Held>();
  for (const [day, { sum, count, last }] of ordered) {
    // A week's point may come a day early or late.
    const slot = slotting.slotOf(sampling === 'week' ? day + 3 : day);
    const known = bySlot.get(slot) ?? { sum: 0, count: 0, last };
    bySlot.set(slot, { sum: known.sum + sum, count: known.count + count, last });
  }
  const kept = [...bySlot].map(([slot, held]) => [slot, oneOf(held, aggregate)] as const);
  const sound = kept.filter(([, value]) => Math.abs(value) < LARGEST);
  if (sound.length < 2) return undefined;
  return {
    sampling,
    slots: sound.map(([slot]) => slot),
    values: sound.map(([, value]) => value),
    ...slotting,
  };
}

/** By the usual distance of two days with a value. */
function samplingOf(gaps: readonly number[]): Sampling | undefined {
  const ordered = gaps.toSorted((a, b) => a - b);
  const usual = ordered[Math.floor(ordered.length / 2)];
  if (usual === undefined) return undefined;
  if (usual === 1) return 'day';
  if (usual >= 6 && usual <= 8) return 'week';
  if (usual >= 28 && usual <= 31) return 'month';
  if (usual >= 89 && usual <= 92) return 'quarter';
  return usual >= 365 && usual <= 366 ? 'year' : undefined;
}

type Slotting = (first: number) => Pick<Samples, 'slotOf' | 'firstDayOf'>;

const SLOTS: Readonly<Record<Sampling, Slotting>> = {
  day: () => ({ slotOf: (day) => day, firstDayOf: (slot) => slot }),
  week: (first) => ({
    slotOf: (day) => Math.floor((day - first) / 7),
    firstDayOf: (slot) => first + slot * 7,
  }),
  month: months(1),
  quarter: months(3),
  year: months(12),
};

function months(length: number): Slotting {
  return () => ({
    slotOf: (day) => {
      const [year = 0, month = 1] = dayAtNumber(day).split('-').map(Number);
      return Math.floor((year * 12 + month - 1) / length);
    },
    firstDayOf: (slot) => Date.UTC(Math.floor((slot * length) / 12), (slot * length) % 12) / (24 * HOUR),
  });
}

function oneOf({ sum, count, last }: Held, aggregate: Aggregate): number {
  if (aggregate === 'last') return last;
  return aggregate === 'sum' ? sum : sum / count;
}
