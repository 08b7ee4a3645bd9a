import { finished } from '../../metrics/finished';
import { calendarOf, dayNumber } from '../insight/calendar';
import { LARGEST, type Sampling } from '../insight/samples';
import { type EvenRows, lately, latelyTrend } from './evenRows';
import type { ForecastRequest, Goal, Pace } from './model';

/** Where the sums and means of a window come from: finished days inside it, and steps ahead. */
export interface Ahead {
  readonly steps: number;
  /** Of those that count, how many are not over yet: values may come late. */
  readonly left: number;
  /** First step inside the window that is not known, from 1. */
  readonly first: number;
  readonly knownSum: number;
  readonly knownCount: number;
}

const WEEK = 7;
const FOUR_WEEKS = 28;
/** Of rows that are no days: a mean of seven months would be no value of now. */
const FEW_ROWS = 4;

/** How fast a metric has to go whose values are at a steady distance. */
export function evenPace(
  { values }: EvenRows,
  sampling: Sampling,
  ahead: Ahead,
  { aggregate, goal }: ForecastRequest,
): Pace {
  const { left, knownSum } = ahead;
  const daily = sampling === 'day';
  const total = aggregate === 'sum';
  if (aggregate === 'mean') {
    const recent = lately(values, daily ? WEEK : FEW_ROWS);
    return { ...meanPace(goal, ahead, recent, sampling), recent };
  }
  const now = total ? knownSum : lately(values, daily ? WEEK : 1);
  return {
    ...paceTo(goal, total, now, left, sampling),
    recent: total
      ? lately(values, daily ? WEEK : FEW_ROWS)
      : latelyTrend(values, daily ? FOUR_WEEKS : FEW_ROWS),
  };
}

/** What the days left have to be on average, for a mean that is judged over all of the window. */
function meanPace(
  goal: Goal,
  { left, knownSum, knownCount }: Ahead,
  recent: number,
  unit: Pace['unit'],
): Pace {
  const isBegun = knownCount > 0;
  const now = isBegun ? knownSum / knownCount : recent;
  const missing = missingTo(goal, now);
  return {
    kind: 'mean',
    ...(isBegun ? { now } : {}),
    unit,
    left,
    ...(missing === undefined || left === 0 ? {} : { needed: now + (missing * (knownCount + left)) / left }),
  };
}

/**
 * How fast a metric has to go that has too few values, or at no steady distance, to tell where it is going, as those have
 * that are entered by hand: from its last value, or from what has added up. Per day. Nothing without a value.
 */
export function sparsePace({
  series,
  timezone,
  aggregate,
  goal,
  window,
  now,
  changed,
}: ForecastRequest): Pace | undefined {
  const calendar = calendarOf(timezone);
  const points = finished(series).points.flatMap(({ t, v }) =>
    v !== null && Math.abs(v) < LARGEST && t <= (now ?? Number.POSITIVE_INFINITY)
      ? [{ day: calendar.dayOf(t), v }]
      : [],
  );
  const [start, end] = [dayNumber(window.start), dayNumber(window.end)];
  const since = changed === undefined ? Number.NEGATIVE_INFINITY : dayNumber(changed);
  const known = points.filter(({ day }) => day >= since);
  const last = known.at(-1);
  if (last === undefined) return undefined;
  const over = now === undefined ? last.day : Math.max(last.day, calendar.dayOf(now) - 1);
  const inside = known.filter(({ day }) => day >= start && day <= end);
  const total = aggregate === 'sum';
  const sum = inside.reduce((all, { v }) => all + v, 0);
  const left = Math.max(0, end - (total ? Math.max(over, start - 1) : over));
  return paceTo(goal, total, total ? sum : last.v, left, 'day');
}

function paceTo(goal: Goal, total: boolean, now: number, left: number, unit: Pace['unit']): Pace {
  const missing = missingTo(goal, now);
  return {
    kind: total ? 'total' : 'level',
    now,
    unit,
    left,
    ...(missing === undefined || left === 0 ? {} : { needed: missing / left }),
  };
}

/** Nothing where the goal is met. */
function missingTo({ least, most }: Goal, now: number): number | undefined {
  if (least !== undefined && now < least) return least - now;
  return most !== undefined && now > most ? most - now : undefined;
}
