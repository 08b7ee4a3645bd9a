import assert from 'node:assert/strict';
import { groupParseOf, groupRequestOf, type SourceConfig } from '../../../../src/metrics/sources/table';
import { DAY, httpAnswer, metricQuery, NOW } from '../../../support/metricQuery';
import { askedBy, errorOf, read, refusedBy, seriesOf } from '../../../support/sourceContract';

const CONFIG: SourceConfig = { type: 'influxdb', url: 'http://127.0.0.1:8086', database: 'shop' };
const BY_DAY = 'SELECT sum(n) FROM orders WHERE time >= {from} AND time < {to} GROUP BY time(1d)';
const MIDNIGHT = Date.UTC(2026, 10, 1);
const series = (...values: readonly unknown[]) => [{ name: 'orders', columns: ['time', 'sum'], values }];
const body = (...found: readonly unknown[]) => ({
  results: found.map((one, statement_id) => ({ statement_id, series: one })),
});

describe('InfluxDB', () => {
  it('is asked by GET, with the span where the query says so', () => {
    const { url, method } = askedBy({ ...CONFIG, retentionPolicy: 'month' }, BY_DAY);
    const { pathname, searchParams } = new URL(url);
    assert.deepEqual([method, pathname], ['GET', '/query']);
    assert.deepEqual(Object.fromEntries(searchParams), {
      db: 'shop',
      rp: 'month',
      epoch: 'ms',
      q: `SELECT sum(n) FROM orders WHERE time >= ${NOW - 84 * DAY}ms AND time < ${NOW + 1}ms GROUP BY time(1d)`,
    });
  });

  it('is asked for one statement that reads', () => {
    assert.equal(refusedBy(CONFIG, 'DROP DATABASE shop').kind, 'config');
    assert.equal(refusedBy(CONFIG, 'SELECT 1; DROP DATABASE shop').kind, 'config');
    assert.ok(askedBy(CONFIG, "SELECT n FROM a WHERE b = ';';"));
    assert.ok(askedBy(CONFIG, "SELECT sum(a) / sum(b) FROM c WHERE d =~ /^it's$/"));
    assert.ok(askedBy(CONFIG, 'SELECT n FROM "a--b" WHERE "c" = \'\\\'--\''));
  });

  it('is not asked where a comment or a pattern could hide a second statement', () => {
    for (const query of [
      "SELECT n FROM a -- '\n; DROP DATABASE shop -- '",
      "SELECT n FROM a /* ' */; DROP DATABASE shop /* ' */",
      "SELECT n FROM a WHERE b =~ /'/; DROP DATABASE shop -- '/",
      "SELECT n FROM a WHERE b =~ /'/ INTO c WHERE d =~ /'/",
      'SELECT n FROM a -- what follows in the next statement',
    ]) {
      const error = refusedBy(CONFIG, query);
      assert.ok(error.kind === 'config', query);
      assert.equal(
        groupRequestOf(CONFIG, [metricQuery({ query: BY_DAY }), metricQuery({ query })]).ok,
        false,
      );
    }
  });

  it('answers with days, gaps, and a last day that is not over', () => {
    const found = read(CONFIG, body(series([MIDNIGHT - DAY, 12], [MIDNIGHT, null])), { query: BY_DAY });
    assert.deepEqual(seriesOf(found), {
      points: [
        { t: MIDNIGHT - DAY, v: 12 },
        { t: MIDNIGHT, v: null },
      ],
      unfinishedFrom: MIDNIGHT,
    });
    const raw = read(CONFIG, body(series([MIDNIGHT - DAY, 12], [MIDNIGHT, 1])), { query: 'SELECT n FROM a' });
    assert.equal(seriesOf(raw).unfinishedFrom, undefined);
    const text = read(CONFIG, body(series(['2026-10-31T16:31:27.87Z', 12])));
    assert.equal(seriesOf(text).points[0]?.t, Date.UTC(2026, 9, 31, 16, 31, 27, 870));
  });

  it('says errors inside 200 and outside, and what is empty', () => {
    const inside = { results: [{ statement_id: 0, error: 'database not found: nope' }] };
    assert.deepEqual(errorOf(read(CONFIG, inside)), {
      kind: 'bad-query',
      detail: 'database not found: nope',
    });
    const parse = { error: 'error parsing query: found FRM' };
    assert.deepEqual(errorOf(read(CONFIG, parse, { status: 400 })), {
      kind: 'bad-query',
      detail: parse.error,
    });
    assert.equal(errorOf(read(CONFIG, { error: 'authorization failed' }, { status: 401 })).kind, 'auth');
    assert.equal(errorOf(read(CONFIG, { results: [{ statement_id: 0 }] })).kind, 'empty');
    const limit = errorOf(read(CONFIG, '', { status: 429, headers: { 'retry-after': '3' } }));
    assert.ok(limit.kind === 'rate-limit' && limit.retryAt === NOW + 3000);
  });

  it('says the error of an answer as a whole, also inside 200', () => {
    assert.deepEqual(errorOf(read(CONFIG, { error: 'timeout' })), { kind: 'bad-query', detail: 'timeout' });
  });

  it('never takes a part of the values for all', () => {
    const cut = errorOf(read(CONFIG, body([{ ...series([MIDNIGHT, 1])[0], partial: true }])));
    assert.ok(cut.kind === 'schema' && cut.at === '$.results[0].series[0].partial');
  });

  it('says where several series or another shape stand', () => {
    const two = errorOf(read(CONFIG, body([...series([1, 2]), ...series([1, 2])])));
    assert.ok(two.kind === 'schema' && two.at === '$.results[0].series');
    const fields = errorOf(read(CONFIG, body([{ name: 'a', columns: ['time', 'a', 'b'], values: [] }])));
    assert.ok(fields.kind === 'schema' && /2 series/.test(fields.detail));
    const shape = errorOf(read(CONFIG, { results: 'none' }));
    assert.ok(shape.kind === 'schema' && shape.at === '$.results');
  });

  it('is asked for several at once, and an error belongs to its statement', () => {
    const queries = ['SELECT a FROM b', 'SELECT nope'].map((query) => metricQuery({ query }));
    const request = groupRequestOf(CONFIG, queries);
    assert.ok(request.ok && request.value.via === 'http');
    assert.equal(new URL(request.value.http.url).searchParams.get('q'), 'SELECT a FROM b;\nSELECT nope');
    const answer = {
      results: [
        { statement_id: 1, error: 'no' },
        { statement_id: 0, series: series([NOW, 4]) },
      ],
    };
    const parsed = groupParseOf(CONFIG, queries, httpAnswer(answer));
    assert.ok(parsed.ok);
    assert.deepEqual(
      parsed.value.map((found) => (found.ok ? found.value.points[0]?.v : found.error.kind)),
      [4, 'bad-query'],
    );
    const long = Array.from({ length: 20 }, () => metricQuery({ query: `SELECT ${'a'.repeat(1000)}` }));
    assert.equal(groupRequestOf(CONFIG, long).ok, false);
  });
});
