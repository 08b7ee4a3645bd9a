import * as z from 'zod/mini';
import type { HttpRequest, Result } from '../../io/ports';
import { excerpt } from '../excerpt';
import { parseJson } from '../json';
import type { MetricError } from '../metricError';
import { toSeries } from '../normalize';
import { responseError } from '../responseError';
import type { Point } from '../series';
import { pointsIn } from '../shapes';
import type { MetricQuery, MetricSource } from '../source';
import { addressProblem } from './address';
import { checked, described } from './checked';

/** Longer queries are posted: servers and proxies limit the length of an address. */
const LONGEST_IN_URL = 1500;
/** More points per series are refused with `bad_data`. */
const MOST_STEPS = 11_000;

const schema = z.strictObject({
  type: described(z.literal('prometheus'), 'Prometheus, or anything that speaks its HTTP API.'),
  url: described(
    z.string().check(checked(baseProblem)),
    'Base address, without /api/v1: https://prometheus.example.com. A query is a PromQL expression for one series.',
  ),
});

/** Shapes as in https://prometheus.io/docs/prometheus/latest/querying/api; warnings and infos are left alone. */
const answerSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('error'), error: z.string() }),
  z.object({
    status: z.literal('success'),
    data: z.discriminatedUnion('resultType', [
      z.object({
        resultType: z.literal('matrix'),
        result: z.array(z.object({ values: z.array(z.unknown()) })),
      }),
      z.object({ resultType: z.literal('vector'), result: z.array(z.object({ value: z.unknown() })) }),
      z.object({ resultType: z.enum(['scalar', 'string']), result: z.unknown() }),
    ]),
  }),
]);
type Data = Extract<z.infer<typeof answerSchema>, { status: 'success' }>['data'];

export const prometheusSource: { readonly schema: typeof schema } & MetricSource<z.infer<typeof schema>> = {
  schema,

  request({ url }, query) {
    const problem = baseProblem(url);
    if (problem !== undefined)
      return failure({ kind: 'config', detail: `The address of the source ${problem}.` });
    if (query.query.trim() === '')
      return failure({ kind: 'config', detail: 'The query is empty. Write PromQL.' });
    return { ok: true, value: { via: 'http', http: rangeRequest(url, query) } };
  },

  parse({ url }, query, response) {
    if (response.via !== 'http') throw new TypeError('Prometheus is answered over HTTP');
    const error = responseError(response.http, url, query.now);
    if (error !== undefined) return failure(error);
    const json = parseJson(response.http.body);
    if (!json.ok) return json;
    const answer = answerSchema.safeParse(json.value);
    if (!answer.success) {
      const [issue] = answer.error.issues;
      return wrong(`$${(issue?.path ?? []).map(step).join('')}`, 'not an answer of the Prometheus API');
    }
    if (answer.data.status === 'error')
      return failure({ kind: 'bad-query', detail: excerpt(answer.data.error) });
    const points = pointsOf(answer.data.data, query);
    return points.ok ? toSeries(points.value, query.span) : points;
  },
};

/** The steps are counted back from the end, so that the last point is the value of now. */
function rangeRequest(base: string, { query, span, step }: MetricQuery): HttpRequest {
  // Both ends of a range count here, but the end of a span does not.
  const end = span.to - 1;
  const steps = Math.min(Math.floor((end - span.from) / (step * 1000)), MOST_STEPS - 1);
  const parameters = new URLSearchParams({
    query,
    start: String(end / 1000 - steps * step),
    end: String(end / 1000),
    step: String(step),
  }).toString();
  const url = `${base.replace(/\/+$/, '')}/api/v1/query_range`;
  if (query.length <= LONGEST_IN_URL) return { method: 'GET', url: `${url}?${parameters}` };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', url, headers, body: parameters };
}

function pointsOf(data: Data, { timezone, now }: MetricQuery): Result<readonly Point[], MetricError> {
  const read = (pairs: readonly unknown[], at: string) => pointsIn(pairs, { at, timezone, now });
  switch (data.resultType) {
    case 'matrix':
      if (data.result.length > 1) return several(data.result.length);
      return read(data.result[0]?.values ?? [], '$.data.result[0].values');
    case 'vector':
      if (data.result.length > 1) return several(data.result.length);
      return read(
        data.result.map(({ value }) => value),
        '$.data.result',
      );
    default:
      return read([data.result], '$.data.result');
  }
}

function several(count: number) {
  return wrong('$.data.result', `${count} series; make it one, for example with sum(…)`);
}

function baseProblem(url: string): string | undefined {
  return addressProblem(url) ?? (/[?#{}]/.test(url) ? 'must be the base address, without ? or #' : undefined);
}

function step(key: PropertyKey): string {
  return typeof key === 'number' ? `[${key}]` : `.${String(key)}`;
}

function wrong(at: string, detail: string): { readonly ok: false; readonly error: MetricError } {
  return failure({ kind: 'schema', at, detail });
}

function failure(error: MetricError): { readonly ok: false; readonly error: MetricError } {
  return { ok: false, error };
}
