import * as z from 'zod/mini';
import type { HttpRequest, Result } from '../../io/ports';
import { excerpt } from '../excerpt';
import type { MetricError } from '../metricError';
import { toSeries } from '../normalize';
import { once } from '../once';
import type { Point, Series } from '../series';
import { pointsIn } from '../shapes';
import type { MetricQuery, MetricSource, SourceResponse } from '../source';
import { askProblem, baseAddress, under } from './baseAddress';
import { described } from './checked';
import { failure, several, wrongShape } from './failure';
import { httpJson } from './httpBody';

/** Longer queries are posted: servers and proxies limit the length of an address. */
const LONGEST_IN_URL = 1500;
const ONE_SERIES = 'make it one, for example with sum(…)';
/** More points per series are refused with `bad_data`. */
const MOST_STEPS = 11_000;

const schema = () =>
  z.strictObject({
    type: described(z.literal('prometheus'), 'Prometheus, or anything that speaks its HTTP API.'),
    url: baseAddress(
      'Base address, without /api/v1: https://prometheus.example.com. A query is a PromQL expression for one series.',
    ),
  });

/** Shapes as in https://prometheus.io/docs/prometheus/latest/querying/api; warnings and infos are left alone. */
const answerSchema = once(() =>
  z.discriminatedUnion('status', [
    z.object({ status: z.literal('error'), error: z.string() }),
    z.object({
      status: z.literal('success'),
      /** Of a VictoriaMetrics cluster of which some servers did not answer. */
      isPartial: z.optional(z.boolean()),
      data: z.discriminatedUnion('resultType', [
        z.object({
          resultType: z.literal('matrix'),
          result: z.array(z.object({ values: z.array(z.unknown()) })),
        }),
        z.object({ resultType: z.literal('vector'), result: z.array(z.object({ value: z.unknown() })) }),
        z.object({ resultType: z.enum(['scalar', 'string']), result: z.unknown() }),
      ]),
    }),
  ]),
);
type Data = Extract<z.infer<ReturnType<typeof answerSchema>>, { status: 'success' }>['data'];

export const prometheusSource: { readonly schema: typeof schema } & MetricSource<
  z.infer<ReturnType<typeof schema>>
> = {
  schema,
  auth: [
    { kind: 'none' },
    { kind: 'token', prefix: 'Bearer', label: 'Token' },
    { kind: 'basic', user: 'User', password: 'Password' },
  ],
  example: { url: 'https://prometheus.example.com', query: 'sum(increase(signups_total[1d]))' },

  request({ url }, query) {
    const problem = askProblem(url, query.query, 'PromQL');
    if (problem) return problem;
    return { ok: true, value: { via: 'http', http: rangeRequest(url, query) } };
  },

  parse({ url }, query, response) {
    return rangeSeries(url, query, response);
  },
};

/** The steps are counted back from the end, so that the last point is the value of now. */
export function rangeRequest(base: string, { query, span, step }: MetricQuery): HttpRequest {
  // Both ends of a range count here, but the end of a span does not.
  const end = span.to - 1;
  const steps = Math.min(Math.floor((end - span.from) / (step * 1000)), MOST_STEPS - 1);
  const parameters = new URLSearchParams({
    query,
    start: String(end / 1000 - steps * step),
    end: String(end / 1000),
    step: String(step),
  }).toString();
  const url = under(base, '/api/v1/query_range');
  if (query.length <= LONGEST_IN_URL) return { method: 'GET', url: `${url}?${parameters}` };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', url, headers, body: parameters };
}

/** The series in an answer of the Prometheus API, which others speak too. @param address for an error */
export function rangeSeries(
  address: string,
  query: MetricQuery,
  response: SourceResponse,
): Result<Series, MetricError> {
  const json = httpJson(response, address, query.now);
  if (!json.ok) return json;
  const answer = answerSchema().safeParse(json.value);
  if (!answer.success) return wrongShape(answer.error, 'not an answer of the Prometheus API');
  if (answer.data.status === 'error')
    return failure({ kind: 'bad-query', detail: excerpt(answer.data.error) });
  if (answer.data.isPartial && response.via === 'http') {
    const { status } = response.http;
    return failure({ kind: 'server', status, detail: 'only a part of the data could be read' });
  }
  const points = pointsOf(answer.data.data, query);
  return points.ok ? toSeries(points.value, query.span) : points;
}

function pointsOf(data: Data, { timezone, now }: MetricQuery): Result<readonly Point[], MetricError> {
  const read = (pairs: readonly unknown[], at: string) => pointsIn(pairs, { at, timezone, now });
  switch (data.resultType) {
    case 'matrix':
      if (data.result.length > 1) return several('$.data.result', data.result.length, ONE_SERIES);
      return read(data.result[0]?.values ?? [], '$.data.result[0].values');
    case 'vector':
      if (data.result.length > 1) return several('$.data.result', data.result.length, ONE_SERIES);
      return read(
        data.result.map(({ value }) => value),
        '$.data.result',
      );
    default:
      return read([data.result], '$.data.result');
  }
}
