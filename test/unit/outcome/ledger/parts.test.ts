import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NumstatReader, parseCounts } from '../../../../src/outcome/ledger/lineBook';
import { parseLedgerMessage } from '../../../../src/outcome/ledger/messageSchema';
import { NO_FILTER } from '../../../../src/outcome/ledger/panelFilter';
import { periodAt, periodsOf } from '../../../../src/outcome/ledger/periods';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

describe('lines as git counts them', () => {
  const output = `\x01${A}\0\n3\t1\tone\0-\t-\tbinary\x002\t0\ttwo\nlines\0\x01${B}\0`;

  it('are added up for each commit, in whatever pieces they come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(output.length), { maxLength: 5 }), (cuts) => {
        const reader = new NumstatReader();
        const places = [0, ...cuts.toSorted((a, b) => a - b), output.length];
        places.slice(1).forEach((to, at) => {
          reader.push(output.slice(places[at], to));
        });
        assert.deepEqual(
          [...reader.end()],
          [
            [A, 6],
            [B, 0],
          ],
        );
      }),
    );
  });

  it('are read from what was kept, without what makes no sense', () => {
    const text = `${A} 12\nnonsense\n${B} -1\n${B} 7\n${A}`;
    assert.deepEqual(
      [...parseCounts(text)],
      [
        [A, 12],
        [B, 7],
      ],
    );
    assert.deepEqual([...parseCounts(undefined)], []);
  });
});

describe('periods of a chart', () => {
  const DAY = 86_400_000;
  const times = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
  const zones = fc.constantFrom('UTC', 'America/Chicago', 'Asia/Kathmandu', 'Pacific/Apia');

  it('hold the whole span without a gap, and are few enough to draw', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 90 * 365 * DAY }), zones, (from, length, zone) => {
        const periods = periodsOf(from, from + length, zone);
        const { starts } = periods;
        assert.ok((starts[0] ?? 0) <= from && (starts.at(-1) ?? 0) >= from + length);
        for (let at = 1; at < starts.length; at += 1) assert.ok((starts[at] ?? 0) > (starts[at - 1] ?? 0));
        assert.ok(starts.length <= 110, String(starts.length));
        assert.equal(periodAt(periods, from), 0);
        for (const [at, start] of starts.slice(0, -1).entries()) {
          assert.equal(periodAt(periods, start), at);
          assert.equal(periodAt(periods, (starts[at + 1] ?? 0) - 1), at);
        }
        assert.equal(periodAt(periods, (starts[0] ?? 0) - 1), -1);
        assert.equal(periodAt(periods, starts.at(-1) ?? 0), -1);
      }),
    );
  });

  it('begin where people begin to count', () => {
    const unit = (days: number): string => periodsOf(0, days * DAY, 'UTC').unit;
    assert.deepEqual([30, 92, 365 * 3, 365 * 20, 365 * 40].map(unit), [
      'day',
      'week',
      'month',
      'quarter',
      'year',
    ]);
    const [monday = 0] = periodsOf(Date.UTC(2026, 9, 1), Date.UTC(2027, 0, 1), 'UTC').starts;
    assert.equal(new Date(monday).toISOString().slice(0, 10), '2026-09-28');
  });
});

describe('messages of the ledger panel', () => {
  it('are understood as the panel writes them', () => {
    for (const message of [
      { type: 'ready' },
      { type: 'filter', filter: NO_FILTER },
      { type: 'rows', list: 3, start: 999_950, count: 50 },
      { type: 'open', id: A },
      { type: 'export' },
      { type: 'stop' },
      { type: 'run', action: 'manageTrust' },
    ])
      assert.deepEqual(parseLedgerMessage(message), message);
  });

  it('are nothing where they are anything else', () => {
    for (const message of [
      undefined,
      { type: 'rows', list: 0, start: 0, count: 100_000 },
      { type: 'rows', list: 0, start: -1, count: 1 },
      { type: 'rows', list: 0, start: 0.5, count: 1 },
      { type: 'open', id: '--output=x' },
      { type: 'open', id: 'HEAD' },
      { type: 'filter', filter: { ...NO_FILTER, text: 'one\ntwo' } },
      { type: 'filter', filter: { ...NO_FILTER, author: 'Ada' } },
      { type: 'filter', filter: { ...NO_FILTER, path: 'x'.repeat(2000) } },
      { type: 'run', action: 'quit' },
      { type: 'export', path: '/etc/passwd' },
    ])
      assert.equal(parseLedgerMessage(message), undefined, JSON.stringify(message));
  });
});
