import { daysBetween } from '../../okr/days';
import type { Aim, KeyResult } from '../../okr/model';
import type { Stake } from './model';

/** Of the way from start to target. */
const WORTH = 0.2;
/** Of the level, whatever the target. */
const MOST_WORTH = 0.05;

/** For a metric with no aim: a twentieth of its level is worth acting on. */
export function plainStake(level: number): Stake {
  return { matters: MOST_WORTH * Math.abs(level) };
}

/**
 * What a key result needs of the value of a day, and the smallest part of it worth acting on: a fifth of the way, at most
 * a twentieth of the level.
 */
export function stakeOf({ aim, metric, window }: KeyResult): (level: number) => Stake {
  const days = metric?.aggregate === 'sum' ? daysBetween(window.start, window.end) + 1 : 1;
  return (level) => stake(wayOf(aim, level, days), level);
}

export function boundStake(bounds: readonly number[]): (level: number) => Stake {
  return (level) => stake(Math.min(...bounds.map((bound) => Math.abs(bound - level))), level);
}

function stake(needed: number | undefined, level: number): Stake {
  const own = plainStake(level).matters ?? 0;
  if (needed === undefined || !(needed > 0) || !Number.isFinite(needed)) return { matters: own };
  return { needed, matters: own > 0 ? Math.min(own, WORTH * needed) : WORTH * needed };
}

function wayOf(aim: Aim, level: number, days: number): number | undefined {
  switch (aim.kind) {
    case 'increase':
    case 'decrease':
      return Math.abs(aim.target.value - aim.start.value) / days;
    case 'maintain':
      return (aim.max.value - aim.min.value) / 2;
    case 'atLeast':
    case 'atMost':
      return Math.abs(aim.bound.value / days - level);
    case 'milestone':
      return undefined;
  }
}
