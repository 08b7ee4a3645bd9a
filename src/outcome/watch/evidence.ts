import { factorOf } from '../insight/cholesky';
import { leastSquares } from '../insight/leastSquares';
import { DRIFT_ROWS, DRIFTS, noiseGrid, type Whitener, whitenerOf } from '../insight/noise';
import { gapsOf, levelColumns } from '../insight/stepDesign';
import { type StudentT, studentT } from '../insight/studentT';
import { at, dot, type Vector, vectorOf } from '../insight/vectors';

/** Days before and since a deployment, with the value of each. */
export interface WatchedRows {
  /** Numbers of the days, ascending; those missing between are gaps. */
  readonly days: readonly number[];
  readonly values: readonly number[];
  /** Index of the first row since the deployment. */
  readonly since: number;
  /** Indices of the first rows after earlier deployments; one without rows on both sides is left out. */
  readonly earlier?: readonly number[];
  readonly period: number;
  /** What would be harm. */
  readonly harm: 'drop' | 'rise';
}

const GRID = noiseGrid([0, 0.2, 0.4, 0.6, 0.8, 0.92], [0.01, 0.1, 1]);
/** Prior sd of a harmful step, in σ; each as likely as the other. */
const STEPS = [0.5, 2];
/** Before the third day nothing is said. */
export const FIRST_LOOK = 3;

/**
 * The evidence for a harmful step, after each row since the deployment, from the third: how much likelier the values
 * are with one than without, averaged over the models of noise and drift. A Bayes factor that is an e-process: with no
 * step, and the noise as the prior has it, the chance that it ever reaches c is at most 1/c. Nothing for a row where
 * no model can say, and none at all where the rows are too few.
 */
export function evidenceOf(rows: WatchedRows): (number | undefined)[] {
  const { days, values, since, period, harm, earlier = [] } = rows;
  const steps = [...new Set(earlier)].filter((start) => start > 0 && start < since);
  const level = [...levelColumns(days, period), ...steps.map((start) => stepColumn(days.length, start))];
  const rest = leastSquares(level)?.solve(Float64Array.from(values)).residuals;
  const size = rest === undefined ? 0 : Math.sqrt(dot(rest, rest) / rest.length);
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  if (rest === undefined || !(size > 1e-12 * most) || !Number.isFinite(size)) return [];
  const sign = harm === 'drop' ? 1 : -1;
  const zero = days[since] ?? 0;
  const columns = [
    vectorOf(days.length, (row) => ((days[row] ?? zero) - zero) / DRIFT_ROWS),
    ...level,
    stepColumn(days.length, since),
    rest.map((value) => (sign * value) / size),
  ];
  const gaps = gapsOf(days);
  const models = GRID.map((noise) =>
    running(Math.log(noise.prior / DRIFTS.length), whitenerOf(noise, gaps), columns),
  );
  const found: (number | undefined)[] = [];
  for (let row = 0; row < days.length; row += 1) {
    for (const model of models) model.add(row);
    if (row < since + FIRST_LOOK - 1) continue;
    const degrees = row + 1 - level.length;
    found.push(degrees < 1 ? undefined : ratioOf(models, degrees));
  }
  return found;
}

function stepColumn(length: number, start: number): Vector {
  return vectorOf(length, (row) => (row >= start ? 1 : 0));
}

interface Running {
  readonly logPrior: number;
  /** Half the logarithm of the covariance's determinant up to the last row added. */
  halfLogDet(): number;
  readonly products: readonly Vector[];
  add(row: number): void;
}

/** Noise is whitened from the past on, so that the products of one day are those of the day before and a bit more. */
function running(logPrior: number, whitener: Whitener, columns: readonly Vector[]): Running {
  const white = columns.map((column) => whitener.whiten(column));
  const products = columns.map(() => new Float64Array(columns.length));
  let last = -1;
  return {
    logPrior,
    products,
    halfLogDet: () => whitener.halfLogDetUpTo(last),
    add: (row) => {
      last = row;
      for (const [index, column] of white.entries()) {
        const own = products[index];
        const value = at(column, row);
        for (let other = 0; own !== undefined && other <= index; other += 1) {
          own[other] = at(own, other) + value * at(white[other] ?? column, row);
        }
      }
    },
  };
}

function ratioOf(models: readonly Running[], degrees: number): number | undefined {
  const t = studentT(degrees);
  const without: number[] = [];
  const harmed: number[] = [];
  for (const model of models) {
    const base = model.logPrior - model.halfLogDet();
    for (const drift of DRIFTS) {
      const one = likelihoods(model.products, drift, degrees, t);
      if (one === undefined) continue;
      without.push(base + one.without);
      for (const step of one.harmed) harmed.push(base + step);
    }
  }
  if (without.length === 0) return undefined;
  const ratio = Math.exp(logSum(harmed) - logSum(without));
  return Number.isNaN(ratio) ? undefined : ratio;
}

/** Logarithms of the likelihoods without a step, and with each size of a harmful one, but for what they share. */
function likelihoods(products: readonly Vector[], drift: number, degrees: number, t: StudentT) {
  const own =
    drift === 0
      ? products.slice(1).map((row) => row.subarray(1))
      : products.map((row, index) => (index === 0 ? row.map((value) => value + 1 / drift ** 2) : row));
  const factor = factorOf(own);
  const step = factor?.rows.at(-2);
  const y = factor?.rows.at(-1);
  if (factor === undefined || step === undefined || y === undefined) return undefined;
  const [stepPivot, yStep, yPivot] = [at(step, own.length - 2), at(y, own.length - 2), at(y, own.length - 1)];
  const logDet =
    factor.halfLogDet - Math.log(stepPivot) - Math.log(yPivot) + (drift === 0 ? 0 : Math.log(drift));
  const squares = yPivot ** 2 + yStep ** 2;
  const product = yStep * stepPivot;
  return {
    without: -logDet - (degrees / 2) * Math.log(squares),
    harmed: STEPS.map((sd) => {
      const pivot = stepPivot ** 2 + 1 / sd ** 2;
      const left = squares - product ** 2 / pivot;
      const isDrop = t.cdf(-product / pivot / Math.sqrt(left / degrees / pivot));
      const likelihood = -logDet - Math.log(pivot) / 2 - Math.log(sd) - (degrees / 2) * Math.log(left);
      return likelihood + Math.log((2 * isDrop) / STEPS.length);
    }),
  };
}

function logSum(logs: readonly number[]): number {
  const most = logs.reduce((largest, one) => Math.max(largest, one), Number.NEGATIVE_INFINITY);
  return most + Math.log(logs.reduce((sum, one) => sum + Math.exp(one - most), 0));
}
