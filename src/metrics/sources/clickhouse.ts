import * as z from 'zod/mini';
import type { HttpResponse } from '../../io/ports';
import { excerpt } from '../excerpt';
import { parseJson } from '../json';
import type { MetricError } from '../metricError';
import { once } from '../once';
import { responseError } from '../responseError';
import type { MetricSource } from '../source';
import { askProblem, baseAddress, under } from './baseAddress';
import { described } from './checked';
import { failure, wrongShape } from './failure';
import { filledSeries, seconds, withSpan } from './placeholders';
import { tablePoints } from './rows';

const LONGEST_IN_URL = 1_500;
/** Codes of ClickHouse for who is not known, and for who asks too much at a time. */
const AUTH_CODES: ReadonlySet<number> = new Set([192, 193, 194, 516]);
const DENIED = 497;
const TOO_MANY_QUERIES = 202;
const SERVER_CODES: ReadonlySet<number> = new Set([159, 209, 210, 241, 242]);
/** An exception stands at the beginning or at the end of a body; what is between can be megabytes. */
const LONGEST_END = 4_000;
/** Also at the end of a body that began well: rows may be on their way when the query fails. */
const EXCEPTION = /Code: (\d+)[.,].*?(?:DB::Exception: |e\.displayText\(\) = )(.*)/s;

const schema = () =>
  z.strictObject({
    type: described(z.literal('clickhouse'), 'SELECT queries of ClickHouse, by its HTTP interface.'),
    url: baseAddress('Base address of the HTTP interface: https://clickhouse.example.com:8443.'),
    database: z.optional(described(z.string(), 'The database, where it is not the user’s default one.')),
  });
type Config = z.infer<ReturnType<typeof schema>>;

/** `FORMAT JSONCompact`: rows as lists; 64-bit numbers as text. */
const answerSchema = once(() => z.object({ data: z.array(z.array(z.unknown())) }));
/** With `http_write_exception_in_output_format` it stands beside the rows that had come before. */
const exceptionSchema = once(() => z.object({ exception: z.string() }));

export const clickhouseSource: { readonly schema: typeof schema } & MetricSource<Config> = {
  schema,
  auth: [
    { kind: 'basic', user: 'User', password: 'Password' },
    {
      kind: 'headers',
      headers: [
        { name: 'X-ClickHouse-User', label: 'User' },
        { name: 'X-ClickHouse-Key', label: 'Password' },
      ],
    },
    { kind: 'none' },
  ],
  example: {
    url: 'https://clickhouse.example.com:8443',
    query:
      'SELECT toUnixTimestamp(toStartOfDay(at)) AS day, count() FROM signups WHERE at >= toDateTime({from}) GROUP BY day ORDER BY day',
  },

  request({ url, database }, { query, span }) {
    const problem = askProblem(url, query, 'SELECT');
    if (problem) return problem;
    const text = withSpan(query, span, seconds);
    const parameters = { default_format: 'JSONCompact', ...(database === undefined ? {} : { database }) };
    // By GET the server itself refuses to write; by POST it is told to.
    if (text.length <= LONGEST_IN_URL) {
      const asked = under(url, '/', { ...parameters, query: text });
      return { ok: true, value: { via: 'http', http: { method: 'GET', url: asked } } };
    }
    const posted = under(url, '/', { ...parameters, readonly: '1' });
    const headers = { 'content-type': 'text/plain' };
    return { ok: true, value: { via: 'http', http: { method: 'POST', url: posted, headers, body: text } } };
  },

  blamesAsker(response) {
    const exception = exceptionIn(response);
    return exception !== undefined && !SERVER_CODES.has(exception.code);
  },

  parse({ url }, query, response) {
    if (response.via !== 'http') throw new TypeError('ClickHouse is answered over HTTP');
    const exception = exceptionIn(response.http);
    if (exception) return failure(errorOf(exception, response.http.status, url));
    const error = responseError(response.http, url, query.now);
    if (error) return failure(error);
    const json = parseJson(response.http.body);
    if (!json.ok) return json;
    const answer = answerSchema().safeParse(json.value);
    if (!answer.success) return wrongShape(answer.error, 'not FORMAT JSONCompact; leave out FORMAT');
    const points = tablePoints(answer.data.data, '$.data', query);
    return points.ok ? filledSeries(points.value, query) : points;
  },
};

interface Exception {
  readonly code: number;
  readonly detail: string;
}

/** What the server says that went wrong, whatever its status. */
function exceptionIn({ status, body }: HttpResponse): Exception | undefined {
  const json = parseJson(body);
  const inside = exceptionSchema().safeParse(json.ok ? json.value : undefined);
  // A whole answer is JSON, in which such words are only values.
  if (status === 200 && json.ok && !inside.success) return undefined;
  const text = inside.success ? inside.data.exception : body;
  const ends =
    text.length <= 2 * LONGEST_END ? [text] : [text.slice(0, LONGEST_END), text.slice(-LONGEST_END)];
  const [, code, said = ''] = ends.map((end) => EXCEPTION.exec(end)).find((found) => found !== null) ?? [];
  return code === undefined ? undefined : { code: Number(code), detail: excerpt(said) };
}

function errorOf({ code, detail }: Exception, status: number, url: string): MetricError {
  if (AUTH_CODES.has(code)) return { kind: 'auth', status: 401, origin: new URL(url).origin, detail };
  if (code === DENIED) return { kind: 'auth', status: 403, origin: new URL(url).origin, detail };
  if (code === TOO_MANY_QUERIES) return { kind: 'rate-limit', detail };
  if (SERVER_CODES.has(code)) return { kind: 'server', status, detail };
  return { kind: 'bad-query', detail };
}
