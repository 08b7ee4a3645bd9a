import assert from 'node:assert/strict';
import { fileSource } from '../../../../src/metrics/sources/file';
import { metricQuery } from '../../../support/metricQuery';

const CSV = 'date,value,paid\n2026-10-31,41,1\n2026-11-01,42,2\n';
const DAYS = [Date.UTC(2026, 9, 31, 5), Date.UTC(2026, 10, 1, 5)];
const values = (first: number, second: number) => ({
  ok: true,
  value: {
    points: [
      { t: DAYS[0], v: first },
      { t: DAYS[1], v: second },
    ],
  },
});
const text = (path: string, content: string) => ({ via: 'file' as const, path, text: content });

describe('a file source', () => {
  it('asks for the file that the query names', () => {
    const request = fileSource.request({ type: 'file' }, metricQuery({ query: ' metrics/signups.csv ' }));
    assert.deepEqual(request, { ok: true, value: { via: 'file', path: 'metrics/signups.csv' } });
  });

  it('asks for its own file where it has one', () => {
    const request = fileSource.request({ type: 'file', path: 'metrics.csv' }, metricQuery({ query: 'paid' }));
    assert.deepEqual(request, { ok: true, value: { via: 'file', path: 'metrics.csv' } });
  });

  it('can not ask for nothing', () => {
    const request = fileSource.request({ type: 'file' }, metricQuery({ query: ' ' }));
    assert.ok(!request.ok && request.error.kind === 'config');
  });

  it('reads CSV by the days of the time zone', () => {
    const query = metricQuery({ query: 'a.csv' });
    assert.deepEqual(fileSource.parse({ type: 'file' }, query, text('a.csv', CSV)), values(41, 42));
  });

  it('takes the column that select, or the query into its own file, names', () => {
    const selected = { type: 'file', select: 'paid' } as const;
    assert.deepEqual(
      fileSource.parse(selected, metricQuery({ query: 'a.csv' }), text('a.csv', CSV)),
      values(1, 2),
    );
    const own = { type: 'file', path: 'a.csv' } as const;
    assert.deepEqual(fileSource.parse(own, metricQuery({ query: 'paid' }), text('a.csv', CSV)), values(1, 2));
    assert.deepEqual(fileSource.parse(own, metricQuery({ query: '' }), text('a.csv', CSV)), values(41, 42));
  });

  it('reads JSON, whole or by JMESPath', () => {
    const points = [
      { date: '2026-10-31', value: 41, kb: 1 },
      { date: '2026-11-01', value: 42, kb: 2 },
    ];
    const query = metricQuery({ query: 'a.JSON' });
    assert.deepEqual(
      fileSource.parse({ type: 'file' }, query, text('a.JSON', JSON.stringify(points))),
      values(41, 42),
    );
    const own = { type: 'file', path: 'a.json' } as const;
    const into = metricQuery({ query: 'runs[].{t: date, v: kb}' });
    assert.deepEqual(
      fileSource.parse(own, into, text('a.json', JSON.stringify({ runs: points }))),
      values(1, 2),
    );
  });

  for (const [path, content, kind] of [
    ['a.json', '', 'empty'],
    ['a.json', '[]', 'empty'],
    ['a.json', '{"rows":', 'schema'],
    ['a.json', '{"rows":[]}', 'schema'],
    ['a.csv', '', 'empty'],
    ['a.csv', 'date,value\n2026-11-01,NaN', 'empty'],
    ['a.csv', 'It was a dark and stormy night.\nThe rain fell.', 'schema'],
  ] as const) {
    it(`says ${kind} for ${JSON.stringify(content)} in ${path}`, () => {
      const series = fileSource.parse({ type: 'file' }, metricQuery({ query: path }), text(path, content));
      assert.ok(!series.ok);
      assert.equal(series.error.kind, kind);
    });
  }
});
