import * as z from 'zod/mini';
import type { Result } from '../../io/ports';
import { excerpt } from '../excerpt';
import type { MetricError } from '../metricError';
import { toSeries } from '../normalize';
import { once } from '../once';
import type { Series } from '../series';
import type { MetricQuery, MetricSource, SourceRequest, SourceResponse } from '../source';
import { askProblem, baseAddress, under } from './baseAddress';
import { described } from './checked';
import { type Failure, failure, several, wrong, wrongShape } from './failure';
import { groupOfOne } from './groupOfOne';
import { httpJson } from './httpBody';
import { httpGet } from './jsonPost';
import { filledSeries, withSpan } from './placeholders';
import { tablePoints } from './rows';

const MOST_QUERIES = 20;
/** What servers and proxies take as an address. */
const LONGEST_GROUP = 6_000;

const schema = () =>
  z.strictObject({
    type: described(z.literal('influxdb'), 'InfluxQL queries of InfluxDB 1, 2 and 3, by the v1 endpoint.'),
    url: baseAddress('Base address, without /query: https://influx.example.com:8086.'),
    database: described(
      z.string().check(z.regex(/\S/, 'must not be empty')),
      'The database (v2: as mapped by DBRP).',
    ),
    retentionPolicy: z.optional(
      described(z.string(), 'The retention policy, where it is not the default one.'),
    ),
  });
type Config = z.infer<ReturnType<typeof schema>>;

/** Shape of `GET /query`: an error of a statement comes with a status of 200. */
const resultSchema = once(() =>
  z.object({
    statement_id: z.optional(z.number()),
    error: z.optional(z.string()),
    series: z.optional(
      z.array(
        z.object({
          columns: z.array(z.string()),
          values: z.array(z.array(z.unknown())),
          partial: z.optional(z.boolean()),
        }),
      ),
    ),
  }),
);
const answerSchema = once(() =>
  z.object({
    error: z.optional(z.string()),
    results: z.optional(z.array(resultSchema())),
  }),
);

export const influxdbSource: { readonly schema: typeof schema } & MetricSource<Config> = {
  schema,
  auth: [
    { kind: 'token', prefix: 'Token', label: 'Token' },
    { kind: 'basic', user: 'User', password: 'Password' },
    { kind: 'none' },
  ],
  example: {
    url: 'https://influx.example.com:8086',
    query: 'SELECT sum("count") FROM "signups" WHERE time >= {from} AND time < {to} GROUP BY time(1d)',
  },

  ...groupOfOne(ask, read),
  group: {
    most: () => MOST_QUERIES,
    request(config, queries) {
      const request = ask(config, queries);
      if (!request.ok || request.value.via !== 'http' || request.value.http.url.length <= LONGEST_GROUP)
        return request;
      return failure({ kind: 'config', detail: 'The queries are too long to go together.' });
    },
    parse: read,
  },
};

/** By GET, and only what reads. */
function ask(config: Config, queries: readonly MetricQuery[]): Result<SourceRequest, MetricError> {
  const statements: string[] = [];
  for (const query of queries) {
    const problem = askProblem(config.url, query.query, 'InfluxQL') ?? statementProblem(query.query);
    if (problem) return problem;
    statements.push(withSpan(query.query.trim().replace(/;\s*$/, ''), query.span, (ms) => `${ms}ms`));
  }
  const parameters = {
    db: config.database,
    ...(config.retentionPolicy === undefined ? {} : { rp: config.retentionPolicy }),
    epoch: 'ms',
    q: statements.join(';\n'),
  };
  return { ok: true, value: httpGet(under(config.url, '/query', parameters)) };
}

/** The answers are told apart by their number, so that each query has to be one statement. */
function statementProblem(query: string): Failure | undefined {
  const bare = bareText(query).replace(/;\s*$/, '');
  if (/--|\/\*/.test(bare))
    return failure({ kind: 'config', detail: 'The query must be without comments, -- and /*.' });
  if (bare.includes(';'))
    return failure({ kind: 'config', detail: 'The query must be one statement, without ;.' });
  // InfluxDB 1 carries out SELECT … INTO by GET too, though its documentation says that it does not.
  if (/\binto\b/i.test(bare))
    return failure({ kind: 'config', detail: 'The query must not write: leave out INTO.' });
  return /^\s*(select|show)\b/i.test(bare)
    ? undefined
    : failure({ kind: 'config', detail: 'The query must begin with SELECT.' });
}

/**
 * A statement without the texts and names in quotation marks. Where a / may begin a pattern, a quotation mark may be part
 * of it, and what seems to be inside of a text is not: there the statement counts as a whole.
 */
function bareText(query: string): string {
  return query.includes('/') ? query : query.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/gs, '');
}

function read(
  { url }: Config,
  queries: readonly MetricQuery[],
  response: SourceResponse,
): Result<readonly Result<Series, MetricError>[], MetricError> {
  const [first] = queries;
  if (first === undefined) return { ok: true, value: [] };
  const json = httpJson(response, url, first.now);
  if (!json.ok) return json;
  const answer = answerSchema().safeParse(json.value);
  if (!answer.success) return wrongShape(answer.error, 'not an answer of InfluxDB');
  const { results, error } = answer.data;
  if (error) return failure({ kind: 'bad-query', detail: excerpt(error) });
  if (results === undefined) return wrong('$.results', 'not an answer of InfluxDB');
  return {
    ok: true,
    value: queries.map((query, index) => {
      const result = results.find(({ statement_id: id }) => (id ?? 0) === index);
      return result
        ? seriesOf(result, `$.results[${index}]`, query)
        : wrong(`$.results[${index}]`, 'no answer');
    }),
  };
}

function seriesOf(
  { error, series = [] }: z.infer<ReturnType<typeof resultSchema>>,
  at: string,
  query: MetricQuery,
): Result<Series, MetricError> {
  if (error) return failure({ kind: 'bad-query', detail: excerpt(error) });
  const [first, ...more] = series;
  if (first === undefined) return failure({ kind: 'empty' });
  if (more.length > 0) return several(`${at}.series`, series.length, 'leave out GROUP BY tags');
  if (first.columns.length !== 2)
    return several(`${at}.series[0].columns`, first.columns.length - 1, 'select one field');
  // The server was told to give no more (max-row-limit).
  if (first.partial) return wrong(`${at}.series[0].partial`, 'only a part of the values came; group by time');
  const points = tablePoints(first.values, `${at}.series[0].values`, query);
  if (!points.ok) return points;
  return /\bgroup\s+by\b[^;]*\btime\s*\(/i.test(query.query)
    ? filledSeries(points.value, query)
    : toSeries(points.value, query.span);
}
