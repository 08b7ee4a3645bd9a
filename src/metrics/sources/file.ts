import * as z from 'zod/mini';
import { csvPoints } from '../csv';
import { jsonPoints, parseJson } from '../json';
import { toSeries } from '../normalize';
import type { MetricSource } from '../source';
import { checked, described } from './checked';

const schema = () =>
  z
    .strictObject({
      type: described(z.literal('file'), 'CSV or JSON files in this repository.'),
      path: z.optional(
        described(
          z.string().check(z.regex(/\S/, 'must not be empty')),
          'The file that every query looks into: a query is then the name of a CSV column, or JMESPath into JSON. If left out, a query is the path of a file.',
        ),
      ),
      select: z.optional(
        described(
          z.string().check(z.regex(/\S/, 'must not be empty')),
          'Which part of each file holds the points: the name of a CSV column, or JMESPath into JSON.',
        ),
      ),
    })
    .check(
      checked(({ path, select }) =>
        path !== undefined && select !== undefined
          ? 'must have `path` or `select`, not both: with `path` it is the query that selects'
          : undefined,
      ),
    );

/**
 * Files in the repository: JSON where the name ends in `.json`, else CSV. Works with no server at all.
 * Whether a file exists, and inside the repository, is for whoever reads it to say.
 */
export const fileSource: { readonly schema: typeof schema } & MetricSource<
  z.infer<ReturnType<typeof schema>>
> = {
  schema,
  auth: [],
  example: { query: 'metrics/signups.csv' },

  request({ path }, { query }) {
    const wanted = (path ?? query).trim();
    if (wanted !== '') return { ok: true, value: { via: 'file', path: wanted } };
    return {
      ok: false,
      error: { kind: 'config', detail: 'The query is empty. Name a file of the repository.' },
    };
  },

  parse(config, query, response) {
    if (response.via !== 'file') throw new TypeError('A file source is answered by a file');
    const selection = (config.path === undefined ? config.select : query.query)?.trim() || undefined;
    const { text, path } = response;
    if (!/\.json$/i.test(path)) {
      const points = csvPoints(text, selection, { at: '$', timezone: query.timezone, now: query.now });
      return points.ok ? toSeries(points.value, query.span) : points;
    }
    const json = parseJson(text);
    const points = json.ok ? jsonPoints(json.value, selection, query) : json;
    return points.ok ? toSeries(points.value, query.span) : points;
  },
};
