import assert from 'node:assert/strict';
import { nextOf, type SourceConfig, sourceSchema } from '../../../../src/metrics/sources/table';
import { DAY, httpAnswer, NOW } from '../../../support/metricQuery';
import { askedBy, bodyOf, errorOf, read, seriesOf } from '../../../support/sourceContract';

const CONFIG: SourceConfig = { type: 'posthog', url: 'https://eu.posthog.com', project: 7 };
/** 1 November in Chicago, the cycle's time zone. */
const TODAY = Date.UTC(2026, 10, 1, 5);

describe('PostHog', () => {
  it('is asked for a HogQL query, once and for all', () => {
    const request = askedBy(CONFIG, 'select 1 where timestamp > fromUnixTimestamp({from})');
    assert.equal(request.url, 'https://eu.posthog.com/api/projects/7/query/');
    const query = `select 1 where timestamp > fromUnixTimestamp(${(NOW - 84 * DAY) / 1000})`;
    assert.deepEqual(bodyOf(request), {
      query: { kind: 'HogQLQuery', query },
      name: 'throughline',
      refresh: 'blocking',
    });
  });

  it('answers with rows of days in the time zone of the cycle, the last of which is not over', () => {
    const results = [
      ['2026-10-31', 41],
      ['2026-11-01', 7],
    ];
    const body = { results, columns: ['day', 'count'], types: ['Date', 'UInt64'], is_cached: false };
    const series = seriesOf(read(CONFIG, body));
    assert.deepEqual(series.points, [
      { t: TODAY - DAY, v: 41 },
      { t: TODAY, v: 7 },
    ]);
    assert.equal(series.unfinishedFrom, TODAY);
  });

  it('answers with one number', () => {
    assert.deepEqual(seriesOf(read(CONFIG, { results: [[42]] })).points, [{ t: NOW, v: 42 }]);
    assert.equal(errorOf(read(CONFIG, { results: [] })).kind, 'empty');
  });

  it('says errors in its own words, also inside 200', () => {
    const type = { type: 'validation_error', code: 'illegal_hogql', detail: 'Unknown table', attr: null };
    assert.deepEqual(errorOf(read(CONFIG, type, { status: 400 })), {
      kind: 'bad-query',
      detail: 'Unknown table',
    });
    assert.equal(errorOf(read(CONFIG, { error: 'Timeout exceeded', results: null })).kind, 'bad-query');
    const failed = { query_status: { id: 'a', complete: true, error: true, error_message: 'too slow' } };
    assert.deepEqual(errorOf(read(CONFIG, failed)), { kind: 'bad-query', detail: 'too slow' });
    const auth = { type: 'authentication_error', code: 'authentication_failed', detail: 'Invalid key' };
    assert.equal(errorOf(read(CONFIG, auth, { status: 401 })).kind, 'auth');
  });

  it('is asked again for an answer that is not ready, by its id', () => {
    const running = { query_status: { id: 'a-1', complete: false } };
    assert.equal(errorOf(read(CONFIG, running, { status: 202 })).kind, 'server');
    const next = (body: unknown, status = 202) => nextOf(CONFIG, httpAnswer(body, status));
    const url = 'https://eu.posthog.com/api/projects/7/query/a-1/';
    assert.deepEqual(next(running), { via: 'http', http: { method: 'GET', url } });
    const others = [
      { query_status: { id: '../users', complete: false } },
      { query_status: { id: 'a', complete: true } },
      { query_status: { id: 'a', complete: false, error: true } },
      { query_status: null, results: [[1]] },
      { results: [['"query_status"']] },
      {},
    ];
    for (const body of others) assert.equal(next(body), undefined, JSON.stringify(body));
    assert.equal(next(running, 500), undefined);
  });

  it('answers later in what is said of the query, with its rows or its error', () => {
    const results = { results: [['2026-10-31', 41]], hasMore: false, last_refresh: '2026-11-01T05:00:00Z' };
    const done = { query_status: { id: 'a', complete: true, error: false, results } };
    assert.deepEqual(seriesOf(read(CONFIG, done)).points, [{ t: TODAY - DAY, v: 41 }]);
    const cut = { query_status: { ...done.query_status, results: { ...results, hasMore: true } } };
    assert.equal(errorOf(read(CONFIG, cut)).kind, 'schema');
    const failed = { query_status: { id: 'a', complete: true, error: true, error_message: 'Unknown field' } };
    assert.deepEqual(errorOf(read(CONFIG, failed, { status: 400 })), {
      kind: 'bad-query',
      detail: 'Unknown field',
    });
    const broken = { query_status: { id: 'a', complete: true, error: true, error_message: null } };
    assert.equal(errorOf(read(CONFIG, broken, { status: 500 })).kind, 'server');
  });

  it('is asked about a project by its number, or about that of the key', () => {
    for (const project of ['7', '@current']) {
      const { url } = askedBy({ ...CONFIG, project }, 'select 1');
      assert.equal(url, `https://eu.posthog.com/api/projects/${project}/query/`);
      assert.ok(sourceSchema().safeParse({ ...CONFIG, project }).success);
    }
    for (const project of [0, '', '7/../8', '@me'])
      assert.equal(sourceSchema().safeParse({ ...CONFIG, project }).success, false, String(project));
  });

  it('counts a day as over only where it was over when the answer was computed', () => {
    const results = [['2026-10-31', 41]];
    const evening = { results, is_cached: true, last_refresh: '2026-11-01T01:00:00Z' };
    assert.equal(seriesOf(read(CONFIG, evening)).unfinishedFrom, TODAY - DAY);
    const midnight = { ...evening, last_refresh: '2026-11-01T05:00:00+00:00' };
    assert.equal(seriesOf(read(CONFIG, midnight)).unfinishedFrom, undefined);
    const number = { results: [[42]], last_refresh: '2026-11-01T01:00:00Z' };
    assert.deepEqual(seriesOf(read(CONFIG, number)).points, [{ t: Date.UTC(2026, 10, 1, 1), v: 42 }]);
    const ahead = { results: [[42]], last_refresh: '2027-01-01T00:00:00Z' };
    assert.deepEqual(seriesOf(read(CONFIG, ahead)).points, [{ t: NOW, v: 42 }]);
  });

  it('never takes a part of the rows for all', () => {
    const error = errorOf(read(CONFIG, { results: [['2026-11-01', 1]], hasMore: true, limit: 1 }));
    assert.ok(error.kind === 'schema' && error.at === '$.hasMore' && /LIMIT/.test(error.detail));
    const rows = (count: number) =>
      Array.from({ length: count }, (_, index) => [(TODAY - index * DAY) / 1000, 1]);
    const union = 'select 1, 2 union all select 3, 4';
    const silent = errorOf(read(CONFIG, { results: rows(100) }, { query: union }));
    assert.ok(silent.kind === 'schema' && silent.at === '$.results' && /LIMIT/.test(silent.detail));
    assert.equal(seriesOf(read(CONFIG, { results: rows(99) }, { query: union })).points.length, 99);
    const limited = read(CONFIG, { results: rows(100) }, { query: `${union} limit 1000` });
    assert.equal(seriesOf(limited).points.length, 100);
    assert.equal(seriesOf(read(CONFIG, { results: rows(100), hasMore: false })).points.length, 100);
  });

  it('says where another shape stands, and until when its limit lasts', () => {
    const shape = errorOf(read(CONFIG, { results: [['2026-11-01', 'many']] }));
    assert.ok(shape.kind === 'schema' && shape.at === '$.results[0]');
    const wide = errorOf(read(CONFIG, { results: [['2026-11-01', 1, 2]] }));
    assert.ok(wide.kind === 'schema' && /3 columns/.test(wide.detail));
    const throttled = {
      type: 'throttled_error',
      code: 'throttled',
      detail: 'Expected available in 30 seconds.',
    };
    const limit = errorOf(read(CONFIG, throttled, { status: 429, headers: { 'retry-after': '30' } }));
    assert.deepEqual(limit, {
      kind: 'rate-limit',
      retryAt: NOW + 30_000,
      detail: 'Expected available in 30 seconds.',
    });
  });
});
