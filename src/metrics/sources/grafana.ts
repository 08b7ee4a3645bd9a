import * as z from 'zod/mini';
import type { Result } from '../../io/ports';
import { spanSeries } from '../buckets';
import { excerpt } from '../excerpt';
import { parseJson } from '../json';
import type { MetricError } from '../metricError';
import { toSeries } from '../normalize';
import { once } from '../once';
import { responseError } from '../responseError';
import type { Series } from '../series';
import type { MetricQuery, MetricSource, SourceRequest, SourceResponse } from '../source';
import { askProblem, baseAddress, under } from './baseAddress';
import { described } from './checked';
import { failure, several, wrong, wrongShape } from './failure';
import { type Frame, frameColumns } from './grafanaFrames';
import { jsonPost } from './jsonPost';
import { rangeRequest, rangeSeries } from './prometheus';

const MOST_QUERIES = 20;

const schema = () =>
  z.strictObject({
    type: described(
      z.literal('grafana'),
      'A data source of Grafana, with its rights and without its credentials.',
    ),
    url: baseAddress('Base address of Grafana: https://grafana.example.com.'),
    datasource: described(
      z.string().check(z.regex(/^[\w-]{1,100}$/, 'must be the uid of a data source')),
      'The uid of the data source, as its page in Grafana has it in its address.',
    ),
    api: z.optional(
      described(
        z.enum(['proxy', 'query']),
        'proxy (the default): the query is PromQL, handed through to Prometheus. query: any data source, by /api/ds/query.',
      ),
    ),
    field: z.optional(
      described(
        z.string().check(z.regex(/^[A-Za-z]\w{0,50}$/, 'must be a name')),
        'With api: query, where this kind of data source has its query: expr (the default), rawSql, query, target.',
      ),
    ),
    with: z.optional(
      described(
        z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
        'With api: query, further constants that the data source wants: {format: time_series}.',
      ),
    ),
  });
type Config = z.infer<ReturnType<typeof schema>>;

/** Shape of `POST /api/ds/query`, also of its 400 and 207 where some of the queries failed. */
const answerSchema = once(() =>
  z.object({
    results: z.record(
      z.string(),
      z.object({
        error: z.optional(z.string()),
        status: z.optional(z.number()),
        frames: z.optional(
          z.array(
            z.object({
              schema: z.optional(
                z.object({ fields: z.optional(z.array(z.object({ type: z.optional(z.string()) }))) }),
              ),
              data: z.optional(z.object({ values: z.optional(z.array(z.array(z.unknown()))) })),
            }),
          ),
        ),
      }),
    ),
  }),
);
type Answer = z.infer<ReturnType<typeof answerSchema>>['results'];

export const grafanaSource: { readonly schema: typeof schema } & MetricSource<Config> = {
  schema,
  auth: [{ kind: 'token', prefix: 'Bearer', label: 'Service account token' }],
  example: { url: 'https://grafana.example.com', query: 'sum(increase(signups_total[1d]))' },

  request(config, query) {
    const problem = askProblem(config.url, query.query, 'a query of the data source');
    if (problem) return problem;
    if (config.api === 'query') return { ok: true, value: queryRequest(config, [query]) };
    return { ok: true, value: { via: 'http', http: rangeRequest(proxyBase(config), query) } };
  },

  parse(config, query, response) {
    if (config.api !== 'query') return rangeSeries(proxyBase(config), query, response);
    const answer = readAnswer(config, query, response);
    return answer.ok ? seriesOf(config, query, answer.value, 0) : answer;
  },

  group: {
    most: ({ api }) => (api === 'query' ? MOST_QUERIES : 1),
    request(config, queries) {
      for (const { query } of queries) {
        const problem = askProblem(config.url, query, 'a query of the data source');
        if (problem) return problem;
      }
      return { ok: true, value: queryRequest(config, queries) };
    },
    parse(config, queries, response) {
      const [first] = queries;
      if (first === undefined) return { ok: true, value: [] };
      const answer = readAnswer(config, first, response);
      if (!answer.ok) return answer;
      return { ok: true, value: queries.map((query, index) => seriesOf(config, query, answer.value, index)) };
    },
  },
};

function proxyBase({ url, datasource }: Config): string {
  return under(url, `/api/datasources/proxy/uid/${datasource}`);
}

/** `A`, `B`, `C`, … */
function refId(index: number): string {
  return String.fromCharCode(65 + index);
}

function queryRequest(config: Config, queries: readonly MetricQuery[]): SourceRequest {
  const [first] = queries;
  return jsonPost(under(config.url, '/api/ds/query'), {
    queries: queries.map(({ query, step, span }, index) => ({
      ...config.with,
      refId: refId(index),
      datasource: { uid: config.datasource },
      [config.field ?? 'expr']: query,
      intervalMs: step * 1000,
      maxDataPoints: Math.ceil((span.to - span.from) / (step * 1000)) + 1,
    })),
    from: String(first?.span.from),
    to: String(first?.span.to),
  });
}

/** Errors of single queries come with a status of 400 or 207, beside the others' answers. */
function readAnswer(
  { url }: Config,
  query: MetricQuery,
  response: SourceResponse,
): Result<Answer, MetricError> {
  if (response.via !== 'http') throw new TypeError('Grafana is answered over HTTP');
  const error = responseError(response.http, url, query.now);
  const json = parseJson(response.http.body);
  const answer = answerSchema().safeParse(json.ok ? json.value : undefined);
  if (answer.success && (error === undefined || error.kind === 'bad-query'))
    return { ok: true, value: answer.data.results };
  if (error !== undefined) return failure(error);
  if (!json.ok) return json;
  return answer.success ? failure({ kind: 'empty' }) : wrongShape(answer.error, 'not an answer of Grafana');
}

function seriesOf(
  config: Config,
  query: MetricQuery,
  answer: Answer,
  index: number,
): Result<Series, MetricError> {
  const id = refId(index);
  const result = answer[id];
  if (result === undefined) return wrong(`$.results.${id}`, 'no answer to this query');
  if (result.error) return failure(errorOf(excerpt(result.error), result.status));
  const at = `$.results.${id}.frames`;
  const columns = frameColumns((result.frames ?? []).map(frameOf), at, query);
  if (!columns.ok) return columns;
  const [points, ...more] = columns.value;
  if (points === undefined) return failure({ kind: 'empty' });
  if (more.length > 0) return several(at, columns.value.length, 'make the query give one');
  // PromQL is evaluated at instants; other data sources count by day or hour.
  return (config.field ?? 'expr') === 'expr' ? toSeries(points, query.span) : spanSeries(points, query);
}

/** Of one query. Most plugins say 500 for whatever goes wrong, and more exactly only where a server can't be reached. */
function errorOf(detail: string, status = 400): MetricError {
  if (status === 429) return { kind: 'rate-limit', detail };
  return status > 500 ? { kind: 'server', status, detail } : { kind: 'bad-query', detail };
}

function frameOf(frame: NonNullable<Answer[string]['frames']>[number]): Frame {
  return {
    types: (frame.schema?.fields ?? []).map(({ type = '' }) => type),
    columns: frame.data?.values ?? [],
  };
}
