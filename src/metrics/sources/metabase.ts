import * as z from 'zod/mini';
import type { Result } from '../../io/ports';
import { bucketSeries } from '../buckets';
import { excerpt, nameOf } from '../excerpt';
import { parseJson } from '../json';
import type { MetricError } from '../metricError';
import { readNumber } from '../numbers';
import { once } from '../once';
import type { MetricQuery, MetricSource, SourceResponse } from '../source';
import { timeReader } from '../time';
import { askProblem, baseAddress, under } from './baseAddress';
import { described } from './checked';
import { type Failure, failure, wrong } from './failure';
import { httpJson } from './httpBody';
import { httpGet } from './jsonPost';
import { tablePoints } from './rows';

/**
 * Since 0.49.3 numbers and days come as they look in the app unless told not to; a form is understood by every version
 * (https://www.metabase.com/docs/latest/developers-guide/api-changelog).
 */
const RAW = { format_rows: 'false' };
const CARD = /^\d{1,15}$/;
const PUBLIC_CARD = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const schema = () =>
  z.strictObject({
    type: described(z.literal('metabase'), 'Saved questions ("cards") of Metabase.'),
    url: baseAddress('Base address of Metabase: https://metabase.example.com.'),
    date: z.optional(described(z.string(), 'Column of the dates; found out where there is only one.')),
    value: z.optional(described(z.string(), 'Column of the numbers; found out where there is only one.')),
    public: z.optional(
      described(
        z.boolean(),
        'true: a query is the uuid of a publicly shared question, and needs no credential.',
      ),
    ),
  });
type Config = z.infer<ReturnType<typeof schema>>;
type Row = Readonly<Record<string, unknown>>;

const rowsSchema = once(() => z.array(z.record(z.string(), z.unknown())));
const failedSchema = once(() =>
  z.object({
    error: z.optional(z.unknown()),
    message: z.optional(z.unknown()),
    status: z.optional(z.unknown()),
  }),
);
/** Behind rows that had begun to come when the question failed, so that the whole is no JSON. */
const BROKEN = /"error"\s*:\s*("(?:[^"\\]|\\.)*")/g;
const LONGEST_END = 10_000;

export const metabaseSource: { readonly schema: typeof schema } & MetricSource<Config> = {
  schema,
  auth: [{ kind: 'headers', headers: [{ name: 'X-API-Key', label: 'API key' }] }, { kind: 'none' }],
  example: { url: 'https://metabase.example.com', query: '42' },

  request(config, { query }) {
    const card = query.trim();
    const problem = askProblem(config.url, card, 'the number of a question');
    if (problem) return problem;
    const open = config.public === true;
    if (!(open ? PUBLIC_CARD : CARD).test(card)) {
      const wanted = open ? 'the uuid of a shared question' : 'the number of a question';
      return failure({ kind: 'config', detail: `The query must be ${wanted}.` });
    }
    if (open)
      return { ok: true, value: httpGet(under(config.url, `/api/public/card/${card}/query/json`, RAW)) };
    const url = under(config.url, `/api/card/${card}/query/json`);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(RAW).toString();
    return { ok: true, value: { via: 'http', http: { method: 'POST', url, headers, body } } };
  },

  parse(config, query, response) {
    const json = httpJson(response, config.url, query.now);
    if (!json.ok) return brokenOff(response) ?? json;
    const rows = rowsSchema().safeParse(json.value);
    if (!rows.success) {
      // A question that fails answers with a status of 200 or 202.
      const { error, message, status } = failedSchema().safeParse(json.value).data ?? {};
      const said = [error, message, status].find((one) => typeof one === 'string' && one !== '');
      if (typeof said === 'string') return failure({ kind: 'bad-query', detail: excerpt(said) });
      return wrong('$', `expected a list of rows, found ${nameOf(json.value)}`);
    }
    const table = tableOf(config, rows.data, query);
    if (!table.ok) return table;
    const points = tablePoints(table.value, '$', query);
    return points.ok ? bucketSeries(points.value, query) : points;
  },
};

function brokenOff(response: SourceResponse): Failure | undefined {
  if (response.via !== 'http' || !/"status"\s*:\s*"failed"/.test(response.http.body)) return undefined;
  const said = [...response.http.body.slice(-LONGEST_END).matchAll(BROKEN)].at(-1)?.[1];
  const text = said === undefined ? undefined : parseJson(said);
  if (!text?.ok || typeof text.value !== 'string') return undefined;
  return failure({ kind: 'bad-query', detail: excerpt(text.value) });
}

function tableOf(config: Config, rows: readonly Row[], query: MetricQuery): Result<unknown[][], MetricError> {
  const [first] = rows;
  if (first === undefined) return { ok: true, value: [] };
  const names = Object.keys(first);
  const readTime = timeReader(query.timezone);
  // The first row may have gaps.
  const sample = (name: string): unknown => rows.find((row) => (row[name] ?? null) !== null)?.[name] ?? null;
  const isDate = (name: string): boolean =>
    typeof sample(name) === 'string' && readTime(sample(name)) !== undefined;
  const dates = config.date === undefined ? names.filter(isDate) : [config.date];
  const values =
    config.value === undefined
      ? names.filter((name) => !dates.includes(name) && readNumber(sample(name)) !== undefined)
      : [config.value];
  const missing = [...dates, ...values].find((name) => !names.includes(name));
  if (missing !== undefined)
    return wrong('$[0]', `no column ${excerpt(missing)}; there are ${listed(names)}`);
  const [value, ...moreValues] = values;
  const [date, ...moreDates] = dates;
  if (value === undefined) return wrong('$[0]', `no column of numbers; there are ${listed(names)}`);
  if (moreValues.length > 0 || moreDates.length > 0)
    return wrong('$[0]', `name the columns with date and value; there are ${listed(names)}`);
  if (date === undefined && rows.length > 1)
    return wrong('$[0]', `no column of dates; there are ${listed(names)}`);
  return { ok: true, value: rows.map((row) => [...(date === undefined ? [] : [row[date]]), row[value]]) };
}

function listed(names: readonly string[]): string {
  return excerpt(names.join(', '));
}
