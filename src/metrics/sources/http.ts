import * as z from 'zod/mini';
import type { Result } from '../../io/ports';
import { jsonPoints, parseJson } from '../json';
import type { MetricError } from '../metricError';
import { toSeries } from '../normalize';
import { readNumber } from '../numbers';
import { responseError } from '../responseError';
import { selectProblem } from '../selection';
import type { Point } from '../series';
import type { MetricQuery, MetricSource } from '../source';
import { dayAt } from '../time';
import { addressProblem } from './address';
import { checked, described } from './checked';
import { headersProblem } from './headers';

const PLACEHOLDERS = ['query', 'from', 'to', 'step'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

const schema = () =>
  z.strictObject({
    type: described(z.literal('http'), 'Any API that answers with JSON, or with one plain number.'),
    url: described(
      z.string().check(checked(templateProblem)),
      'Address with {query}, {from} and {to}, and {step} in seconds, where they belong. They are percent-encoded.',
    ),
    select: z.optional(
      described(
        z.string().check(checked(selectProblem)),
        'JMESPath to the number, the list of {t, v}, or {t: […], v: […]}. May be left out where that is the whole answer.',
      ),
    ),
    time: z.optional(
      described(
        z.enum(['iso', 'day', 'seconds', 'milliseconds']),
        'How {from} and {to} are written: 2026-10-01T05:00:00.000Z (the default), 2026-10-01, or counted since 1970.',
      ),
    ),
    headers: z.optional(
      described(
        z.record(z.string(), z.string()).check(checked(headersProblem)),
        'Headers to send. Never a credential: that is set for the address and kept by the editor.',
      ),
    ),
  });

type HttpConfig = z.infer<ReturnType<typeof schema>>;

export const httpSource: { readonly schema: typeof schema } & MetricSource<HttpConfig> = {
  schema,
  auth: [
    { kind: 'none' },
    { kind: 'token', prefix: 'Bearer', label: 'Token' },
    { kind: 'basic', user: 'User', password: 'Password' },
    { kind: 'headers', headers: [{ name: 'X-Api-Key', label: 'API key' }] },
  ],
  example: {
    url: 'https://metrics.example.com/v1/series?name={query}&from={from}&to={to}',
    query: 'signups',
  },

  request(config, query) {
    const problem = templateProblem(config.url) ?? headersProblem(config.headers ?? {});
    if (problem !== undefined) return failure({ kind: 'config', detail: `The source ${problem}.` });
    // Half a character can't be percent-encoded.
    if (/\p{Cs}/u.test(query.query))
      return failure({ kind: 'config', detail: 'The query is not valid Unicode.' });
    // A span's end is exclusive, but a day named as an end counts.
    const url = fill(config.url, {
      query: query.query,
      from: writeTime(query.span.from, config.time, query.timezone),
      to: writeTime(config.time === 'day' ? query.span.to - 1 : query.span.to, config.time, query.timezone),
      step: String(query.step),
    });
    const { headers } = config;
    return {
      ok: true,
      value: { via: 'http', http: { method: 'GET', url, ...(headers ? { headers } : {}) } },
    };
  },

  parse(config, query, response) {
    if (response.via !== 'http') throw new TypeError('An http source is answered over HTTP');
    const error = responseError(response.http, config.url, query.now);
    if (error !== undefined) return failure(error);
    const points = pointsOf(response.http.body, config.select, query);
    return points.ok ? toSeries(points.value, query.span) : points;
  },
};

function pointsOf(
  body: string,
  select: string | undefined,
  query: MetricQuery,
): Result<readonly Point[], MetricError> {
  const json = parseJson(body);
  if (json.ok) return jsonPoints(json.value, select, query);
  // `NaN` and `+42` are numbers in plain text, but no JSON.
  const v = body.trim() === '' ? undefined : readNumber(body);
  return v === undefined ? json : { ok: true, value: [{ t: query.now, v }] };
}

function templateProblem(template: string): string | undefined {
  const unknown = /\{(?!(?:query|from|to|step)\})[^{}]*\}?/.exec(template)?.[0];
  if (unknown !== undefined) return `must not have ${unknown}: it knows {query}, {from}, {to} and {step}`;
  return addressProblem(template);
}

function fill(template: string, values: Readonly<Record<Placeholder, string>>): string {
  return PLACEHOLDERS.reduce(
    (url, name) => url.replaceAll(`{${name}}`, () => encodeURIComponent(values[name])),
    template,
  );
}

function writeTime(ms: number, format: HttpConfig['time'], timezone: string): string {
  switch (format) {
    case 'seconds':
      return String(Math.floor(ms / 1000));
    case 'milliseconds':
      return String(ms);
    case 'day':
      return dayAt(ms, timezone);
    default:
      return new Date(ms).toISOString();
  }
}

function failure(error: MetricError): { readonly ok: false; readonly error: MetricError } {
  return { ok: false, error };
}
