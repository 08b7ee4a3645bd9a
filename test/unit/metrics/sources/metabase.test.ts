import assert from 'node:assert/strict';
import type { SourceConfig } from '../../../../src/metrics/sources/table';
import { DAY, NOW } from '../../../support/metricQuery';
import { askedBy, errorOf, read, refusedBy, seriesOf, valuesOf } from '../../../support/sourceContract';

const CONFIG: SourceConfig = { type: 'metabase', url: 'https://metabase.example.com' };
const UUID = '0a1b2c3d-0000-4000-8000-0123456789ab';
const TODAY = Date.UTC(2026, 10, 1, 5);

describe('Metabase', () => {
  it('is asked for a card by its number, and for a shared one by its uuid', () => {
    const request = askedBy(CONFIG, ' 42 ');
    assert.deepEqual(
      [request.method, request.url],
      ['POST', 'https://metabase.example.com/api/card/42/query/json'],
    );
    assert.deepEqual(request.headers, { 'content-type': 'application/x-www-form-urlencoded' });
    assert.equal(request.body, 'format_rows=false');
    const shared = askedBy({ ...CONFIG, public: true }, UUID);
    assert.equal(shared.method, 'GET');
    const path = `/api/public/card/${UUID}/query/json`;
    assert.equal(shared.url, `https://metabase.example.com${path}?format_rows=false`);
    assert.equal(refusedBy(CONFIG, '42/../../user').kind, 'config');
    assert.equal(refusedBy({ ...CONFIG, public: true }, '42').kind, 'config');
  });

  it('answers with rows, of which it finds the day and the number', () => {
    const rows = [
      { orders: 12, day: '2026-10-31' },
      { orders: null, day: '2026-11-01' },
    ];
    const series = seriesOf(read(CONFIG, rows));
    assert.deepEqual(series.points, [
      { t: TODAY - DAY, v: 12 },
      { t: TODAY, v: null },
    ]);
    assert.equal(series.unfinishedFrom, TODAY);
    assert.deepEqual(valuesOf(read(CONFIG, [{ count: 42 }])), [42]);
    assert.equal(errorOf(read(CONFIG, [])).kind, 'empty');
  });

  it('finds the columns also where the first row has gaps', () => {
    const rows = [
      { note: null, day: '2026-10-31', orders: null },
      { note: 'sale', day: '2026-11-01', orders: 3 },
    ];
    assert.deepEqual(valuesOf(read(CONFIG, rows)), [null, 3]);
    const none = [{ day: '2026-10-31', orders: null }];
    assert.equal(errorOf(read(CONFIG, none)).kind, 'empty');
  });

  it('wants the columns named where there are several', () => {
    const rows = [{ day: '2026-11-01', orders: 1, visits: 2 }];
    const error = errorOf(read(CONFIG, rows));
    assert.ok(error.kind === 'schema' && /day, orders, visits/.test(error.detail));
    assert.deepEqual(valuesOf(read({ ...CONFIG, date: 'day', value: 'visits' }, rows)), [2]);
    const missing = errorOf(read({ ...CONFIG, value: 'sales' }, rows));
    assert.ok(missing.kind === 'schema' && /no column sales/.test(missing.detail));
    const undated = errorOf(read(CONFIG, [{ orders: 1 }, { orders: 2 }]));
    assert.ok(undated.kind === 'schema' && /no column of dates/.test(undated.detail));
  });

  it('never takes one of several rows of a day for the day', () => {
    const rows = [
      { day: '2026-11-01', country: 'de', n: 1 },
      { day: '2026-11-01', country: 'fr', n: 2 },
    ];
    const error = errorOf(read(CONFIG, rows));
    assert.ok(error.kind === 'schema' && error.at === '$[1]');
  });

  it('says where a row is wrong', () => {
    const error = errorOf(
      read(CONFIG, [
        { day: '2026-11-01', n: 1 },
        { day: '2026-11-02', n: 'many' },
      ]),
    );
    assert.ok(error.kind === 'schema' && error.at === '$[1]');
  });

  it('says the errors of a card that failed, whatever the status', () => {
    for (const status of [200, 202]) {
      const failed = { status: 'failed', error: 'Table not found', row_count: 0 };
      assert.deepEqual(errorOf(read(CONFIG, failed, { status })), {
        kind: 'bad-query',
        detail: 'Table not found',
      });
    }
    const refused = { status: 'failed', error: '', message: 'Card 42 is archived' };
    assert.deepEqual(errorOf(read(CONFIG, refused)), { kind: 'bad-query', detail: 'Card 42 is archived' });
    // Rows were on their way already when the query failed.
    const broken =
      '[{"day":"2026-10-31","n":1}{"database_id":1,"status":"failed","error":"no \\"n\\" here","row_count":0}';
    assert.deepEqual(errorOf(read(CONFIG, broken)), { kind: 'bad-query', detail: 'no "n" here' });
    assert.equal(errorOf(read(CONFIG, '[{"error":"a value"},')).kind, 'schema');
    assert.equal(errorOf(read(CONFIG, 'Unauthenticated', { status: 401 })).kind, 'auth');
    assert.equal(errorOf(read(CONFIG, 'Not found.', { status: 404 })).kind, 'not-found');
    const limit = errorOf(read(CONFIG, 'Too many', { status: 429, headers: { 'retry-after': '5' } }));
    assert.ok(limit.kind === 'rate-limit' && limit.retryAt === NOW + 5000);
  });
});
