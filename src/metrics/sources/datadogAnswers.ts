import * as z from 'zod/mini';
import type { Result } from '../../io/ports';
import { spanSeries } from '../buckets';
import { excerpt, nameOf } from '../excerpt';
import type { MetricError } from '../metricError';
import { readNumber } from '../numbers';
import { once } from '../once';
import type { Point, Series } from '../series';
import type { MetricQuery } from '../source';
import { failure, several, wrong, wrongShape } from './failure';

export interface UnitPoints {
  readonly values: readonly Point[];
  readonly unit?: string;
}
type Found = Result<UnitPoints, MetricError>;

const ADVICE = 'make it one, without "by {…}"';
const NOT_DATADOG = 'not an answer of Datadog';

const unitSchema = once(() =>
  z.optional(z.nullable(z.array(z.nullable(z.object({ short_name: z.optional(z.nullable(z.string())) }))))),
);
const errorsSchema = once(() => z.object({ errors: z.union([z.string(), z.array(z.string())]) }));

const timeseriesSchema = once(() =>
  z.object({
    data: z.object({
      attributes: z.object({
        times: z.nullish(z.array(z.number())),
        values: z.nullish(z.array(z.array(z.nullable(z.number())))),
        series: z.nullish(
          z.array(
            z.object({
              query_index: z.optional(z.number()),
              group_tags: z.optional(z.nullable(z.array(z.string()))),
              unit: unitSchema(),
            }),
          ),
        ),
      }),
    }),
  }),
);

const scalarSchema = once(() =>
  z.object({
    data: z.object({
      attributes: z.object({
        columns: z.nullish(
          z.array(
            z.object({
              name: z.optional(z.string()),
              type: z.string(),
              values: z.array(z.unknown()),
              meta: z.optional(z.nullable(z.object({ unit: unitSchema() }))),
            }),
          ),
        ),
      }),
    }),
  }),
);

const v1Schema = once(() =>
  z.object({
    status: z.string(),
    error: z.optional(z.nullable(z.string())),
    series: z.nullish(
      z.array(
        z.object({ pointlist: z.array(z.tuple([z.number(), z.nullable(z.number())])), unit: unitSchema() }),
      ),
    ),
  }),
);

/** The points of each formula in an answer of `POST /api/v2/query/timeseries`; times in milliseconds. */
export function readTimeseries(json: unknown, count: number): Result<readonly Found[], MetricError> {
  const refused = refusal(json);
  if (refused) return refused;
  const answer = timeseriesSchema().safeParse(json);
  if (!answer.success) return wrongShape(answer.error, NOT_DATADOG);
  const { times, values, series } = answer.data.data.attributes;
  const rows = [...(series ?? []).entries()];
  const found = Array.from({ length: count }, (_, index): Found => {
    const mine = rows.filter(([, one]) => (one.query_index ?? 0) === index);
    const [first] = mine;
    if (first === undefined) return failure({ kind: 'empty' });
    if (mine.length > 1) return several('$.data.attributes.series', mine.length, ADVICE);
    const [row, { unit }] = first;
    const points = (times ?? []).map((t, at): Point => ({ t, v: values?.[row]?.[at] ?? null }));
    return { ok: true, value: { values: points, ...unitOf(unit) } };
  });
  return { ok: true, value: found };
}

/** One number per formula in an answer of `POST /api/v2/query/scalar`, as the value of now. */
export function readScalars(
  json: unknown,
  count: number,
  now: number,
): Result<readonly Found[], MetricError> {
  const refused = refusal(json);
  if (refused) return refused;
  const answer = scalarSchema().safeParse(json);
  if (!answer.success) return wrongShape(answer.error, NOT_DATADOG);
  const columns = answer.data.data.attributes.columns ?? [];
  if (columns.some(({ type }) => type === 'group'))
    return wrong('$.data.attributes.columns', `several groups; ${ADVICE}`);
  const numbers = columns.filter(({ type }) => type === 'number');
  // By their place only where none is missing.
  const named = numbers.length !== count || numbers.some(({ name = '' }) => /^q\d+$/.test(name));
  const found = Array.from({ length: count }, (_, index): Found => {
    const column = named ? numbers.find(({ name }) => name === `q${index}`) : numbers[index];
    const value = column?.values[0];
    if (column !== undefined && column.values.length > 1)
      return several(`$.data.attributes.columns[${index}].values`, column.values.length, ADVICE);
    if (column === undefined || value === undefined || value === null) return failure({ kind: 'empty' });
    const v = readNumber(value);
    if (v === undefined)
      return wrong(`$.data.attributes.columns[${index}].values[0]`, `not a number: ${nameOf(value)}`);
    return { ok: true, value: { values: [{ t: now, v }], ...unitOf(column.meta?.unit) } };
  });
  return { ok: true, value: found };
}

/** The series in an answer of `GET /api/v1/query`, whose errors come with a status of 200. */
export function queryV1Series(json: unknown, query: MetricQuery): Result<Series, MetricError> {
  const refused = refusal(json);
  if (refused) return refused;
  const answer = v1Schema().safeParse(json);
  if (!answer.success) return wrongShape(answer.error, NOT_DATADOG);
  const { status, error } = answer.data;
  const series = answer.data.series ?? [];
  if (status !== 'ok' || error)
    return failure({ kind: 'bad-query', detail: excerpt(error || `status ${status}`) });
  const [first, ...more] = series;
  if (first === undefined) return failure({ kind: 'empty' });
  if (more.length > 0) return several('$.series', series.length, ADVICE);
  const found = spanSeries(
    first.pointlist.map(([t, v]) => ({ t, v })),
    query,
  );
  return found.ok ? { ok: true, value: { ...found.value, ...unitOf(first.unit) } } : found;
}

function refusal(json: unknown) {
  const errors = errorsSchema().safeParse(json);
  if (!errors.success || errors.data.errors.length === 0) return undefined;
  const [first = ''] = [errors.data.errors].flat();
  return failure({ kind: 'bad-query', detail: excerpt(first) });
}

function unitOf(unit: z.infer<ReturnType<typeof unitSchema>>): { readonly unit?: string } {
  const name = unit?.[0]?.short_name;
  return name ? { unit: name } : {};
}
