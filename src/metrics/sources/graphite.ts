import * as z from 'zod/mini';
import type { Result } from '../../io/ports';
import { spanSeries } from '../buckets';
import { nameOf } from '../excerpt';
import type { MetricError } from '../metricError';
import { once } from '../once';
import type { Point, Series } from '../series';
import { readPoint } from '../shapes';
import type { MetricQuery, MetricSource, SourceRequest, SourceResponse } from '../source';
import { timeReader } from '../time';
import { askProblem, baseAddress, under } from './baseAddress';
import { described } from './checked';
import { type Failure, failure, several, wrong, wrongShape } from './failure';
import { graphiteFault } from './graphiteFault';
import { targetProblem } from './graphiteTarget';
import { httpJson } from './httpBody';
import { seconds } from './placeholders';

const MOST_TARGETS = 20;
const LONGEST_IN_URL = 1_500;

const schema = () =>
  z.strictObject({
    type: described(z.literal('graphite'), 'The render API of Graphite.'),
    url: baseAddress('Base address, without /render: https://graphite.example.com.'),
  });
type Config = z.infer<ReturnType<typeof schema>>;

/** Shape of `GET /render?format=json`: `[value, seconds]`, in this order. */
const answerSchema = once(() =>
  z.array(z.object({ target: z.string(), datapoints: z.array(z.tuple([z.unknown(), z.unknown()])) })),
);
type Answer = z.infer<ReturnType<typeof answerSchema>>;

export const graphiteSource: { readonly schema: typeof schema } & MetricSource<Config> = {
  schema,
  auth: [
    { kind: 'none' },
    { kind: 'basic', user: 'User', password: 'Password' },
    { kind: 'token', prefix: 'Bearer', label: 'Token' },
  ],
  example: { url: 'https://graphite.example.com', query: 'summarize(shop.signups,"1d","sum")' },

  request({ url }, query) {
    const problem = problemOf(url, query.query);
    return problem ?? { ok: true, value: renderRequest(url, [query.query], query) };
  },

  parse({ url }, query, response) {
    const answer = readAnswer(url, query, response);
    return answer.ok ? seriesOf(answer.value, query) : answer;
  },

  blamesAsker: (response) => graphiteFault(response)?.kind === 'bad-query',

  group: {
    most: () => MOST_TARGETS,
    request({ url }, queries) {
      const [first] = queries;
      if (first === undefined) return failure({ kind: 'empty' });
      for (const { query } of queries) {
        const problem = problemOf(url, query);
        if (problem) return problem;
      }
      // Each answer gets a name of ours, by which it is found again.
      const targets = queries.map(({ query }, index) => `alias(${query},"${nameOfTarget(index)}")`);
      return { ok: true, value: renderRequest(url, targets, first) };
    },
    parse({ url }, queries, response) {
      const [first] = queries;
      if (first === undefined) return { ok: true, value: [] };
      const answer = readAnswer(url, first, response);
      if (!answer.ok) return answer;
      const results = queries.map((query, index) =>
        seriesOf(
          answer.value.filter(({ target }) => target === nameOfTarget(index)),
          query,
        ),
      );
      return { ok: true, value: results };
    },
  },
};

function problemOf(url: string, target: string): Failure | undefined {
  const problem = askProblem(url, target, 'a target');
  if (problem) return problem;
  const whole = targetProblem(target);
  return whole === undefined ? undefined : failure({ kind: 'config', detail: `The query ${whole}.` });
}

function nameOfTarget(index: number): string {
  return `throughline:${index}`;
}

function renderRequest(base: string, targets: readonly string[], { span }: MetricQuery): SourceRequest {
  const parameters = new URLSearchParams(targets.map((target): [string, string] => ['target', target]));
  parameters.set('from', seconds(span.from));
  parameters.set('until', seconds(span.to));
  parameters.set('format', 'json');
  const text = parameters.toString();
  const url = under(base, '/render');
  if (text.length <= LONGEST_IN_URL) return { via: 'http', http: { method: 'GET', url: `${url}?${text}` } };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { via: 'http', http: { method: 'POST', url, headers, body: text } };
}

function readAnswer(url: string, query: MetricQuery, response: SourceResponse): Result<Answer, MetricError> {
  const fault = response.via === 'http' ? graphiteFault(response.http) : undefined;
  if (fault) return failure(fault);
  const json = httpJson(response, url, query.now);
  if (!json.ok) return json;
  const answer = answerSchema().safeParse(json.value);
  return answer.success
    ? { ok: true, value: answer.data }
    : wrongShape(answer.error, `not an answer of Graphite: ${nameOf(json.value)}`);
}

function seriesOf(answer: Answer, query: MetricQuery): Result<Series, MetricError> {
  const [first, ...more] = answer;
  if (first === undefined) return failure({ kind: 'empty' });
  if (more.length > 0) return several('$', answer.length, 'make it one, for example with sumSeries(…)');
  const readTime = timeReader(query.timezone);
  const points: Point[] = [];
  for (const [index, [value, time]] of first.datapoints.entries()) {
    if (typeof time !== 'number') return wrong(`$[0].datapoints[${index}][1]`, `not a time: ${nameOf(time)}`);
    const point = readPoint(time, value, readTime, `$[0].datapoints[${index}]`);
    if (!point.ok) return point;
    points.push(point.value);
  }
  return spanSeries(points, query);
}
