import assert from 'node:assert/strict';
import type { LedgerRow } from '../../../src/outcome/ledger/view';
import { readLedgerUiState } from '../../../src/webview/ledgerUiState';
import { RowCache } from '../../../src/webview/rowCache';

const rows = (start: number, count: number, subject?: string): LedgerRow[] =>
  Array.from({ length: count }, (_, at) => ({
    id: String(start + at),
    short: '',
    tags: [],
    release: '',
    released: false,
    author: '',
    date: '',
    moment: '',
    ...(subject === undefined ? {} : { subject }),
  }));

describe('the rows that the table has', () => {
  it('are asked for in blocks, until each has its subject', () => {
    const cache = new RowCache();
    cache.follow(1, false);
    assert.deepEqual(cache.missing(60, 20, 1000), { start: 50, count: 50 });
    cache.put(1, 50, rows(50, 50));
    assert.deepEqual(cache.missing(60, 20, 1000), { start: 50, count: 50 });
    cache.put(1, 50, rows(50, 50, 'x'));
    assert.equal(cache.missing(60, 20, 1000), undefined);
    assert.deepEqual(cache.missing(95, 20, 110), { start: 50, count: 60 });
  });

  it('stay until those of the next list come, but are asked for again', () => {
    const cache = new RowCache();
    cache.follow(1, false);
    cache.put(1, 0, rows(0, 50, 'x'));
    cache.follow(2, true);
    assert.equal(cache.get(3)?.id, '3');
    assert.deepEqual(cache.missing(0, 10, 50), { start: 0, count: 50 });
    assert.equal(cache.put(1, 0, rows(100, 50, 'late')), false);
    assert.equal(cache.put(2, 0, rows(200, 20, 'y')), true);
    assert.equal(cache.get(3)?.id, '203');
    assert.equal(cache.get(30), undefined);
  });

  it('do not stay where the next list is of something else', () => {
    const cache = new RowCache();
    cache.follow(1, false);
    cache.put(1, 0, rows(0, 50, 'x'));
    cache.follow(2, false);
    assert.equal(cache.get(3), undefined);
  });

  it('are not kept without end, and those that came last are', () => {
    const cache = new RowCache();
    cache.follow(1, false);
    for (let start = 0; start < 5000; start += 50) cache.put(1, start, rows(start, 50, 'x'));
    assert.equal(cache.get(0), undefined);
    assert.equal(cache.get(4999)?.id, '4999');
    assert.equal(cache.missing(4000, 900, 5000), undefined);
  });
});

describe('what the ledger panel remembers', () => {
  it('is read from whatever was kept', () => {
    assert.deepEqual(readLedgerUiState({ top: 12.5, active: 3 }), { top: 12.5, active: 3 });
    for (const odd of [
      undefined,
      null,
      'x',
      7,
      [],
      { top: 'x', active: -1 },
      { top: Number.NaN, active: Number.POSITIVE_INFINITY },
    ])
      assert.deepEqual(readLedgerUiState(odd), { top: 0, active: 0 });
  });
});
