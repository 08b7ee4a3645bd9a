import assert from 'node:assert/strict';
import type { SourceConfig } from '../../../../src/metrics/sources/table';
import { DAY, NOW } from '../../../support/metricQuery';
import { askedBy, errorOf, read, seriesOf } from '../../../support/sourceContract';

const CONFIG: SourceConfig = { type: 'clickhouse', url: 'https://click.example.com:8443', database: 'shop' };
const MIDNIGHT = Date.UTC(2026, 10, 1);
const body = (...data: readonly unknown[]) => ({
  meta: [
    { name: 'day', type: 'UInt32' },
    { name: 'count()', type: 'UInt64' },
  ],
  data,
  rows: data.length,
});

describe('ClickHouse', () => {
  it('is asked by GET, by which it refuses to write, and by POST only when told to', () => {
    const { method, url } = askedBy(CONFIG, 'SELECT {from}, {to}');
    assert.equal(method, 'GET');
    assert.deepEqual(Object.fromEntries(new URL(url).searchParams), {
      default_format: 'JSONCompact',
      database: 'shop',
      query: `SELECT ${(NOW - 84 * DAY) / 1000}, ${NOW / 1000}`,
    });
    const long = askedBy(CONFIG, `SELECT ${'a'.repeat(2000)}`);
    assert.equal(long.method, 'POST');
    assert.equal(new URL(long.url).searchParams.get('readonly'), '1');
    assert.match(long.body ?? '', /^SELECT a/);
  });

  it('answers with rows, whose numbers may be text', () => {
    const found = seriesOf(read(CONFIG, body([(MIDNIGHT - DAY) / 1000, '12'], [MIDNIGHT / 1000, '3'])));
    assert.deepEqual(found, {
      points: [
        { t: MIDNIGHT - DAY, v: 12 },
        { t: MIDNIGHT, v: 3 },
      ],
      unfinishedFrom: MIDNIGHT,
    });
    assert.deepEqual(seriesOf(read(CONFIG, body(['42']))).points, [{ t: NOW, v: 42 }]);
    assert.equal(errorOf(read(CONFIG, body())).kind, 'empty');
  });

  const exception = (code: number, text: string): string =>
    `Code: ${code}. DB::Exception: ${text} (version 24.1)\n`;

  it('says exceptions in its own words, whatever the status', () => {
    for (const status of [400, 404, 500]) {
      const error = errorOf(read(CONFIG, exception(62, 'Syntax error'), { status }));
      assert.ok(error.kind === 'bad-query' && /^Syntax error/.test(error.detail));
    }
    const old = 'Code: 62, e.displayText() = DB::Exception: Syntax error: failed at position 1';
    assert.equal(errorOf(read(CONFIG, old, { status: 500 })).kind, 'bad-query');
  });

  it('finds an exception behind rows that had begun to come', () => {
    const half = `{"meta":[],"data":[[1,2],\n${exception(395, 'Value passed to throwIf')}`;
    const error = errorOf(read(CONFIG, half));
    assert.ok(error.kind === 'bad-query' && /throwIf/.test(error.detail), JSON.stringify(error));
    const value = body([NOW / 1000, 1]);
    assert.ok(read(CONFIG, { ...value, note: exception(1, 'only a value') }).ok);
  });

  it('finds an exception inside whole JSON, beside the rows that had come before', () => {
    const half = { ...body([NOW / 1000, 1]), exception: exception(395, 'Value passed to throwIf') };
    for (const status of [200, 500]) {
      const error = errorOf(read(CONFIG, half, { status }));
      assert.ok(error.kind === 'bad-query' && /^Value passed to throwIf \(version/.test(error.detail));
      assert.doesNotMatch(error.detail, /\}/);
    }
  });

  it('tells a password, a right, a limit and a tired server from a bad query', () => {
    const kind = (code: number): string => errorOf(read(CONFIG, exception(code, 'no'), { status: 500 })).kind;
    assert.deepEqual([516, 497, 202, 241].map(kind), ['auth', 'auth', 'rate-limit', 'server']);
    const limit = errorOf(read(CONFIG, '', { status: 429, headers: { 'retry-after': '3' } }));
    assert.ok(limit.kind === 'rate-limit' && limit.retryAt === NOW + 3000);
  });

  it('leaves out the day of which a query with {from} saw only the rest', () => {
    const start = '2026-08-09';
    const rows = body([start, 1], ['2026-08-10', 2]);
    const counted = (query: string) => seriesOf(read(CONFIG, rows, { query })).points.map(({ v }) => v);
    assert.deepEqual(counted('SELECT day, n FROM a WHERE at >= {from}'), [2]);
    assert.deepEqual(counted('SELECT day, n FROM a'), [1, 2]);
  });

  it('never takes one of several rows of a day for the day', () => {
    const twice = errorOf(read(CONFIG, body(['2026-10-31', 1], ['2026-11-01', 2], ['2026-10-31', 3])));
    assert.ok(twice.kind === 'schema' && twice.at === '$.data[2]' && /"2026-10-31"/.test(twice.detail));
  });

  it('says where another shape stands', () => {
    const shape = errorOf(read(CONFIG, { data: [{ day: 1 }] }));
    assert.ok(shape.kind === 'schema' && shape.at === '$.data[0]');
    const text = errorOf(read(CONFIG, body([NOW / 1000, 'many'])));
    assert.ok(text.kind === 'schema' && text.at === '$.data[0]');
  });

  it('reads megabytes of words without hanging', () => {
    assert.equal(errorOf(read(CONFIG, 'Code: 1.'.repeat(500_000), { status: 500 })).kind, 'server');
  });
});
