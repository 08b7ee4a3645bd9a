import assert from 'node:assert/strict';
import {
  groupParseOf,
  groupRequestOf,
  groupSizeOf,
  type SourceConfig,
} from '../../../../src/metrics/sources/table';
import { DAY, httpAnswer, metricQuery, NOW } from '../../../support/metricQuery';
import { askedBy, bodyOf, errorOf, read, seriesOf, valuesOf } from '../../../support/sourceContract';

const V2: SourceConfig = { type: 'datadog', url: 'https://api.datadoghq.eu' };
const SCALAR: SourceConfig = { ...V2, api: 'scalar', aggregator: 'sum' };
const V1: SourceConfig = { ...V2, api: 'query' };

const MIDNIGHT = Date.UTC(2026, 10, 1);
const one = (index: number, group_tags: readonly string[] = []) => ({
  group_tags,
  query_index: index,
  unit: [{ family: 'general', name: 'order', short_name: 'ord' }, null],
});
const timeseries = (series: readonly unknown[], values: readonly unknown[]) => ({
  data: { type: 'timeseries_response', attributes: { times: [MIDNIGHT - DAY, MIDNIGHT], series, values } },
});
const scalar = (...columns: readonly unknown[]) => ({
  data: { type: 'scalar_response', attributes: { columns } },
});

describe('Datadog', () => {
  it('is asked for timeseries by formulas, between milliseconds', () => {
    const request = askedBy(V2, 'avg:orders{*}');
    assert.equal(request.url, 'https://api.datadoghq.eu/api/v2/query/timeseries');
    assert.deepEqual(bodyOf(request), {
      data: {
        type: 'timeseries_request',
        attributes: {
          from: NOW - 84 * DAY,
          to: NOW + 1,
          interval: DAY,
          formulas: [{ formula: 'q0' }],
          queries: [{ data_source: 'metrics', name: 'q0', query: 'avg:orders{*}' }],
        },
      },
    });
  });

  it('is asked by v1 between seconds, and for a scalar with its aggregator', () => {
    const url = new URL(askedBy(V1, 'avg:orders{*}').url);
    assert.equal(url.pathname, '/api/v1/query');
    assert.equal(url.searchParams.get('to'), String(NOW / 1000));
    const body = bodyOf(askedBy(SCALAR, 'avg:orders{*}')) as {
      data: { type: string; attributes: { queries: { aggregator: string }[] } };
    };
    assert.equal(body.data.type, 'scalar_request');
    assert.equal(body.data.attributes.queries[0]?.aggregator, 'sum');
  });

  it('answers with times in milliseconds, gaps, and a day that is not over', () => {
    const series = seriesOf(read(V2, timeseries([one(0)], [[5, null]])));
    assert.deepEqual(series.points, [
      { t: MIDNIGHT - DAY, v: 5 },
      { t: MIDNIGHT, v: null },
    ]);
    assert.equal(series.unfinishedFrom, MIDNIGHT);
    assert.equal(series.unit, 'ord');
  });

  it('answers v1 with points in milliseconds, and errors inside 200', () => {
    const ok = {
      status: 'ok',
      res_type: 'time_series',
      series: [{ pointlist: [[NOW - DAY, 1.5]], unit: null }],
    };
    assert.deepEqual(seriesOf(read(V1, ok)).points, [{ t: NOW - DAY, v: 1.5 }]);
    const error = errorOf(read(V1, { status: 'error', error: 'Error parsing query', series: [] }));
    assert.deepEqual(error, { kind: 'bad-query', detail: 'Error parsing query' });
    assert.equal(errorOf(read(V1, { status: 'ok', series: [] })).kind, 'empty');
  });

  it('answers a scalar as the value of now', () => {
    const column = { name: 'q0', type: 'number', values: [17.5], meta: { unit: null } };
    assert.deepEqual(seriesOf(read(SCALAR, scalar(column))).points, [{ t: NOW, v: 17.5 }]);
    assert.equal(errorOf(read(SCALAR, scalar({ ...column, values: [null] }))).kind, 'empty');
    const text = errorOf(read(SCALAR, scalar({ ...column, values: ['many'] })));
    assert.ok(text.kind === 'schema');
    assert.equal(text.at, '$.data.attributes.columns[0].values[0]');
  });

  it('has no number for a question whose column did not come, and not that of another', () => {
    const queries = ['a', 'b'].map((query) => metricQuery({ query }));
    const kinds = (...columns: readonly unknown[]) => {
      const parsed = groupParseOf(SCALAR, queries, httpAnswer(scalar(...columns)));
      assert.ok(parsed.ok);
      return parsed.value.map((found) => (found.ok ? found.value.points[0]?.v : found.error.kind));
    };
    const column = (name: string, value: number) => ({ name, type: 'number', values: [value] });
    assert.deepEqual(kinds(column('q1', 5)), ['empty', 5]);
    assert.deepEqual(kinds(column('q1', 5), column('q0', 4)), [4, 5]);
    assert.deepEqual(kinds(column('sum', 5)), ['empty', 'empty']);
    assert.deepEqual(kinds(column('one', 1), column('two', 2)), [1, 2]);
    const many = errorOf(read(SCALAR, scalar({ ...column('q0', 1), values: [1, 2] })));
    assert.ok(many.kind === 'schema' && many.at === '$.data.attributes.columns[0].values');
  });

  it('is empty where nothing came', () => {
    for (const attributes of [
      {},
      { times: null, values: null, series: null },
      { times: [], values: [], series: [] },
    ])
      assert.equal(errorOf(read(V2, { data: { attributes } })).kind, 'empty');
    assert.equal(errorOf(read(SCALAR, { data: { attributes: {} } })).kind, 'empty');
    assert.equal(errorOf(read(V1, { status: 'ok', series: null })).kind, 'empty');
  });

  it('says that there are several series', () => {
    const error = errorOf(read(V2, timeseries([one(0, ['shop:a']), one(0, ['shop:b'])], [[1], [2]])));
    assert.ok(error.kind === 'schema' && /2 series/.test(error.detail));
    const groups = errorOf(read(SCALAR, scalar({ type: 'group', name: 'shop', values: [['a']] })));
    assert.ok(groups.kind === 'schema');
  });

  it('says errors, limits and other shapes as they are', () => {
    const refused = errorOf(read(V2, { errors: ['Invalid query input'] }, { status: 400 }));
    assert.deepEqual(refused, { kind: 'bad-query', detail: 'Invalid query input' });
    assert.equal(errorOf(read(V2, { errors: ['no'] })).kind, 'bad-query');
    assert.equal(errorOf(read(V2, { errors: ['Forbidden'] }, { status: 403 })).kind, 'auth');
    // Seconds to wait, as the official client reads it.
    const limit = errorOf(
      read(V2, { errors: ['Rate limit'] }, { status: 429, headers: { 'x-ratelimit-reset': '7' } }),
    );
    assert.ok(limit.kind === 'rate-limit' && limit.retryAt === NOW + 7000);
    const shape = errorOf(read(V2, { data: { attributes: { times: ['a'] } } }));
    assert.ok(shape.kind === 'schema' && shape.at === '$.data.attributes.times[0]');
  });

  it('is asked for many at once, and each has its own answer', () => {
    assert.deepEqual([groupSizeOf(V2), groupSizeOf(SCALAR), groupSizeOf(V1)], [20, 20, 1]);
    const queries = ['a', 'b', 'c'].map((query) => metricQuery({ query }));
    const request = groupRequestOf(V2, queries);
    assert.ok(request.ok && request.value.via === 'http');
    const body = bodyOf(request.value.http) as { data: { attributes: { formulas: unknown[] } } };
    assert.equal(body.data.attributes.formulas.length, 3);
    const parsed = groupParseOf(
      V2,
      queries,
      httpAnswer(
        timeseries(
          [one(2), one(0)],
          [
            [9, 9],
            [1, 1],
          ],
        ),
      ),
    );
    assert.ok(parsed.ok);
    assert.deepEqual(
      parsed.value.map((found) => (found.ok ? valuesOf(found)[0] : found.error.kind)),
      [1, 'empty', 9],
    );
  });
});
