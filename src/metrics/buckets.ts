import * as Instant from 'temporal-polyfill/fns/Instant';
import * as Zoned from 'temporal-polyfill/fns/ZonedDateTime';
import type { Result } from '../io/ports';
import type { MetricError } from './metricError';
import { toSeries } from './normalize';
import type { Point, Series } from './series';
import type { MetricQuery } from './source';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** In days. */
const SHORTEST_MONTH = 28;
const MEAN_MONTH = 30.4;

/**
 * As `toSeries`, for an API whose points stand for the days, months or other buckets that begin at them: those that are not
 * over at `now` are marked as unfinished. Errors: as `toSeries`.
 */
export function bucketSeries(points: readonly Point[], query: MetricQuery): Result<Series, MetricError> {
  const series = toSeries(points, query.span);
  if (!series.ok) return series;
  const from = unfinishedFrom(series.value.points, query.timezone, query.now);
  return from === undefined ? series : { ok: true, value: { ...series.value, unfinishedFrom: from } };
}

/**
 * As `bucketSeries`, for an API that was asked for what lies inside the span: of a day that began before it only the rest
 * was counted, which would look like a low number. It is left out unless there is nothing else.
 */
export function spanSeries(points: readonly Point[], query: MetricQuery): Result<Series, MetricError> {
  const whole = points.filter(({ t }) => t >= query.span.from);
  return bucketSeries(whole.some(({ v }) => v !== null) ? whole : points, query);
}

/** Start of the first bucket that is not over at `now`. A bucket is as long as the shortest distance of two points. */
function unfinishedFrom(points: readonly Point[], timezone: string, now: number): number | undefined {
  const gaps = points.slice(1).map(({ t }, index) => t - (points[index]?.t ?? t));
  const gap = gaps.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  let from: number | undefined;
  for (const { t } of points.toReversed()) {
    if (endOf(t, gap, timezone) <= now) break;
    from = t;
  }
  return from;
}

function endOf(t: number, gap: number, timezone: string): number {
  // Where clocks change, a day is an hour shorter or longer.
  const days = gap === Number.POSITIVE_INFINITY ? 1 : Math.round(gap / DAY);
  if (days < 1 || (Number.isFinite(gap) && Math.abs(gap - days * DAY) > HOUR)) return t + gap;
  const local = Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(t), timezone);
  if (Zoned.startOfDay(local).epochMilliseconds !== t) return Number.isFinite(gap) ? t + days * DAY : t;
  // The shortest of several months is shorter than most; the same goes for quarters and years.
  const months = local.day === 1 && days >= SHORTEST_MONTH ? Math.round(days / MEAN_MONTH) : 0;
  const end = months > 0 ? Zoned.addMonths(local, months) : Zoned.addDays(local, days);
  return end.epochMilliseconds;
}
