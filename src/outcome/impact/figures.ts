import type { StepEffect } from '../insight/stepEffect';
import type { Figures, Stake } from './model';

/** A step on the scale that it was estimated on. */
export interface Effect {
  readonly found: StepEffect;
  /** Estimated on logarithms: told as ratios. */
  readonly log: boolean;
  /** Mean of the days before, in the metric's unit. */
  readonly level: number;
}

/** A change of this many standard deviations is seen in four of five cases. */
const DETECTABLE = 2.8;
const LEVEL = 0.95;

/** Nothing where a figure would be no number. */
export function figuresOf(effect: Effect, stake?: (level: number) => Stake): Figures | undefined {
  const { found, log, level } = effect;
  const { distribution, correlation, wanderingShare, driftShare } = found;
  const told = (change: number): number => (log ? Math.expm1(change) : change);
  const [above, below] = [distribution.above(0), distribution.below(0)];
  const figures: Figures = {
    scale: log ? 'ratio' : 'difference',
    estimate: told(distribution.mean),
    median: told(distribution.quantile(0.5)),
    lower: told(distribution.quantile((1 - LEVEL) / 2)),
    upper: told(distribution.quantile((1 + LEVEL) / 2)),
    pUp: above,
    p: Math.min(1, 2 * Math.min(above, below)),
    smallestDetectable: detectable(effect, distribution.sd),
    ...stakeOn(effect, stake?.(level)),
    level,
    correlation,
    wanderingShare,
    driftShare,
  };
  const finite = Object.values(figures).every(
    (figure) => typeof figure === 'string' || Number.isFinite(figure),
  );
  return finite ? figures : undefined;
}

/** @param sd on the scale of the estimate */
export function detectable({ log }: Effect, sd: number): number {
  return log ? Math.expm1(DETECTABLE * sd) : DETECTABLE * sd;
}

function stakeOn({ log, level }: Effect, { needed, matters }: Stake = {}): Stake {
  const told = (amount: number): number => Math.abs(log ? amount / level : amount);
  return {
    ...(needed === undefined || needed === 0 ? {} : { needed: told(needed) }),
    ...(matters === undefined || matters === 0 ? {} : { matters: told(matters) }),
  };
}
