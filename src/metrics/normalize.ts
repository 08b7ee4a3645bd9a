import type { Result } from '../io/ports';
import type { MetricError } from './metricError';
import type { Point, Series, TimeSpan } from './series';

/** Four years of hourly points are more than this; a sidebar needs some hundreds. */
export const MOST_POINTS = 20_000;

/**
 * Brings points into the order and form that `Series` promises: ascending, one per instant (the last one given
 * wins), finite or a gap. A metric with more than `MOST_POINTS` keeps those inside `span`; more than that inside it
 * is an error and not cut, because a sum over a part would be a wrong number that looks right.
 * Errors: `empty` where no point has a value, `schema` where there are too many.
 */
export function toSeries(points: readonly Point[], span: TimeSpan): Result<Series, MetricError> {
  const byTime = new Map<number, number | null>();
  for (const { t, v } of points) byTime.set(t, Number.isFinite(v) ? v : null);
  let kept = Array.from(byTime, ([t, v]): Point => ({ t, v })).sort((a, b) => a.t - b.t);
  if (kept.length > MOST_POINTS) kept = kept.filter(({ t }) => t >= span.from && t < span.to);
  if (kept.length > MOST_POINTS) {
    const detail = `${kept.length} points are too many, at most ${MOST_POINTS} are read; ask for one per hour or day`;
    return { ok: false, error: { kind: 'schema', at: '$', detail } };
  }
  if (kept.every(({ v }) => v === null)) return { ok: false, error: { kind: 'empty' } };
  return { ok: true, value: { points: kept } };
}
