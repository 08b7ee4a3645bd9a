import type { Columns } from './columns';
import type { Sliced } from './slices';

const DIGIT = 0x1_0000;

/**
 * Rows by the time of commit, newest first; of one second, by id. The same commits give the same order, however they
 * came to be known. A radix sort over 32-bit seconds: two passes, each linear.
 */
export function* newestFirst(columns: Columns, rows: Uint32Array): Sliced<Uint32Array> {
  const { committed } = columns.data;
  const low = pass(rows, (row) => 0xffff - ((committed[row] ?? 0) & 0xffff));
  yield;
  const sorted = pass(low, (row) => 0xffff - ((committed[row] ?? 0) >>> 16));
  yield;
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    const time = committed[sorted[start] ?? 0];
    while (end < sorted.length && committed[sorted[end] ?? 0] === time) end += 1;
    if (end - start > 1) sorted.subarray(start, end).sort((a, b) => byId(columns, a, b));
    start = end;
  }
  return sorted;
}

function pass(rows: Uint32Array, digitOf: (row: number) => number): Uint32Array {
  const starts = new Uint32Array(DIGIT + 1);
  for (const row of rows) {
    const next = digitOf(row) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let digit = 1; digit <= DIGIT; digit += 1) {
    starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
  }
  const sorted = new Uint32Array(rows.length);
  for (const row of rows) {
    const digit = digitOf(row);
    const at = starts[digit] ?? 0;
    sorted[at] = row;
    starts[digit] = at + 1;
  }
  return sorted;
}

function byId(columns: Columns, a: number, b: number): number {
  const { idBytes } = columns;
  const { ids } = columns.data;
  for (let i = 0; i < idBytes; i += 1) {
    const difference = (ids[a * idBytes + i] ?? 0) - (ids[b * idBytes + i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
