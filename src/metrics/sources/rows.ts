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

type Points = Result<readonly Point[], MetricError>;

/**
 * Points from the rows of a table: `[time, number]`, or one row with one number, which is the value of now.
 * @param at what the table is called in an error
 */
export function tablePoints(rows: readonly (readonly unknown[])[], at: string, query: MetricQuery): Points {
  const [first] = rows;
  if (rows.length === 1 && first?.length === 1) {
    const v = readNumber(first[0]);
    if (v === undefined) return wrong(`${at}[0][0]`, `not a number: ${nameOf(first[0])}`);
    return { ok: true, value: [{ t: query.now, v }] };
  }
  const readTime = timeReader(query.timezone);
  const points: Point[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.length !== 2)
      return wrong(`${at}[${index}]`, `${row.length} columns; select a time and a number, in this order`);
    const point = readPoint(row[0], row[1], readTime, `${at}[${index}]`);
    if (!point.ok) return point;
    points.push(point.value);
  }
  const again = repeated(points, query.timezone);
  if (again !== undefined)
    return wrong(
      `${at}[${again}]`,
      `a second row of ${nameOf(rows[again]?.[0])}; make it one row for each time`,
    );
  return { ok: true, value: points };
}
