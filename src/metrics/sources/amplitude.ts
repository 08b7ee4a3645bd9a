import * as z from 'zod/mini';
import { bucketSeries } from '../buckets';
import { excerpt, nameOf } from '../excerpt';
import { once } from '../once';
import { pointsIn } from '../shapes';
import type { MetricSource } from '../source';
import { dayAt } from '../time';
import { askProblem, baseAddress, under } from './baseAddress';
import { described } from './checked';
import { failure, wrong, wrongShape } from './failure';
import { httpJson } from './httpBody';
import { httpGet } from './jsonPost';

const schema = () =>
  z.strictObject({
    type: described(z.literal('amplitude'), 'Event segmentation of Amplitude.'),
    url: baseAddress('https://amplitude.com, or https://analytics.eu.amplitude.com for data in the EU.'),
    m: z.optional(
      described(
        z.enum(['uniques', 'totals', 'pct_dau', 'average', 'sums']),
        'What is counted: totals (the default), uniques, pct_dau, average, sums.',
      ),
    ),
    i: z.optional(described(z.literal([1, 7, 30]), 'Days per point: 1 (the default), 7 or 30.')),
  });

/** Shape of `GET /api/2/events/segmentation`. */
const answerSchema = once(() =>
  z.object({
    data: z.object({
      series: z.array(z.array(z.unknown())),
      seriesLabels: z.optional(z.nullable(z.array(z.unknown()))),
      xValues: z.array(z.string()),
    }),
  }),
);

export const amplitudeSource: { readonly schema: typeof schema } & MetricSource<
  z.infer<ReturnType<typeof schema>>
> = {
  schema,
  auth: [{ kind: 'basic', user: 'API key', password: 'Secret key' }],
  example: { url: 'https://amplitude.com', query: 'signup' },
  limits: { inFlight: 4 },

  request({ url, m = 'totals', i = 1 }, { query, span, timezone }) {
    const problem = askProblem(url, query, 'the name of an event, or its definition as JSON');
    if (problem) return problem;
    const definition = query.trim();
    const isJson = definition.startsWith('{');
    if (isJson && !isValid(definition))
      return failure({ kind: 'config', detail: 'The query starts with { and is no JSON.' });
    const day = (ms: number): string => dayAt(ms, timezone).replaceAll('-', '');
    const parameters = {
      e: isJson ? definition : JSON.stringify({ event_type: definition }),
      m,
      start: day(span.from),
      end: day(span.to - 1),
      i: String(i),
    };
    return { ok: true, value: httpGet(under(url, '/api/2/events/segmentation', parameters)) };
  },

  parse({ url }, query, response) {
    const json = httpJson(response, url, query.now);
    if (!json.ok) return json;
    const answer = answerSchema().safeParse(json.value);
    if (!answer.success) return wrongShape(answer.error, 'not an answer of Amplitude');
    const { series, seriesLabels, xValues } = answer.data.data;
    const [values, ...more] = series;
    if (values === undefined) return failure({ kind: 'empty' });
    if (more.length > 0) {
      const named = seriesLabels?.length ? ` (${labelled(seriesLabels)})` : '';
      return wrong('$.data.series', `${series.length} series${named}; leave out the grouping`);
    }
    const at = '$.data';
    const points = pointsIn({ t: xValues, v: values }, { at, timezone: query.timezone, now: query.now });
    return points.ok ? bucketSeries(points.value, query) : points;
  },
};

/** A label is a name, or `[segment, name]`. */
function labelled(labels: readonly unknown[]): string {
  return excerpt(labels.map((label) => nameOf(Array.isArray(label) ? label.at(-1) : label)).join(', '), 100);
}

function isValid(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}
