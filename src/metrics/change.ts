import { type Aggregate, sum, valuesIn } from './aggregate';
import { finished } from './finished';
import type { Point, Series } from './series';
import { dayStart } from './time';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Where clocks change, a day is an hour shorter or longer. */
const SLACK = 2 * HOUR;

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly difference: number;
  /** Difference as a share of `from`'s size; absent where `from` is 0. */
  readonly ratio?: number;
}

/**
 * How a metric changed over some days.
 * A level (`last`, `mean`): its newest value against the one that many days earlier, or the nearest before that.
 * A flow (`sum`): the last that many days together that are over, in the time zone given, against as many before them.
 * What is not over is left out of both.
 * Nothing where the series does not reach back far enough, or ended before the days began.
 * @param now milliseconds since 1970 UTC
 * @param timezone IANA name
 */
export function changeOver(
  series: Series,
  aggregate: Aggregate,
  days: number,
  now: number,
  timezone: string,
): Change | undefined {
  return aggregate === 'sum'
    ? flowChange(series, days, now, timezone)
    : levelChange(finished(series), days, now);
}

function levelChange({ points }: Series, days: number, now: number): Change | undefined {
  const length = days * DAY;
  const newest = lastUpTo(points, now);
  if (newest === undefined || newest.t < now - length) return undefined;
  const wanted = newest.t - length;
  const before = lastUpTo(points, wanted + SLACK);
  const tolerance = Math.max(DAY, length / 2) + SLACK;
  if (before === undefined || before === newest || before.t < wanted - tolerance) return undefined;
  return change(before.v, newest.v);
}

function flowChange(series: Series, days: number, now: number, timezone: string): Change | undefined {
  const end = dayStart(now, timezone);
  const middle = dayStart(now, timezone, days);
  const start = dayStart(now, timezone, 2 * days);
  const first = series.points[0];
  if (first === undefined || first.t >= start + DAY + SLACK) return undefined;
  const before = valuesIn(series, { from: start, to: middle });
  const after = valuesIn(series, { from: middle, to: end });
  if (before.length === 0 || after.length === 0) return undefined;
  return change(sum(before), sum(after));
}

function lastUpTo(
  points: readonly Point[],
  t: number,
): { readonly t: number; readonly v: number } | undefined {
  const found = points.findLast((point) => point.v !== null && point.t <= t);
  return found === undefined || found.v === null ? undefined : { t: found.t, v: found.v };
}

function change(from: number, to: number): Change {
  const difference = to - from;
  return { from, to, difference, ...(from === 0 ? {} : { ratio: difference / Math.abs(from) }) };
}
