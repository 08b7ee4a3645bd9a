import assert from 'node:assert/strict';
import { csvPoints, parseCsv } from '../../../src/metrics/csv';

const NOW = 1_795_451_485_000;
const DAY_1 = Date.UTC(2026, 10, 1);
const DAY_2 = Date.UTC(2026, 10, 2);
const context = { at: '$', timezone: 'UTC', now: NOW };

describe('CSV', () => {
  it('is split into rows and cells', () => {
    assert.deepEqual(parseCsv('a,b\r\n1, 2\n\n3,\n'), [
      ['a', 'b'],
      ['1', '2'],
      ['3', ''],
    ]);
  });

  it('may end its lines as any system does', () => {
    assert.deepEqual(parseCsv('a;b\r1,5;2\r'), [
      ['a', 'b'],
      ['1,5', '2'],
    ]);
  });

  it('may quote separators, line breaks and quotes', () => {
    assert.deepEqual(parseCsv('"a, ""b""","c\nd"\n1,2'), [
      ['a, "b"', 'c\nd'],
      ['1', '2'],
    ]);
  });

  it('may be separated by semicolons or tabs', () => {
    assert.deepEqual(parseCsv('a;b\n1;2'), [
      ['a', 'b'],
      ['1', '2'],
    ]);
    assert.deepEqual(parseCsv('a\tb\n1\t2'), [
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('may be empty', () => assert.deepEqual(parseCsv('\n \n'), []));
});

describe('points in CSV', () => {
  const both = {
    ok: true,
    value: [
      { t: DAY_1, v: 1 },
      { t: DAY_2, v: null },
    ],
  };
  const read = (text: string, column?: string) => csvPoints(text, column, context);

  it('need no header', () => assert.deepEqual(read('2026-11-01,1\n2026-11-02,\n'), both));
  it('may have one', () => assert.deepEqual(read('date,value\n2026-11-01,1\n2026-11-02,NaN\n'), both));
  it('may lack cells', () => assert.deepEqual(read('date,value\n2026-11-01,1\n2026-11-02\n'), both));
  it('are found by the names of the columns', () => {
    assert.deepEqual(read('value,note,Date\n1,x,2026-11-01\n,y,2026-11-02\n'), both);
    assert.deepEqual(read('orders,day\n1,2026-11-01\n,2026-11-02\n'), both);
  });
  it('may come from a further column', () => {
    assert.deepEqual(read('date,value,paid\n2026-11-01,7,1\n2026-11-02,8,\n', 'paid'), both);
  });
  it('may be one lone number', () =>
    assert.deepEqual(read('42\n'), { ok: true, value: [{ t: NOW, v: 42 }] }));
  it('may be none', () => assert.deepEqual(read('date,value\n'), { ok: true, value: [] }));

  it('say which row does not fit', () => {
    for (const [text, detail] of [
      ['date,value\n2026-11-01,1\nlater,2', /not a time: "later"/],
      ['date,value\n2026-11-01,1\n2026-11-02,two', /not a number: "two"/],
    ] as const) {
      const points = read(text);
      assert.ok(!points.ok && points.error.kind === 'schema');
      assert.equal(points.error.at, 'row 3');
      assert.match(points.error.detail, detail);
    }
  });

  it('say which columns there are', () => {
    const points = read('date,value\n2026-11-01,1', 'paid');
    assert.deepEqual(points, {
      ok: false,
      error: { kind: 'config', detail: 'No column "paid": it has date, value.' },
    });
    const bare = read('2026-11-01,1', 'paid');
    assert.deepEqual(bare, {
      ok: false,
      error: { kind: 'config', detail: 'No column "paid": it has no header row.' },
    });
  });
});
