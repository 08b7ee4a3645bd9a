import { at, type Vector } from '../insight/vectors';
import type { Theta } from './theta';

const PATHS = 1000;
const BLOCK = 7;
const SEED = 20_261_001;

/**
 * Standard deviation of the sum of some steps ahead: what was missed before happens again, in blocks of a week, in a
 * thousand futures, the same ones in every run.
 * @param counted whether a step, from 1, is part of the sum
 */
export function sdOfSum(
  theta: Theta,
  rows: number,
  ahead: number,
  counted: (step: number) => boolean,
): number {
  const { smoothing, season } = theta;
  const errors = centred(smoothing.errors);
  const block = Math.min(BLOCK, errors.length);
  const random = fixedRandom(SEED);
  const sums = new Float64Array(PATHS);
  for (let path = 0; path < PATHS; path += 1) {
    let [level, sum, start] = [0, 0, 0];
    for (let step = 1; step <= ahead; step += 1) {
      const inBlock = (step - 1) % block;
      if (inBlock === 0) start = Math.floor(random() * (errors.length - block + 1));
      const error = at(errors, start + inBlock);
      if (counted(step)) sum += season.factor(rows + step - 1) * (level + error);
      level += smoothing.alpha * error;
    }
    sums[path] = sum;
  }
  const spread = centred(sums);
  const squares = spread.reduce((total, value) => total + value * value, 0) / PATHS;
  // Two constants were fitted to the errors.
  return Math.sqrt((squares * errors.length) / Math.max(1, errors.length - 2));
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
