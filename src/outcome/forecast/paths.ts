import { at, type Vector } from '../insight/vectors';
import type { Theta } from './theta';

const PATHS = 1000;
const BLOCK = 7;
const SEED = 20_261_001;

/**
 * Standard deviations of sums of steps ahead: what was missed before happens again, in blocks of a week, in a thousand
 * futures, the same ones in every run.
 * @param rows how many the forecast is made of
 * @param first step that the sums begin with, from 1
 * @returns of the sum from `first` to each step up to `last`: the last one is that of them all
 */
export function sdOfSums(theta: Theta, rows: number, first: number, last: number): Vector {
  const { smoothing, season } = theta;
  const errors = centred(smoothing.errors);
  const block = Math.min(BLOCK, errors.length);
  const random = fixedRandom(SEED);
  const count = Math.max(0, last - first + 1);
  const sums = new Float64Array(count * PATHS);
  for (let path = 0; path < PATHS; path += 1) {
    let [level, sum, start] = [0, 0, 0];
    for (let step = 1; step <= last; step += 1) {
      const inBlock = (step - 1) % block;
      if (inBlock === 0) start = Math.floor(random() * (errors.length - block + 1));
      const error = at(errors, start + inBlock);
      if (step >= first) {
        sum += season.factor(rows + step - 1) * (level + error);
        sums[(step - first) * PATHS + path] = sum;
      }
      level += smoothing.alpha * error;
    }
  }
  // Two constants were fitted to the errors.
  const freedom = errors.length / Math.max(1, errors.length - 2);
  return Float64Array.from({ length: count }, (_, index) => {
    const spread = centred(sums.subarray(index * PATHS, (index + 1) * PATHS));
    const squares = spread.reduce((total, value) => total + value * value, 0) / PATHS;
    return Math.sqrt(squares * freedom);
  });
}

function centred(values: Vector): Vector {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/** Mulberry32: numbers in [0, 1), the same after the same seed. */
function fixedRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
