import type { Series } from '../../metrics/series';
import type { Aim, Cycle, Guardrail, KeyResult, MetricRef } from '../../okr/model';
import type { ForecastRequest, Goal } from '../forecast/model';
import type { NumberStyle } from '../format';
import type { Formats } from '../formats';
import { styleOf } from '../goalText';
import type { Deployed, Impact, ImpactRequest, WatchedMetric } from '../impact/model';
import type { Tone } from '../impact/shortImpact';
import { boundStake, stakeOf } from '../impact/stake';
import type { WatchRequest } from '../watch/watch';
import { isPercentage } from './insightWords';

/** What is asked of a metric with its deployments. */
export interface Occasion {
  readonly series: Series;
  readonly cycle: Cycle;
  readonly deployments: readonly Deployed[];
  readonly asked: Deployed;
  /** Deployments without commits of what the metric is of. */
  readonly unrelated?: readonly Deployed[];
  /** Numbers of what the metric is compared beside; absent where there are none. */
  readonly control?: Series;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

type Measured = Pick<Occasion, 'series' | 'cycle' | 'now'>;

/** Did the key result's metric move? Nothing for milestones, which have none. */
export function keyResultImpact(keyResult: KeyResult, occasion: Occasion): ImpactRequest | undefined {
  const { metric } = keyResult;
  if (metric === undefined) return undefined;
  const { deployments, asked, unrelated = [], control: series } = occasion;
  const watched = watchedMetric(metric, styleOf(keyResult, 'en'), occasion);
  const request = { ...watched, deployments, asked, unrelated, stake: stakeOf(keyResult) };
  if (metric.control === undefined) return request;
  const { title, aggregate } = metric.control;
  return { ...request, control: { title, aggregate, ...(series ? { series } : {}) } };
}

export function guardrailImpact(guardrail: Guardrail, occasion: Occasion): ImpactRequest {
  const { deployments, asked, unrelated = [] } = occasion;
  const watched = watchedMetric(guardrail.metric, guardrailStyle(guardrail, 'en'), occasion);
  return { ...watched, deployments, asked, unrelated, stake: boundStake(boundsOf(guardrail)) };
}

/** Nothing where neither direction is harm: a range to stay in, or milestones. */
export function keyResultWatch(keyResult: KeyResult, occasion: Occasion): WatchRequest | undefined {
  const { metric, aim } = keyResult;
  const better = goodDirection(aim);
  if (metric === undefined || better === undefined) return undefined;
  const { deployments, asked } = occasion;
  const watched = watchedMetric(metric, styleOf(keyResult, 'en'), occasion);
  return { ...watched, deployments, asked, harm: better === 'up' ? 'drop' : 'rise' };
}

/** Nothing for a guardrail with bounds to both sides. */
export function guardrailWatch(guardrail: Guardrail, occasion: Occasion): WatchRequest | undefined {
  const { atMost, atLeast, metric } = guardrail;
  if (atMost && atLeast) return undefined;
  const { deployments, asked } = occasion;
  const watched = watchedMetric(metric, guardrailStyle(guardrail, 'en'), occasion);
  return { ...watched, deployments, asked, harm: atMost ? 'rise' : 'drop' };
}

/** Will the key result hit? Nothing for milestones. */
export function keyResultForecast(keyResult: KeyResult, measured: Measured): ForecastRequest | undefined {
  const { metric, window } = keyResult;
  const goal = goalOf(keyResult.aim);
  if (metric === undefined || goal === undefined) return undefined;
  const { series, timezone, aggregate, now, leaveOut, changed } = watchedMetric(
    metric,
    styleOf(keyResult, 'en'),
    measured,
  );
  return {
    series,
    timezone,
    aggregate,
    goal,
    window,
    ...(now === undefined ? {} : { now }),
    ...(leaveOut === undefined ? {} : { leaveOut }),
    ...(changed === undefined ? {} : { changed }),
  };
}

/** What a change means for a key result. `neutral` where nothing moved, or neither direction is better. */
export function toneOf({ answer, figures }: Impact, aim: Aim): Tone {
  const better = goodDirection(aim);
  if (answer !== 'moved' || figures === undefined || better === undefined) return 'neutral';
  return figures.lower > 0 === (better === 'up') ? 'good' : 'bad';
}

/** What a change means for a guardrail. `neutral` where nothing moved, or there are bounds to both sides. */
export function guardrailTone({ answer, figures }: Impact, { atMost, atLeast }: Guardrail): Tone {
  if (answer !== 'moved' || figures === undefined || (atMost && atLeast)) return 'neutral';
  return figures.lower > 0 === (atLeast !== undefined) ? 'good' : 'bad';
}

export function guardrailStyle(
  { atMost, atLeast }: Guardrail,
  locale: string,
  formats?: Formats,
): NumberStyle {
  const percent = (atMost ?? atLeast)?.percent ?? false;
  return { locale, percent, ...(formats ? { formats } : {}) };
}

function watchedMetric(
  { aggregate, changed }: MetricRef,
  style: NumberStyle,
  { series, cycle, now }: Measured,
): WatchedMetric {
  const { timezone, leaveOut } = cycle;
  return {
    series,
    timezone,
    aggregate,
    now,
    percentage: isPercentage(style),
    ...(leaveOut === undefined ? {} : { leaveOut }),
    ...(changed === undefined ? {} : { changed }),
  };
}

function goodDirection(aim: Aim): 'up' | 'down' | undefined {
  if (aim.kind === 'maintain' || aim.kind === 'milestone') return undefined;
  return aim.kind === 'increase' || aim.kind === 'atLeast' ? 'up' : 'down';
}

/** Nothing for milestones. */
export function goalOf(aim: Aim): Goal | undefined {
  switch (aim.kind) {
    case 'increase':
      return { least: aim.target.value };
    case 'decrease':
      return { most: aim.target.value };
    case 'atLeast':
      return { least: aim.bound.value };
    case 'atMost':
      return { most: aim.bound.value };
    case 'maintain':
      return { least: aim.min.value, most: aim.max.value };
    case 'milestone':
      return undefined;
  }
}

function boundsOf({ atMost, atLeast }: Guardrail): number[] {
  return [atMost, atLeast].flatMap((bound) => (bound ? [bound.value] : []));
}
