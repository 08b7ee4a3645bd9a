import { studentT } from './studentT';

/** One fit's answer: a Student-t with this centre and scale. Weights of a mixture add up to 1. */
export interface Component {
  readonly weight: number;
  readonly centre: number;
  readonly scale: number;
}

/** A weighted mean of Student-t distributions with the same degrees of freedom. */
export interface Mixture {
  readonly mean: number;
  /** Infinite for 2 degrees of freedom or fewer. */
  readonly sd: number;
  /** Probability of a value below x. */
  below(x: number): number;
  /** Probability of a value above x. */
  above(x: number): number;
  /** The value that this share, in (0, 1), lies below. */
  quantile(share: number): number;
}

/** Components with less can't be seen in any figure. */
const LEAST_WEIGHT = 1e-13;
const FAR = 60;
const CLOSE = 1e-11;
const MOST_ROUNDS = 200;

export function mixtureOf(components: readonly Component[], degrees: number): Mixture {
  const t = studentT(degrees);
  const kept = components.filter(({ weight }) => weight > LEAST_WEIGHT);
  const weighted = (value: (component: Component) => number): number =>
    kept.reduce((sum, component) => sum + component.weight * value(component), 0);
  const mean = weighted(({ centre }) => centre);
  const spread = (factor: number): number =>
    Math.sqrt(weighted(({ centre, scale }) => factor * scale * scale + (centre - mean) ** 2));
  const below = (x: number): number => weighted(({ centre, scale }) => t.cdf((x - centre) / scale));
  const density = (x: number): number =>
    weighted(({ centre, scale }) => t.density((x - centre) / scale) / scale);

  /** Newton's steps, halving instead where one would leave the bracket. */
  const quantile = (share: number): number => {
    let low = Math.min(...kept.map(({ centre, scale }) => centre - FAR * scale));
    let high = Math.max(...kept.map(({ centre, scale }) => centre + FAR * scale));
    const tolerance = CLOSE * spread(1);
    let x = mean;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const excess = below(x) - share;
      if (excess > 0) high = x;
      else low = x;
      const newton = x - excess / density(x);
      const next = newton > low && newton < high ? newton : (low + high) / 2;
      if (Math.abs(next - x) <= tolerance) return next;
      x = next;
    }
    return x;
  };

  return {
    mean,
    sd: degrees > 2 ? spread(degrees / (degrees - 2)) : Number.POSITIVE_INFINITY,
    below,
    above: (x) => weighted(({ centre, scale }) => t.cdf((centre - x) / scale)),
    quantile,
  };
}
