import * as z from 'zod/mini';
import { bucketSeries } from '../buckets';
import { excerpt, nameOf } from '../excerpt';
import { once } from '../once';
import { pointsIn } from '../shapes';
import type { MetricSource } from '../source';
import { askProblem, baseAddress, under } from './baseAddress';
import { described } from './checked';
import { asComputed } from './computedAt';
import { failure, wrong, wrongShape } from './failure';
import { httpJson } from './httpBody';
import { httpGet } from './jsonPost';

/** `report` or `report/Name of a series`. */
const QUERY = /^(\d{1,15})(?:\/(.+))?$/s;
/** The one key of a report that is a number and no line. */
const ALL = 'all';

const schema = () =>
  z.strictObject({
    type: described(z.literal('mixpanel'), 'Saved Insights reports of Mixpanel.'),
    url: baseAddress('https://mixpanel.com, https://eu.mixpanel.com or https://in.mixpanel.com.'),
    project: described(z.int().check(z.positive()), 'Number of the project.'),
  });

/** Shape of `GET /api/query/insights`; days are the keys of each series. */
const answerSchema = once(() =>
  z.object({
    computed_at: z.optional(z.nullable(z.string())),
    error: z.optional(z.nullable(z.string())),
    series: z.optional(z.record(z.string(), z.unknown())),
  }),
);

export const mixpanelSource: { readonly schema: typeof schema } & MetricSource<
  z.infer<ReturnType<typeof schema>>
> = {
  schema,
  auth: [{ kind: 'basic', user: 'Service account', password: 'Secret' }],
  example: { url: 'https://eu.mixpanel.com', query: '12345678' },
  limits: { perHour: 60, refreshSeconds: 600 },

  request({ url, project }, { query }) {
    const problem = askProblem(url, query, 'the number of a report');
    if (problem) return problem;
    const [, report] = QUERY.exec(query.trim()) ?? [];
    if (report === undefined) {
      const detail = 'The query must be the number of a report, or the number/name of one of its series.';
      return failure({ kind: 'config', detail });
    }
    const parameters = { project_id: String(project), bookmark_id: report };
    return { ok: true, value: httpGet(under(url, '/api/query/insights', parameters)) };
  },

  parse({ url }, query, response) {
    const json = httpJson(response, url, query.now);
    if (!json.ok) return json;
    const answer = answerSchema().safeParse(json.value);
    if (!answer.success) return wrongShape(answer.error, 'not an answer of Mixpanel');
    const { error, series, computed_at: computed } = answer.data;
    if (error) return failure({ kind: 'bad-query', detail: excerpt(error) });
    if (series === undefined) return wrong('$.series', 'no series');
    const names = Object.keys(series);
    const [, , wanted] = QUERY.exec(query.query.trim()) ?? [];
    const name = wanted ?? (names.length === 1 ? names[0] : undefined);
    if (names.length === 0) return failure({ kind: 'empty' });
    if (name === undefined || !Object.hasOwn(series, name)) {
      const list = excerpt(names.join(', '));
      return wrong('$.series', `choose one by writing number/name; there are ${list}`);
    }
    const at = `$.series.${excerpt(name, 60)}`;
    const values = series[name];
    if (typeof values !== 'object' || values === null)
      return wrong(at, `expected days, found ${nameOf(values)}`);
    const asked = asComputed(query, computed);
    const context = { at, timezone: asked.timezone, now: asked.now };
    const alone = Object.hasOwn(values, ALL) ? new Map(Object.entries(values)).get(ALL) : undefined;
    const points = pointsIn(alone ?? values, context);
    return points.ok ? bucketSeries(points.value, asked) : points;
  },
};
