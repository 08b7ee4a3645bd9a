import { factorOf, forward } from '../insight/cholesky';
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
const NONE: Vector = new Float64Array(0);
/** Before the third day nothing is said. */
export const FIRST_LOOK = 3;

/**
 * The evidence for a harmful step, after each row since the deployment, from the third: how much likelier the values
 * are with one than without, averaged over the models of noise and drift. A Bayes factor that is an e-process: with no
 * step, and the noise as the prior has it, the chance that it ever reaches c is at most 1/c. Nothing for a row where
 * no model can say, and none at all where the rows are too few. Gives way between two days.
 */
export function* evidenceOf(rows: WatchedRows): Generator<void, (number | undefined)[]> {
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
    ...level,
    vectorOf(days.length, (row) => ((days[row] ?? zero) - zero) / DRIFT_ROWS),
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
    yield;
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
  for (const { logPrior, halfLogDet, products } of models) {
    const rest = restOf(products);
    if (rest === undefined) continue;
    for (const drift of DRIFTS) {
      const one = likelihoods(rest, drift, degrees, t);
      if (one === undefined) continue;
      const base = logPrior - halfLogDet() - rest.halfLogDet;
      without.push(base + one.without);
      for (const step of one.harmed) harmed.push(base + step);
    }
  }
  if (without.length === 0) return undefined;
  const ratio = Math.exp(logSum(harmed) - logSum(without));
  return Number.isNaN(ratio) ? undefined : ratio;
}

/** Products of drift, step and values with each other, once level and season are out of them. */
interface Rest {
  /** Half the logarithm of the determinant of level and season. */
  readonly halfLogDet: number;
  readonly drift: readonly [own: number];
  readonly step: readonly [drift: number, own: number];
  readonly y: readonly [drift: number, step: number, own: number];
}

function restOf(products: readonly Vector[]): Rest | undefined {
  const level = products.length - 3;
  const factor = factorOf(products.slice(0, level));
  if (factor === undefined) return undefined;
  const heads = products.slice(level).map((row) => forward(factor, row));
  const left = (row: number, column: number): number =>
    at(products[level + row] ?? NONE, level + column) - dot(heads[row] ?? NONE, heads[column] ?? NONE);
  return {
    halfLogDet: factor.halfLogDet,
    drift: [left(0, 0)],
    step: [left(1, 0), left(1, 1)],
    y: [left(2, 0), left(2, 1), left(2, 2)],
  };
}

/** Logarithms of the likelihoods without a step, and with each size of a harmful one, but for what they share. */
function likelihoods({ drift: [drifts], step, y }: Rest, sd: number, degrees: number, t: StudentT) {
  // As if a row said how small the drift should be; without a drift it is not in the model.
  const pivot = sd === 0 ? 1 : drifts + 1 / sd ** 2;
  const without = (one: number, other: number): number => (sd === 0 ? 0 : (one * other) / pivot);
  const precision = step[1] - without(step[0], step[0]);
  const product = y[1] - without(y[0], step[0]);
  const squares = y[2] - without(y[0], y[0]);
  if (!(precision > 0 && squares > 0)) return undefined;
  const logDet = Math.log(pivot) / 2 + (sd === 0 ? 0 : Math.log(sd));
  return {
    without: -logDet - (degrees / 2) * Math.log(squares),
    harmed: STEPS.map((size) => {
      const shrunk = precision + 1 / size ** 2;
      const left = squares - product ** 2 / shrunk;
      const isDrop = t.cdf(-product / shrunk / Math.sqrt(left / degrees / shrunk));
      const likelihood = -logDet - Math.log(shrunk) / 2 - Math.log(size) - (degrees / 2) * Math.log(left);
      return likelihood + Math.log((2 * isDrop) / STEPS.length);
    }),
  };
}

function logSum(logs: readonly number[]): number {
  const most = logs.reduce((largest, one) => Math.max(largest, one), Number.NEGATIVE_INFINITY);
  return most + Math.log(logs.reduce((sum, one) => sum + Math.exp(one - most), 0));
}
