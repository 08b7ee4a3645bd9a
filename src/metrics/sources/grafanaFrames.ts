import type { Result } from '../../io/ports';
import { nameOf } from '../excerpt';
import type { MetricError } from '../metricError';
import { readNumber } from '../numbers';
import type { Point } from '../series';
import { readPoint } from '../shapes';
import type { MetricQuery } from '../source';
import { timeReader } from '../time';
import { wrong } from './failure';
import { repeated } from './repeated';

/** A data frame: columns with the type of each, as `time`, `number`, `string`. */
export interface Frame {
  readonly types: readonly string[];
  readonly columns: readonly (readonly unknown[])[];
}

/**
 * The points of every column of numbers in some frames, against the column of times of its frame (milliseconds since
 * 1970 UTC); without one, a single number is the value of now. Frames without rows give none.
 */
export function frameColumns(
  frames: readonly Frame[],
  at: string,
  query: MetricQuery,
): Result<readonly (readonly Point[])[], MetricError> {
  const found: (readonly Point[])[] = [];
  for (const [index, { types, columns }] of frames.entries()) {
    const times = columns[types.indexOf('time')];
    for (const [column, type] of types.entries()) {
      const values = columns[column] ?? [];
      if (type !== 'number' || values.length === 0) continue;
      const place = `${at}[${index}].data.values[${column}]`;
      const points = times ? dated(times, values, place, query) : single(values, place, query);
      if (!points.ok) return points;
      found.push(points.value);
    }
  }
  return { ok: true, value: found };
}

function dated(
  times: readonly unknown[],
  values: readonly unknown[],
  at: string,
  { timezone }: MetricQuery,
): Result<readonly Point[], MetricError> {
  const readTime = timeReader(timezone);
  const points: Point[] = [];
  for (const [index, value] of values.entries()) {
    const point = readPoint(times[index], value, readTime, `${at}[${index}]`);
    if (!point.ok) return point;
    points.push(point.value);
  }
  const again = repeated(points, timezone);
  if (again !== undefined)
    return wrong(`${at}[${again}]`, 'a second number of the same time; make the query give one series');
  return { ok: true, value: points };
}

function single(
  values: readonly unknown[],
  at: string,
  { now }: MetricQuery,
): Result<readonly Point[], MetricError> {
  const v = readNumber(values[0]);
  if (values.length > 1) return wrong(at, `${values.length} numbers without a time`);
  return v === undefined
    ? wrong(`${at}[0]`, `not a number: ${nameOf(values[0])}`)
    : { ok: true, value: [{ t: now, v }] };
}
