import type { Columns } from './columns';
import { SecondLines } from './secondLines';
import { type Sliced, STEPS_PER_SLICE } from './slices';

const DIGIT = 0x1_0000;

/**
 * Rows by the time of commit, newest first; of one second, what was made on another before that other, then by id. The
 * same commits give the same order, however they came to be known. A radix sort over 32-bit seconds: two passes, each
 * linear.
 */
export function* newestFirst(columns: Columns, rows: Uint32Array): Sliced<Uint32Array> {
  const { committed } = columns.data;
  const low = yield* pass(rows, (row) => 0xffff - ((committed[row] ?? 0) & 0xffff));
  const sorted = yield* pass(low, (row) => 0xffff - ((committed[row] ?? 0) >>> 16));
  let lines: SecondLines | undefined;
  let steps = 0;
  for (let start = 0; start < sorted.length; ) {
    steps += 1;
    if (steps % STEPS_PER_SLICE === 0) yield;
    let end = start + 1;
    const time = committed[sorted[start] ?? 0];
    while (end < sorted.length && committed[sorted[end] ?? 0] === time) end += 1;
    if (end - start > 1) {
      lines ??= new SecondLines(columns);
      sortSecond(columns, sorted.subarray(start, end), lines);
    }
    start = end;
  }
  return sorted;
}

function* pass(rows: Uint32Array, digitOf: (row: number) => number): Sliced<Uint32Array> {
  const starts = new Uint32Array(DIGIT + 1);
  for (let i = 0; i < rows.length; i += 1) {
    if (i % STEPS_PER_SLICE === 0) yield;
    const next = digitOf(rows[i] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let digit = 1; digit <= DIGIT; digit += 1) {
    starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
  }
  const sorted = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) {
    if (i % STEPS_PER_SLICE === 0) yield;
    const row = rows[i] ?? 0;
    const digit = digitOf(row);
    const at = starts[digit] ?? 0;
    sorted[at] = row;
    starts[digit] = at + 1;
  }
  return sorted;
}

function sortSecond(columns: Columns, rows: Uint32Array, lines: SecondLines): void {
  rows.sort((a, b) => lines.lengthOf(b) - lines.lengthOf(a) || byId(columns, a, b));
}

function byId(columns: Columns, a: number, b: number): number {
  const { idWords } = columns;
  const { ids } = columns.data;
  for (let i = 0; i < idWords; i += 1) {
    const difference = (ids[a * idWords + i] ?? 0) - (ids[b * idWords + i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
