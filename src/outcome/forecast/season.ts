import { at, type Vector } from '../insight/vectors';

/** What a series is without its season, and how to put it back. */
export interface Season {
  readonly adjusted: Vector;
  /** The value of a row, which may lie behind the last one, that has this adjusted value. */
  restore(adjusted: number, row: number): number;
  /** How much a change of the adjusted value changes the value of a row. */
  factor(row: number): number;
}

/** 90 % two-sided of the normal distribution, as the reference implementation has it. */
const SEASONAL_FROM = 1.644854;
const LEAST_FIGURE = 1e-4;

/**
 * Takes the season out where there is one: classical multiplicative decomposition where every value is above zero, else
 * the mean of each season class beside the trend. Row 0 is of season class 0.
 * @param period 7 for weekdays, 12 for months, 1 for none
 */
export function withoutSeason(values: Vector, period: number): Season {
  const plain: Season = { adjusted: values, restore: (adjusted) => adjusted, factor: () => 1 };
  if (!isSeasonal(values, period)) return plain;
  const trend = movingAverage(values, period);
  const classOf = (row: number): number => row % period;
  if (values.every((value) => value > 0)) {
    const figures = classMeans(values, trend, period, (value, level) => value / level);
    const mean = figures.reduce((sum, figure) => sum + figure, 0) / period;
    const scaled = figures.map((figure) => figure / mean);
    if (scaled.some((figure) => !(Math.abs(figure) >= LEAST_FIGURE))) return plain;
    const figureOf = (row: number): number => at(scaled, classOf(row));
    return {
      adjusted: values.map((value, row) => value / figureOf(row)),
      restore: (adjusted, row) => adjusted * figureOf(row),
      factor: figureOf,
    };
  }
  const figures = classMeans(values, trend, period, (value, level) => value - level);
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / period;
  const figureOf = (row: number): number => at(figures, classOf(row)) - mean;
  return {
    adjusted: values.map((value, row) => value - figureOf(row)),
    restore: (adjusted, row) => adjusted + figureOf(row),
    factor: () => 1,
  };
}

/** Whether the autocorrelation at the period is more than chance makes of it. */
function isSeasonal(values: Vector, period: number): boolean {
  if (period <= 1 || values.length <= 2 * period) return false;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = values.map((value) => value - mean);
  const lagged = (lag: number): number =>
    centred.reduce((sum, value, index) => (index < lag ? sum : sum + value * at(centred, index - lag)), 0);
  const variance = lagged(0);
  if (!(variance > 0)) return false;
  let squares = 0;
  for (let lag = 1; lag < period; lag += 1) squares += (lagged(lag) / variance) ** 2;
  const spread = Math.sqrt((1 + 2 * squares) / values.length);
  return Math.abs(lagged(period) / variance) / spread > SEASONAL_FROM;
}

/** Centred over one period; NaN at both ends. An even period has half weights at its ends. */
function movingAverage(values: Vector, period: number): Vector {
  const half = Math.floor(period / 2);
  const even = period % 2 === 0;
  return values.map((_, row) => {
    if (row < half || row + half >= values.length) return Number.NaN;
    let sum = 0;
    for (let offset = -half; offset <= half; offset += 1) {
      sum += at(values, row + offset) * (even && Math.abs(offset) === half ? 0.5 : 1);
    }
    return sum / period;
  });
}

function classMeans(
  values: Vector,
  trend: Vector,
  period: number,
  compare: (value: number, level: number) => number,
): Vector {
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let row = 0; row < values.length; row += 1) {
    const level = at(trend, row);
    if (Number.isNaN(level)) continue;
    sums[row % period] = at(sums, row % period) + compare(at(values, row), level);
    counts[row % period] = at(counts, row % period) + 1;
  }
  return sums.map((sum, index) => sum / at(counts, index));
}
