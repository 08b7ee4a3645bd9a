import { at, type Vector } from '../insight/vectors';
import { type Season, withoutSeason } from './season';
import { type Smoothing, smoothing } from './smoothing';

/**
 * The Theta method as R's `forecast::thetaf` 8.20 has it: the season out, exponential smoothing with half of the
 * linear trend as drift, the season back in. Steps count from 1, one per row behind the last.
 */
export interface Theta {
  /** Of the adjusted series. */
  readonly drift: number;
  readonly smoothing: Smoothing;
  readonly season: Season;
  mean(step: number): number;
  /** Standard deviation of what was foreseen, before any allowance for tails. */
  sd(step: number): number;
}

/**
 * @param values equally spaced, at least four, finite
 * @param period as for `withoutSeason`
 */
export function theta(values: Vector, period: number): Theta {
  const season = withoutSeason(values, period);
  const { adjusted } = season;
  const n = adjusted.length;
  const smooth = smoothing(adjusted);
  const drift = slopeOf(adjusted) / 2;
  const { alpha, level } = smooth;
  const behind = (1 - (1 - alpha) ** n) / alpha;
  const sigma = Math.sqrt(smooth.squares / (n - 2));
  return {
    drift,
    smoothing: smooth,
    season,
    mean: (step) => season.restore(level + drift * (step - 1 + behind), n + step - 1),
    sd: (step) => sigma * Math.sqrt(1 + (step - 1) * alpha * alpha),
  };
}

/** Least-squares slope per row. */
function slopeOf(values: Vector): number {
  const middle = (values.length - 1) / 2;
  let [products, squares] = [0, 0];
  for (let row = 0; row < values.length; row += 1) {
    products += (row - middle) * at(values, row);
    squares += (row - middle) ** 2;
  }
  return products / squares;
}
