import assert from 'node:assert/strict';
import {
  groupParseOf,
  groupRequestOf,
  groupSizeOf,
  type SourceConfig,
} from '../../../../src/metrics/sources/table';
import { DAY, httpAnswer, metricQuery, NOW } from '../../../support/metricQuery';
import { askedBy, bodyOf, errorOf, read, seriesOf, valuesOf } from '../../../support/sourceContract';

const PROXY: SourceConfig = { type: 'grafana', url: 'https://g.example.com/sub/', datasource: 'P1' };
const QUERY: SourceConfig = { ...PROXY, api: 'query' };
const SQL: SourceConfig = { ...QUERY, field: 'rawSql', with: { format: 'time_series', refId: 'Z' } };

const frame = (values: readonly (readonly unknown[])[], ...types: readonly string[]) => ({
  schema: { refId: 'A', fields: types.map((type) => ({ name: type, type })) },
  data: { values },
});
const results = (...frames: readonly unknown[]) => ({ results: { A: { status: 200, frames } } });

describe('Grafana', () => {
  it('hands PromQL through its proxy, and answers as Prometheus does', () => {
    const url = new URL(askedBy(PROXY, 'up').url);
    assert.equal(url.pathname, '/sub/api/datasources/proxy/uid/P1/api/v1/query_range');
    assert.equal(url.searchParams.get('query'), 'up');
    const data = { resultType: 'matrix', result: [{ metric: {}, values: [[NOW / 1000, '42']] }] };
    assert.deepEqual(valuesOf(read(PROXY, { status: 'success', data })), [42]);
    assert.equal(errorOf(read(PROXY, { message: 'invalid API key' }, { status: 401 })).kind, 'auth');
  });

  it('asks any data source by its own field, with its constants, between milliseconds as text', () => {
    const request = askedBy(SQL, 'SELECT 1');
    assert.equal(request.url, 'https://g.example.com/sub/api/ds/query');
    assert.equal(request.method, 'POST');
    assert.deepEqual(bodyOf(request), {
      queries: [
        {
          format: 'time_series',
          refId: 'A',
          datasource: { uid: 'P1' },
          rawSql: 'SELECT 1',
          intervalMs: DAY,
          maxDataPoints: 86,
        },
      ],
      from: String(NOW - 84 * DAY),
      to: String(NOW + 1),
    });
  });

  it('reads frames in columns', () => {
    const body = results(
      frame(
        [
          [NOW - DAY, NOW],
          [1, null],
        ],
        'time',
        'number',
      ),
    );
    assert.deepEqual(seriesOf(read(QUERY, body)).points, [
      { t: NOW - DAY, v: 1 },
      { t: NOW, v: null },
    ]);
    assert.deepEqual(seriesOf(read(QUERY, results(frame([[42]], 'number')))).points, [{ t: NOW, v: 42 }]);
  });

  it('marks the day that is not over where a data source counts by day', () => {
    const today = Date.UTC(2026, 10, 1, 5);
    const body = results(
      frame(
        [
          [today - DAY, today],
          [5, 1],
        ],
        'time',
        'number',
      ),
    );
    assert.equal(seriesOf(read(SQL, body)).unfinishedFrom, today);
    assert.equal(seriesOf(read(QUERY, body)).unfinishedFrom, undefined);
  });

  it('says where several series or another shape stand', () => {
    const two = errorOf(read(QUERY, results(frame([[NOW], [1], [2]], 'time', 'number', 'number'))));
    assert.ok(two.kind === 'schema' && two.at === '$.results.A.frames' && /2 series/.test(two.detail));
    const text = errorOf(read(QUERY, results(frame([[NOW], ['many']], 'time', 'number'))));
    assert.ok(text.kind === 'schema');
    assert.equal(text.at, '$.results.A.frames[0].data.values[1][0]');
    assert.equal(errorOf(read(QUERY, results(frame([[], []], 'time', 'number')))).kind, 'empty');
    assert.equal(errorOf(read(QUERY, results())).kind, 'empty');
    assert.ok(errorOf(read(QUERY, { results: [] })).kind === 'schema');
  });

  it('never takes one of several rows of a time for it', () => {
    const long = frame(
      [
        [NOW - DAY, NOW - DAY, NOW],
        ['a', 'b', 'a'],
        [1, 2, 3],
      ],
      'time',
      'string',
      'number',
    );
    const error = errorOf(read(SQL, results(long)));
    assert.ok(error.kind === 'schema' && error.at === '$.results.A.frames[0].data.values[2][1]');
    const once = frame([[NOW], ['a'], [3]], 'time', 'string', 'number');
    assert.deepEqual(valuesOf(read(SQL, results(once))), [3]);
  });

  it("says a query's error in the server's words, inside 200, 207 and 400", () => {
    for (const status of [200, 207, 400]) {
      const error = errorOf(read(QUERY, { results: { A: { error: 'bad_data: parse error' } } }, { status }));
      assert.deepEqual(error, { kind: 'bad-query', detail: 'bad_data: parse error' });
    }
    const failed = (status: number) =>
      errorOf(read(QUERY, { results: { A: { error: 'no', status } } }, { status: 207 }));
    assert.deepEqual(failed(400), { kind: 'bad-query', detail: 'no' });
    // What a plugin says that sets none.
    assert.deepEqual(failed(500), { kind: 'bad-query', detail: 'no' });
    assert.deepEqual(failed(504), { kind: 'server', status: 504, detail: 'no' });
    assert.deepEqual(failed(429), { kind: 'rate-limit', detail: 'no' });
    const limit = errorOf(read(QUERY, { message: 'slow' }, { status: 429, headers: { 'retry-after': '9' } }));
    assert.ok(limit.kind === 'rate-limit' && limit.retryAt === NOW + 9000);
  });

  it('asks several at once, and gives each its own answer', () => {
    assert.deepEqual([groupSizeOf(PROXY), groupSizeOf(QUERY)], [1, 20]);
    const queries = ['a', 'b', 'c'].map((query) => metricQuery({ query }));
    const request = groupRequestOf(QUERY, queries);
    assert.ok(request.ok && request.value.via === 'http');
    const { queries: asked } = bodyOf(request.value.http) as { queries: { refId: string; expr: string }[] };
    assert.deepEqual(
      asked.map(({ refId, expr }) => `${refId}${expr}`),
      ['Aa', 'Bb', 'Cc'],
    );
    const answer = {
      results: { A: { frames: [frame([[NOW], [1]], 'time', 'number')] }, B: { error: 'no' } },
    };
    const parsed = groupParseOf(QUERY, queries, httpAnswer(answer, 400));
    assert.ok(parsed.ok);
    assert.deepEqual(
      parsed.value.map((one) => (one.ok ? one.value.points[0]?.v : one.error.kind)),
      [1, 'bad-query', 'schema'],
    );
  });
});
