import type { Result } from '../../io/ports';
import { csvPoints } from '../../metrics/csv';
import type { MetricError } from '../../metrics/metricError';
import type { Series } from '../../metrics/series';

/**
 * The series of a CSV of `date,value`, with or without a header, in any order, of any length; days are read in UTC.
 * A time that is there twice has its last value. Errors: `schema` for a cell that is no date or number, `empty`.
 */
export function bareSeries(text: string): Result<Series, MetricError> {
  // A lone number has no date, and counts as now.
  const read = csvPoints(text, undefined, { at: '$', timezone: 'UTC', now: Number.NaN });
  if (!read.ok) return read;
  if (read.value.some(({ t }) => Number.isNaN(t)))
    return { ok: false, error: { kind: 'schema', at: 'row 1', detail: 'a number without a date' } };
  const byTime = new Map(read.value.map(({ t, v }) => [t, v]));
  const points = Array.from(byTime, ([t, v]) => ({ t, v })).sort((a, b) => a.t - b.t);
  return points.some(({ v }) => v !== null)
    ? { ok: true, value: { points } }
    : { ok: false, error: { kind: 'empty' } };
}
