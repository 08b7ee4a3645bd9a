import type { Result } from '../io/ports';
import { excerpt, nameOf } from './excerpt';
import type { MetricError } from './metricError';
import { readNumber } from './numbers';
import type { Point } from './series';
import { type ReadTime, timeReader } from './time';

export interface ShapeContext {
  /** What the value is called in an error: `$`, `$.data.result[0].values`. */
  readonly at: string;
  /** IANA name. */
  readonly timezone: string;
  /** Time of a value that carries none, milliseconds since 1970 UTC. */
  readonly now: number;
}

type Points = Result<readonly Point[], MetricError>;

export const TIME_NAMES: readonly string[] = ['t', 'time', 'timestamp', 'date', 'day', 'at'];
export const VALUE_NAMES: readonly string[] = ['v', 'value'];
const SHAPES = 'a number, a list of {t, v} or [t, v], {t: […], v: […]} or {date: number}';

/**
 * Dated values in any of the usual shapes: one number; a list of `{t, v}` or `[t, v]`; parallel lists
 * `{t: [], v: []}`; an object from date to number. `t` may also be called `time`, `timestamp`, `date`, `day` or `at`,
 * and `v` `value`. Points come back in the order of the response. Only own properties are read.
 * Errors: `schema`.
 */
export function pointsIn(value: unknown, context: ShapeContext): Points {
  const readTime = timeReader(context.timezone);
  if (Array.isArray(value)) return rows(value, readTime, context.at);
  if (isRecord(value)) return record(value, readTime, context);
  const v = readNumber(value);
  if (v === undefined) return wrong(context.at, `expected ${SHAPES}, found ${nameOf(value)}`);
  return { ok: true, value: [{ t: context.now, v }] };
}

function rows(list: readonly unknown[], readTime: ReadTime, at: string): Points {
  const points: Point[] = [];
  for (const [index, row] of list.entries()) {
    const place = `${at}[${index}]`;
    const [time, value] = Array.isArray(row)
      ? row
      : isRecord(row)
        ? [own(row, TIME_NAMES), own(row, VALUE_NAMES)]
        : [];
    if (time === undefined) return wrong(place, `expected {t, v} or [t, v], found ${nameOf(row)}`);
    const point = readPoint(time, value, readTime, place);
    if (!point.ok) return point;
    points.push(point.value);
  }
  return { ok: true, value: points };
}

function record(value: Readonly<Record<string, unknown>>, readTime: ReadTime, context: ShapeContext): Points {
  const { at, now } = context;
  const times = own(value, TIME_NAMES);
  const values = own(value, VALUE_NAMES);
  if (Array.isArray(times) && Array.isArray(values)) {
    if (times.length !== values.length) {
      return wrong(at, `the lists differ in length: ${times.length} times, ${values.length} values`);
    }
    return rows(
      times.map((time, index) => [time, values[index]]),
      readTime,
      at,
    );
  }
  if (values !== undefined) return rows([[times ?? now, values]], readTime, at);
  const entries = Object.entries(value);
  const [firstKey] = Object.keys(value);
  if (firstKey !== undefined && readTime(firstKey) === undefined) {
    return wrong(at, `expected ${SHAPES}, found an object with "${excerpt(firstKey, 40)}"`);
  }
  return rows(entries, readTime, at);
}

/** Reads one row. `at` names it in an error. */
export function readPoint(
  time: unknown,
  value: unknown,
  readTime: ReadTime,
  at: string,
): Result<Point, MetricError> {
  const t = readTime(time);
  if (t === undefined) return wrong(at, `not a time: ${nameOf(time)}`);
  const v = readNumber(value);
  if (v === undefined) return wrong(at, `not a number: ${nameOf(value)}`);
  return { ok: true, value: { t, v } };
}

function own(value: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  const name = names.find((one) => Object.hasOwn(value, one));
  return name === undefined ? undefined : value[name];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function wrong(at: string, detail: string): { readonly ok: false; readonly error: MetricError } {
  return { ok: false, error: { kind: 'schema', at, detail } };
}
