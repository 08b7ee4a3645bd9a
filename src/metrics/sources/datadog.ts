import * as z from 'zod/mini';
import type { Result } from '../../io/ports';
import { spanSeries } from '../buckets';
import type { MetricError } from '../metricError';
import type { Series } from '../series';
import type { MetricQuery, MetricSource, SourceRequest, SourceResponse } from '../source';
import { askProblem, baseAddress, under } from './baseAddress';
import { described } from './checked';
import { queryV1Series, readScalars, readTimeseries } from './datadogAnswers';
import { httpJson } from './httpBody';
import { httpGet, jsonPost } from './jsonPost';
import { seconds } from './placeholders';

const MOST_QUERIES = 20;
const LANGUAGE = 'a metric query such as sum:orders{*}.as_count()';

const schema = () =>
  z.strictObject({
    type: described(z.literal('datadog'), 'Metrics of Datadog.'),
    url: baseAddress('Address of your Datadog site: https://api.datadoghq.com, https://api.datadoghq.eu, …'),
    api: z.optional(
      described(
        z.enum(['timeseries', 'scalar', 'query']),
        'timeseries (the default; v2), scalar (v2, one number over the whole span), or query (v1).',
      ),
    ),
    aggregator: z.optional(
      described(
        z.enum(['avg', 'sum', 'last', 'max', 'min']),
        'With api: scalar, how the span becomes one number: avg (the default), sum, last, max, min.',
      ),
    ),
  });
type Config = z.infer<ReturnType<typeof schema>>;

export const datadogSource: { readonly schema: typeof schema } & MetricSource<Config> = {
  schema,
  auth: [
    {
      kind: 'headers',
      headers: [
        { name: 'DD-API-KEY', label: 'API key' },
        { name: 'DD-APPLICATION-KEY', label: 'Application key' },
      ],
    },
  ],
  example: { url: 'https://api.datadoghq.eu', query: 'sum:shop.signups{*}.as_count()' },
  limits: { perHour: 1600 },

  request(config, query) {
    const problem = askProblem(config.url, query.query, LANGUAGE);
    if (problem) return problem;
    if (config.api !== 'query') return { ok: true, value: postRequest(config, [query]) };
    const { from, to } = query.span;
    const parameters = { from: seconds(from), to: seconds(to), query: query.query };
    return { ok: true, value: httpGet(under(config.url, '/api/v1/query', parameters)) };
  },

  parse(config, query, response) {
    const results = read(config, [query], response);
    if (!results.ok) return results;
    const [first = { ok: false, error: { kind: 'empty' } } as const] = results.value;
    return first;
  },

  group: {
    most: ({ api }) => (api === 'query' ? 1 : MOST_QUERIES),
    request(config, queries) {
      for (const { query } of queries) {
        const problem = askProblem(config.url, query, LANGUAGE);
        if (problem) return problem;
      }
      return { ok: true, value: postRequest(config, queries) };
    },
    parse: read,
  },
};

function postRequest(config: Config, queries: readonly MetricQuery[]): SourceRequest {
  const scalar = config.api === 'scalar';
  const [first] = queries;
  const attributes = {
    from: first?.span.from,
    to: first?.span.to,
    ...(scalar ? {} : { interval: (first?.step ?? 0) * 1000 }),
    formulas: queries.map((_, index) => ({ formula: `q${index}` })),
    queries: queries.map(({ query }, index) => ({
      data_source: 'metrics',
      name: `q${index}`,
      query,
      ...(scalar ? { aggregator: config.aggregator ?? 'avg' } : {}),
    })),
  };
  const kind = scalar ? 'scalar' : 'timeseries';
  return jsonPost(under(config.url, `/api/v2/query/${kind}`), {
    data: { type: `${kind}_request`, attributes },
  });
}

function read(
  config: Config,
  queries: readonly MetricQuery[],
  response: SourceResponse,
): Result<readonly Result<Series, MetricError>[], MetricError> {
  const [first] = queries;
  if (first === undefined) return { ok: true, value: [] };
  const json = httpJson(response, config.url, first.now);
  if (!json.ok) return json;
  if (config.api === 'query') return { ok: true, value: [queryV1Series(json.value, first)] };
  const found =
    config.api === 'scalar'
      ? readScalars(json.value, queries.length, first.now)
      : readTimeseries(json.value, queries.length);
  if (!found.ok) return found;
  const results = found.value.map((points, index) => {
    if (!points.ok) return points;
    const { unit, values } = points.value;
    const series = spanSeries(values, queries[index] ?? first);
    return series.ok && unit !== undefined ? { ok: true as const, value: { ...series.value, unit } } : series;
  });
  return { ok: true, value: results };
}
