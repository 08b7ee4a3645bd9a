import { type Factor, factorOf, forward } from './cholesky';
import { type LeastSquares, leastSquares } from './leastSquares';
import { type Component, type Mixture, mixtureOf } from './mixture';
import { DRIFTS, type Noise, noiseGrid, type Whitener, whitenerOf } from './noise';
import type { StepDesign } from './stepDesign';
import { at, dot, gramOf, type Vector } from './vectors';

/** What was learned of a step. */
export interface StepEffect {
  readonly distribution: Mixture;
  /** Share of the weight on noise that wanders like a random walk. */
  readonly wanderingShare: number;
  /** Share of the weight on models with a drift. */
  readonly driftShare: number;
  /** Weighted mean of the correlation of neighbouring rows, among the models that have one; 0 where none has weight. */
  readonly correlation: number;
  readonly fits: readonly Fit[];
}

/** One model's answer. Scale as in the mixture. */
export interface Fit extends Component {
  readonly noise: Noise;
  /** Prior sd of the drift per 28 rows, in σ. */
  readonly drift: number;
  /** Logarithm of prior times marginal likelihood, but for a constant. */
  readonly logWeight: number;
  /** What the design alone contributes: the squared scale is a variance over this. */
  readonly precision: number;
}

/** Everything about rows that does not depend on the values: can be used for many series on the same rows. */
export interface PreparedStep {
  /** Rows less columns. */
  readonly degrees: number;
  readonly models: readonly Model[];
  readonly ordinary: LeastSquares;
}

/** One noise model on the rows. */
interface Model {
  readonly noise: Noise;
  readonly whitener: Whitener;
  /** Drift and the design's columns, whitened. */
  readonly columns: readonly Vector[];
  readonly drifts: readonly DriftModel[];
}

interface DriftModel {
  /** Prior sd, 0 where there is none and its column is not in the factor. */
  readonly drift: number;
  readonly factor: Factor;
  readonly logPrior: number;
}

const CORRELATIONS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98];
const WALKS = [0.003, 0.01, 0.03, 0.1, 0.3, 1];
const GRID = noiseGrid(CORRELATIONS, WALKS);

/**
 * Prepares every noise model on the rows; gives way between two of them, so that a caller can pause. Nothing where
 * the columns can't be told apart or leave too few rows.
 */
export function* prepareStep(design: StepDesign): Generator<void, PreparedStep | undefined> {
  const { columns, slope, gaps } = design;
  const degrees = slope.length - columns.length;
  const ordinary = leastSquares(columns);
  if (degrees < 1 || ordinary === undefined) return undefined;
  const models: Model[] = [];
  for (const noise of GRID) {
    const whitener = whitenerOf(noise, gaps);
    const white = [slope, ...columns].map((column) => whitener.whiten(column));
    const gram = gramOf(white);
    const drifts = DRIFTS.flatMap((drift) => driftModel(noise, gram, drift) ?? []);
    models.push({ noise, whitener, columns: white, drifts });
    yield;
  }
  return { degrees, models, ordinary };
}

function driftModel(noise: Noise, gram: readonly Vector[], drift: number): DriftModel | undefined {
  const own = drift === 0 ? gram.slice(1).map((row) => row.slice(1)) : withDiagonal(gram, 1 / drift ** 2);
  const factor = factorOf(own);
  const logPrior = Math.log(noise.prior / DRIFTS.length) - (drift === 0 ? 0 : Math.log(drift));
  return factor && { drift, factor, logPrior };
}

/** As if a row were there that says how small the first coefficient should be. */
function withDiagonal(gram: readonly Vector[], added: number): Vector[] {
  return gram.map((row, index) =>
    index === 0 ? row.map((value, column) => (column === 0 ? value + added : value)) : row,
  );
}

/**
 * The step in a series, averaged over all models by how well each explains it: generalised least squares with a flat
 * prior on every column and a shrunken drift. In units of the values. Nothing where the rows leave no noise at all.
 */
export function stepEffect(
  { degrees, models, ordinary }: PreparedStep,
  values: Vector,
): StepEffect | undefined {
  const { coefficients, residuals } = ordinary.solve(values);
  const size = Math.sqrt(dot(residuals, residuals) / residuals.length);
  const level = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // What rounding leaves of a perfect fit is no noise.
  if (!(size > 1e-12 * level) || !Number.isFinite(size)) return undefined;
  const known = at(coefficients, coefficients.length - 1);
  const rest = residuals.map((value) => value / size);
  const fits = weigh(
    models.flatMap(({ noise, whitener, columns, drifts }) => {
      const white = whitener.whiten(rest);
      const squares = dot(white, white);
      const products = Float64Array.from(columns, (column) => dot(column, white));
      return drifts.flatMap((model) => {
        const { centre, scale, logWeight, precision } = fitOf(model, products, squares, degrees);
        const weight = logWeight - whitener.halfLogDet;
        if (!Number.isFinite(weight)) return [];
        const told = { centre: known + centre * size, scale: scale * size };
        return { noise, drift: model.drift, logWeight: weight, precision, ...told };
      });
    }),
  );
  if (fits.length === 0) return undefined;
  const share = (of: (fit: Fit) => number): number =>
    fits.reduce((sum, fit) => sum + fit.weight * of(fit), 0);
  const persistent = share(({ noise }) => (noise.kind === 'persistent' ? 1 : 0));
  const correlated = share(({ noise }) => (noise.kind === 'persistent' ? noise.value : 0));
  return {
    distribution: mixtureOf(fits, degrees),
    wanderingShare: 1 - persistent,
    driftShare: share(({ drift }) => (drift > 0 ? 1 : 0)),
    correlation: persistent > 0 ? correlated / persistent : 0,
    fits,
  };
}

/** The spread that the same noise would leave on other rows; nothing where these can't tell. */
export function foreseenSd({ distribution, fits }: StepEffect, later: PreparedStep): number | undefined {
  let [now, then] = [0, 0];
  for (const { noise, drift, weight, scale, precision } of fits) {
    const model = later.models.find((one) => one.noise === noise)?.drifts.find((one) => one.drift === drift);
    const row = model?.factor.rows.at(-1);
    if (row === undefined) continue;
    now += weight * scale ** 2;
    then += (weight * scale ** 2 * precision) / at(row, row.length - 1) ** 2;
  }
  const sd = distribution.sd * Math.sqrt(then / now);
  return Number.isFinite(sd) ? sd : undefined;
}

/** @param products of the drift and the design's columns with y @param squares of y */
function fitOf({ drift, factor, logPrior }: DriftModel, products: Vector, squares: number, degrees: number) {
  const u = forward(factor, drift === 0 ? products.subarray(1) : products);
  const left = squares - dot(u, u);
  const last = u.length - 1;
  const pivot = at(factor.rows[last] ?? u, last);
  return {
    centre: at(u, last) / pivot,
    scale: Math.sqrt(left / degrees) / pivot,
    logWeight: logPrior - factor.halfLogDet - (degrees / 2) * Math.log(left),
    precision: pivot ** 2,
  };
}

function weigh(fits: readonly Omit<Fit, 'weight'>[]): Fit[] {
  const most = fits.reduce(
    (largest, { logWeight }) => Math.max(largest, logWeight),
    Number.NEGATIVE_INFINITY,
  );
  const total = fits.reduce((sum, { logWeight }) => sum + Math.exp(logWeight - most), 0);
  return fits.map((fit) => ({ ...fit, weight: Math.exp(fit.logWeight - most) / total }));
}
