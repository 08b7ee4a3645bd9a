import * as z from 'zod/mini';
import type { HttpResponse } from '../../io/ports';
import { excerpt } from '../excerpt';
import { parseJson } from '../json';
import { once } from '../once';
import type { MetricSource } from '../source';
import { askProblem, baseAddress, under } from './baseAddress';
import { described } from './checked';
import { asComputed } from './computedAt';
import { failure, wrong, wrongShape } from './failure';
import { httpJson } from './httpBody';
import { httpGet, jsonPost } from './jsonPost';
import { filledSeries, seconds, withSpan } from './placeholders';
import { tablePoints } from './rows';

/** Accepted, and not answered yet. */
const ACCEPTED = 202;
/** Rows that each SELECT gives without a LIMIT (https://posthog.com/docs/api/queries). */
const DEFAULT_ROWS = 100;
const HAS_LIMIT = /\blimit\s+\d/i;
const PROJECT = /^(\d{1,15}|@current)$/;

const schema = () =>
  z.strictObject({
    type: described(z.literal('posthog'), 'HogQL queries of PostHog.'),
    url: baseAddress('https://us.posthog.com, https://eu.posthog.com, or your own.'),
    project: described(
      z.union([
        z.int().check(z.positive()),
        z.string().check(z.regex(PROJECT, 'must be the number of a project, or @current')),
      ]),
      'Number of the project, as in the address of its pages; @current is the one that the key belongs to.',
    ),
  });

const rowsSchema = once(() =>
  z.object({
    results: z.optional(z.nullable(z.array(z.array(z.unknown())))),
    error: z.optional(z.nullable(z.string())),
    hasMore: z.optional(z.nullable(z.boolean())),
    last_refresh: z.optional(z.nullable(z.string())),
  }),
);
/** What is said of a query that was put into a queue; its answer stands in it once it is there. */
const statusSchema = once(() =>
  z.object({
    id: z.optional(z.string()),
    complete: z.optional(z.nullable(z.boolean())),
    error: z.optional(z.nullable(z.boolean())),
    error_message: z.optional(z.nullable(z.string())),
    results: z.optional(z.nullable(rowsSchema())),
  }),
);
/** Shape of `POST /api/projects/:id/query/`, and of `GET` with the id of a query behind it. */
const answerSchema = once(() =>
  z.extend(rowsSchema(), { query_status: z.optional(z.nullable(statusSchema())) }),
);
const ID = /^[\w-]{1,100}$/;

export const posthogSource: { readonly schema: typeof schema } & MetricSource<
  z.infer<ReturnType<typeof schema>>
> = {
  schema,
  auth: [{ kind: 'token', prefix: 'Bearer', label: 'Personal API key with the scope query:read' }],
  example: {
    url: 'https://eu.posthog.com',
    query:
      "SELECT toDate(timestamp), count() FROM events WHERE event = 'signup' AND timestamp >= fromUnixTimestamp({from}) GROUP BY 1 ORDER BY 1 LIMIT 1000",
  },
  limits: { perHour: 2400, perMinute: 240, inFlight: 3 },

  request({ url, project }, { query, span }) {
    const problem = askProblem(url, query, 'HogQL');
    if (problem) return problem;
    const hogql = { kind: 'HogQLQuery', query: withSpan(query, span, seconds) };
    const body = { query: hogql, name: 'throughline', refresh: 'blocking' };
    return { ok: true, value: jsonPost(under(url, `/api/projects/${project}/query/`), body) };
  },

  parse({ url }, query, response) {
    // A query that failed in its queue is told of with a status of 400, where its words stand deeper than usual.
    const failed = response.via === 'http' ? statusIn(response.http) : undefined;
    if (failed?.error && failed.error_message)
      return failure({ kind: 'bad-query', detail: excerpt(failed.error_message) });
    const json = httpJson(response, url, query.now);
    if (!json.ok) return json;
    const answer = answerSchema().safeParse(json.value);
    if (!answer.success) return wrongShape(answer.error, 'not an answer of PostHog');
    const { query_status: status, ...direct } = answer.data;
    const { results, error, hasMore, last_refresh: refreshed } = status?.results ?? direct;
    const said = error || (status?.error ? 'the query failed' : undefined);
    if (said) return failure({ kind: 'bad-query', detail: excerpt(said) });
    if (status && !status.complete && !results)
      return failure({ kind: 'server', status: ACCEPTED, detail: 'it is still computing' });
    if (!results) return wrong('$.results', 'no rows');
    // A part of the days would look like a whole history.
    const cut = `only ${results.length} rows came; add LIMIT 1000 to the query`;
    if (hasMore) return wrong('$.hasMore', cut);
    // Of a UNION each part is cut by itself, and nothing says so.
    const silent = typeof hasMore !== 'boolean' && !HAS_LIMIT.test(query.query);
    if (silent && results.length >= DEFAULT_ROWS) return wrong('$.results', cut);
    const asked = asComputed(query, refreshed);
    const points = tablePoints(results, '$.results', asked);
    return points.ok ? filledSeries(points.value, asked) : points;
  },

  next({ url, project }, response) {
    const { id, complete, error, results } = statusIn(response) ?? {};
    if (complete || error || results || id === undefined || !ID.test(id)) return undefined;
    return httpGet(under(url, `/api/projects/${project}/query/${id}/`));
  },
};

/** What a successful or refused answer says of a query in a queue. */
function statusIn({ status, body }: HttpResponse): z.infer<ReturnType<typeof statusSchema>> | undefined {
  const mayHold = status === 200 || status === ACCEPTED || status === 400;
  if (!mayHold || !body.includes('"query_status"')) return undefined;
  const json = parseJson(body);
  const answer = answerSchema().safeParse(json.ok ? json.value : undefined);
  return answer.success ? (answer.data.query_status ?? undefined) : undefined;
}
