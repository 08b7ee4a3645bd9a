import type { DaysLeftOut } from '../../okr/model';
import { isLeftOut } from '../impact/cuts';
import type { Samples } from '../insight/samples';
import { at, type Vector } from '../insight/vectors';

/** The newest rows of a metric without a gap. */
export interface EvenRows {
  readonly values: Vector;
  readonly firstSlot: number;
  readonly lastSlot: number;
  /** Rows whose value had to be put in. */
  readonly missing: number;
}

/** Of values without a trend, beside them. */
const ROUNDING = 1e-12;

/**
 * A row without a value, or of a day that is left out, takes the mean of the nearest rows of its season class to both
 * sides, so that weekdays stay weekdays.
 * @param from first slot that may count
 */
export function evenRows(
  samples: Samples,
  from: number,
  period: number,
  leaveOut?: readonly DaysLeftOut[],
): EvenRows | undefined {
  const { slots, values } = samples;
  const known = new Map(
    slots.flatMap((slot, index) =>
      slot >= from && !isLeftOut(slot, samples, leaveOut) ? [[slot, values[index] ?? 0] as const] : [],
    ),
  );
  const firstSlot = known.keys().next().value;
  const lastSlot = [...known.keys()].at(-1);
  if (firstSlot === undefined || lastSlot === undefined) return undefined;
  const even = new Float64Array(lastSlot - firstSlot + 1);
  let missing = 0;
  for (let row = 0; row < even.length; row += 1) {
    const value = known.get(firstSlot + row);
    if (value === undefined) missing += 1;
    even[row] = value ?? between(known, firstSlot + row, firstSlot, lastSlot, period);
  }
  return { values: even, firstSlot, lastSlot, missing };
}

function between(
  known: ReadonlyMap<number, number>,
  slot: number,
  first: number,
  last: number,
  period: number,
): number {
  for (const step of period > 1 ? [period, 1] : [1]) {
    const before = nearest(known, slot, -step, first, last);
    const after = nearest(known, slot, step, first, last);
    if (before !== undefined && after !== undefined) return (before + after) / 2;
    if (before !== undefined || after !== undefined) return before ?? after ?? 0;
  }
  return 0;
}

function nearest(
  known: ReadonlyMap<number, number>,
  slot: number,
  step: number,
  first: number,
  last: number,
): number | undefined {
  for (let one = slot + step; one >= first && one <= last; one += step) {
    const value = known.get(one);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Mean of the newest rows. */
export function lately(values: Vector, count: number): number {
  const newest = values.subarray(Math.max(0, values.length - count));
  return newest.reduce((sum, value) => sum + value, 0) / newest.length;
}

/** Least-squares slope per row of the newest rows; 0 where there is only one. */
export function latelyTrend(values: Vector, count: number): number {
  const newest = values.subarray(Math.max(0, values.length - count));
  const middle = (newest.length - 1) / 2;
  let [products, squares] = [0, 0];
  for (let row = 0; row < newest.length; row += 1) {
    products += (row - middle) * at(newest, row);
    squares += (row - middle) ** 2;
  }
  const level = newest.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // What is left of equal values that were added and taken away is no trend.
  return Math.abs(products) <= ROUNDING * level * squares ? 0 : products / squares;
}
