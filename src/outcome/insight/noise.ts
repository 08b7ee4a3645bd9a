import { at, type Vector, vectorOf } from './vectors';

/**
 * A way in which days hang together. `persistent`: AR(1), the correlation of neighbours; `wandering`: white noise
 * around a random walk, the variance of the walk's step as a multiple of the noise's.
 */
export interface Noise {
  readonly kind: 'persistent' | 'wandering';
  readonly value: number;
  /** Probability before any data; those of a grid add up to 1. */
  readonly prior: number;
}

/** Prior sd of a linear drift per 28 rows, in σ; each as likely as the others, 0 being none. */
export const DRIFTS: readonly number[] = [0, 0.5, 2];
/** Rows that drift is measured by. */
export const DRIFT_ROWS = 28;

/** A noise model on given rows. */
export interface Whitener {
  /** Half the logarithm of the determinant of the covariance, in units of σ². */
  readonly halfLogDet: number;
  /** The same of the rows up to this one. */
  halfLogDetUpTo(row: number): number;
  /** Turns a column so that what was this noise becomes white with the same σ. */
  whiten(column: Vector): Vector;
}

/**
 * Half of the probability on AR(1), by 1/√(1−ρ²) over an uneven grid, half of it evenly on the random walks.
 * @param correlations ascending, at least two, each in [0, 1)
 */
export function noiseGrid(correlations: readonly number[], walks: readonly number[]): readonly Noise[] {
  const last = correlations.length - 1;
  const weights = correlations.map((value, index) => {
    const below = correlations[Math.max(0, index - 1)] ?? value;
    const above = correlations[Math.min(last, index + 1)] ?? value;
    const width = (above - below) / (index === 0 || index === last ? 1 : 2);
    return width / Math.sqrt(1 - value * value);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return [
    ...correlations.map((value, index): Noise => {
      return { kind: 'persistent', value, prior: (weights[index] ?? 0) / total / 2 };
    }),
    ...walks.map((value): Noise => ({ kind: 'wandering', value, prior: 1 / (2 * walks.length) })),
  ];
}

/**
 * @param gaps days from the row before to each row; the first counts for nothing. With 1 everywhere this is the
 * usual model of neighbouring rows.
 */
export function whitenerOf({ kind, value }: Noise, gaps: Vector): Whitener {
  return kind === 'persistent' ? persistent(value, gaps) : wandering(value, gaps);
}

function persistent(correlation: number, gaps: Vector): Whitener {
  const carried = vectorOf(gaps.length, (index) => (index === 0 ? 0 : correlation ** at(gaps, index)));
  const scale = carried.map((one) => 1 / Math.sqrt(1 - one * one));
  return {
    ...determinants(scale),
    whiten: (column) => {
      const white = new Float64Array(column.length);
      let before = 0;
      for (let index = 0; index < column.length; index += 1) {
        const value = at(column, index);
        white[index] = (value - at(carried, index) * before) * at(scale, index);
        before = value;
      }
      return white;
    },
  };
}

/** The innovations of a Kalman filter of the walk. */
function wandering(step: number, gaps: Vector): Whitener {
  const gain = new Float64Array(gaps.length);
  const scale = new Float64Array(gaps.length);
  let variance = step;
  for (let index = 0; index < gaps.length; index += 1) {
    const total = variance + 1;
    gain[index] = variance / total;
    scale[index] = 1 / Math.sqrt(total);
    variance = variance / total + step * (index + 1 < gaps.length ? at(gaps, index + 1) : 1);
  }
  return {
    ...determinants(scale),
    whiten: (column) => {
      const white = new Float64Array(column.length);
      let level = 0;
      for (let index = 0; index < column.length; index += 1) {
        const surprise = at(column, index) - level;
        level += at(gain, index) * surprise;
        white[index] = surprise * at(scale, index);
      }
      return white;
    },
  };
}

/** @param scale one over the sd that each row has once those before it are known, in σ */
function determinants(scale: Vector): Pick<Whitener, 'halfLogDet' | 'halfLogDetUpTo'> {
  let sum = 0;
  const sums = scale.map((one) => {
    sum -= Math.log(one);
    return sum;
  });
  return { halfLogDet: sum, halfLogDetUpTo: (row) => at(sums, row) };
}
