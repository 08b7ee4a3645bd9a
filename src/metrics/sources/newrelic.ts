import * as z from 'zod/mini';
import type { Result } from '../../io/ports';
import { excerpt, nameOf } from '../excerpt';
import type { MetricError } from '../metricError';
import { readNumber } from '../numbers';
import { once } from '../once';
import type { Point, Series } from '../series';
import type { MetricQuery, MetricSource, SourceRequest, SourceResponse } from '../source';
import { askProblem, baseAddress, under } from './baseAddress';
import { described } from './checked';
import { failure, several, wrong, wrongShape } from './failure';
import { groupOfOne } from './groupOfOne';
import { httpJson } from './httpBody';
import { jsonPost } from './jsonPost';
import { filledSeries, withSpan } from './placeholders';
import { repeated } from './repeated';

const MOST_QUERIES = 10;
/** Columns of a row that are not the number asked for. */
const ABOUT_THE_ROW: ReadonlySet<string> = new Set(['beginTimeSeconds', 'endTimeSeconds', 'inspectedCount']);

const schema = () =>
  z.strictObject({
    type: described(z.literal('newrelic'), 'NRQL queries of New Relic, by NerdGraph.'),
    url: baseAddress('https://api.newrelic.com, or https://api.eu.newrelic.com for accounts in the EU.'),
    account: described(z.int().check(z.positive()), 'Number of the account.'),
  });
type Config = z.infer<ReturnType<typeof schema>>;

/** A GraphQL answer: errors come with a status of 200 and say by `path` whose they are. */
const answerSchema = once(() =>
  z.object({
    data: z.optional(
      z.nullable(
        z.object({
          actor: z.optional(
            z.nullable(z.object({ account: z.optional(z.nullable(z.record(z.string(), z.unknown()))) })),
          ),
        }),
      ),
    ),
    errors: z.optional(
      z.array(
        z.object({
          message: z.string(),
          path: z.optional(z.nullable(z.array(z.union([z.string(), z.number()])))),
          extensions: z.optional(z.nullable(z.object({ errorClass: z.optional(z.string()) }))),
        }),
      ),
    ),
  }),
);
type Answer = z.infer<ReturnType<typeof answerSchema>>;

const resultsSchema = once(() => z.object({ results: z.array(z.record(z.string(), z.unknown())) }));

export const newrelicSource: { readonly schema: typeof schema } & MetricSource<Config> = {
  schema,
  auth: [{ kind: 'headers', headers: [{ name: 'API-Key', label: 'User key' }] }],
  example: {
    url: 'https://api.newrelic.com',
    query: 'SELECT count(*) FROM Signup SINCE {from} UNTIL {to} TIMESERIES 1 day',
  },

  ...groupOfOne(ask, read),
  group: { most: () => MOST_QUERIES, request: ask, parse: read },
};

/** Queries go as variables, so that no text of theirs is read as GraphQL. */
function ask({ url, account }: Config, queries: readonly MetricQuery[]): Result<SourceRequest, MetricError> {
  const variables: Record<string, unknown> = { account };
  for (const [index, { query, span }] of queries.entries()) {
    const problem = askProblem(url, query, 'NRQL');
    if (problem) return problem;
    variables[`q${index}`] = withSpan(query, span, String);
  }
  const names = queries.map((_, index) => `q${index}`);
  const declared = names.map((name) => `, $${name}: Nrql!`).join('');
  const asked = names.map((name) => `${name}: nrql(query: $${name}) { results }`).join(' ');
  const query = `query($account: Int!${declared}) { actor { account(id: $account) { ${asked} } } }`;
  return { ok: true, value: jsonPost(under(url, '/graphql'), { query, variables }) };
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
  if (!answer.success) return wrongShape(answer.error, 'not an answer of NerdGraph');
  const { data, errors = [] } = answer.data;
  const account = data?.actor?.account;
  const whole = errors.find(({ path }) => !path?.some((name) => /^q\d+$/.test(String(name))));
  if (!account) {
    return whole
      ? failure(errorOf(whole, response, url))
      : wrong('$.data.actor.account', 'no such account, or no right to it');
  }
  const results = queries.map((query, index): Result<Series, MetricError> => {
    const name = `q${index}`;
    const mine = errors.find(({ path }) => path?.includes(name));
    if (mine) return failure(errorOf(mine, response, url));
    const found = resultsSchema().safeParse(account[name]);
    if (found.success) return seriesOf(found.data.results, query, placeOf(name));
    return whole
      ? failure(errorOf(whole, response, url))
      : wrong(placeOf(name), `expected rows, found ${nameOf(account[name])}`);
  });
  return { ok: true, value: results };
}

function errorOf(
  { message, extensions }: NonNullable<Answer['errors']>[number],
  response: SourceResponse,
  url: string,
): MetricError {
  const kind = extensions?.errorClass ?? '';
  const detail = excerpt(message);
  const { origin } = new URL(url);
  if (/too.?many.?requests|rate.?limit/i.test(`${kind} ${message}`)) return { kind: 'rate-limit', detail };
  if (/unauth/i.test(kind)) return { kind: 'auth', status: 401, origin, detail };
  if (/denied|forbidden/i.test(kind)) return { kind: 'auth', status: 403, origin, detail };
  if (response.via === 'http' && /server.?error/i.test(kind))
    return { kind: 'server', status: response.http.status, detail };
  return { kind: 'bad-query', detail };
}

function placeOf(name: string): string {
  return `$.data.actor.account.${name}.results`;
}

function seriesOf(
  rows: readonly Readonly<Record<string, unknown>>[],
  query: MetricQuery,
  at: string,
): Result<Series, MetricError> {
  const points: Point[] = [];
  for (const [index, row] of rows.entries()) {
    const point = pointOf(row, query.now, `${at}[${index}]`);
    if (!point.ok) return point;
    points.push(point.value);
  }
  const dated = rows.every((row) => 'beginTimeSeconds' in row);
  if (!dated && points.length > 1) return several(at, points.length, 'leave out FACET, or add TIMESERIES');
  const again = repeated(points, query.timezone);
  if (again !== undefined) return wrong(`${at}[${again}]`, 'a second row of the same time');
  return filledSeries(points, query);
}

function pointOf(
  row: Readonly<Record<string, unknown>>,
  now: number,
  at: string,
): Result<Point, MetricError> {
  if (Object.hasOwn(row, 'facet')) return wrong(`${at}.facet`, 'several series; leave out FACET');
  if (Object.hasOwn(row, 'comparison'))
    return wrong(`${at}.comparison`, 'two series; leave out COMPARE WITH');
  const columns = Object.entries(row).filter(([name]) => !ABOUT_THE_ROW.has(name));
  const [column, ...more] = columns;
  if (column === undefined) return wrong(at, 'a row without a number');
  if (more.length > 0) return several(at, columns.length, 'select one number');
  const [name, value] = column;
  const v = readNumber(innerNumber(value));
  if (v === undefined) return wrong(`${at}.${name}`, `not a number: ${nameOf(value)}`);
  const begin = row.beginTimeSeconds;
  return { ok: true, value: { t: typeof begin === 'number' ? begin * 1000 : now, v } };
}

/** A percentile is an object of one number: `{"95": 12}`. */
function innerNumber(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.values(value);
  return inner.length === 1 ? inner[0] : value;
}
