import type { Result } from '../../io/ports';
import { bucketSeries, spanSeries } from '../buckets';
import type { MetricError } from '../metricError';
import type { Point, Series, TimeSpan } from '../series';
import type { MetricQuery } from '../source';

/** Puts the ends of the span where a query says `{from}` and `{to}`: always numbers of ours, never text of others. */
export function withSpan(query: string, { from, to }: TimeSpan, write: (ms: number) => string): string {
  return query.replaceAll('{from}', () => write(from)).replaceAll('{to}', () => write(to));
}

/** The series of an answer to a query that may have said `{from}`. Errors: as `toSeries`. */
export function filledSeries(points: readonly Point[], query: MetricQuery): Result<Series, MetricError> {
  return query.query.includes('{from}') ? spanSeries(points, query) : bucketSeries(points, query);
}

export function seconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}
