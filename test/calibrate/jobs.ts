import type { Bar } from './bar';
import { neighbourBars, oddBars, powerBars, quietBars } from './effectBars';
import { chanceBars } from './forecastBars';
import { harmBars, quietWatchBars } from './watchBars';

/**
 * What is measured, in the order of the table, cut so that cores share it. Seeds were chosen once, by counting, before
 * any of it was run.
 */
export const JOBS: readonly (() => Bar[])[] = [
  ...designs([14, 7], [28, 14], [28, 28], [56, 28]).map(
    (design, index) => () => quietBars(10_000, 1000 + 100 * index, [design]),
  ),
  ...designs([28, 14], [28, 28], [56, 28]).map(
    (design, index) => () => oddBars(4000, 2000 + 100 * index, [design]),
  ),
  () => powerBars(4000, 3000),
  () => neighbourBars(10_000, 4000),
  () => quietWatchBars(1000, 5000, [28]),
  () => quietWatchBars(1000, 5100, [56]),
  () => harmBars(600, 6000),
  () => chanceBars(500, 7000),
];

function designs(...pairs: readonly (readonly [number, number])[]) {
  return pairs.map(([before, after]) => ({ before, after }));
}
