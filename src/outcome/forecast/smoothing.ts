import { at, type Vector } from '../insight/vectors';

/** Simple exponential smoothing with the constants that leave the least squares. */
export interface Smoothing {
  /** Weight of the newest value, 0.0001…0.9999. */
  readonly alpha: number;
  readonly firstLevel: number;
  /** Level behind the last value. */
  readonly level: number;
  /** What each value was above the level before it. */
  readonly errors: Vector;
  readonly squares: number;
}

const LEAST = 1e-4;
const MOST = 0.9999;
const GRID = 60;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const CLOSE = 1e-9;

/** @param values at least two */
export function smoothing(values: Vector): Smoothing {
  const grid = Array.from({ length: GRID + 1 }, (_, index) => LEAST + ((MOST - LEAST) * index) / GRID);
  const best = grid.reduce(
    (found, alpha, index) => {
      const { squares } = smoothed(values, alpha);
      return squares < found.squares ? { index, squares } : found;
    },
    { index: 0, squares: Number.POSITIVE_INFINITY },
  ).index;
  let low = grid[Math.max(0, best - 1)] ?? LEAST;
  let high = grid[Math.min(GRID, best + 1)] ?? MOST;
  // Golden section between the neighbours of the best of the grid.
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atLeft, atRight] = [smoothed(values, left).squares, smoothed(values, right).squares];
  while (high - low > CLOSE) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = smoothed(values, left).squares;
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = smoothed(values, right).squares;
    }
  }
  const ends = [smoothed(values, LEAST), smoothed(values, (low + high) / 2), smoothed(values, MOST)];
  return ends.reduce((least, one) => (one.squares < least.squares ? one : least));
}

/** For one alpha the errors are linear in the first level, so that the best one is known at once. */
function smoothed(values: Vector, alpha: number): Smoothing {
  let level = at(values, 0);
  let share = 1;
  let [products, weights] = [0, 0];
  for (let index = 0; index < values.length; index += 1) {
    const error = at(values, index) - level;
    products += error * share;
    weights += share * share;
    level += alpha * error;
    share *= 1 - alpha;
  }
  const firstLevel = at(values, 0) + products / weights;
  const errors = new Float64Array(values.length);
  level = firstLevel;
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) {
    const error = at(values, index) - level;
    errors[index] = error;
    squares += error * error;
    level += alpha * error;
  }
  return { alpha, firstLevel, level, errors, squares };
}
