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
 * What a key result needs of the value of a day, and the smallest change worth acting on: a fifth of the way, at most a
 * twentieth of the level. Where a bound is held already nothing is needed, and the way is the room that is left.
 */
export function stakeOf({ aim, metric, window }: KeyResult): (level: number) => Stake {
  const days = metric?.aggregate === 'sum' ? daysBetween(window.start, window.end) + 1 : 1;
  return (level) => {
    const { way, isHeld = false } = wayOf(aim, level, days) ?? {};
    return stake(way, isHeld, level);
  };
}

/** Of a guardrail, which has to move nowhere. */
export function boundStake(bounds: readonly number[]): (level: number) => Stake {
  return (level) => stake(Math.min(...bounds.map((bound) => Math.abs(bound - level))), true, level);
}

function stake(way: number | undefined, isHeld: boolean, level: number): Stake {
  const own = plainStake(level).matters ?? 0;
  if (way === undefined || !(way > 0) || !Number.isFinite(way)) return { matters: own };
  const matters = own > 0 ? Math.min(own, WORTH * way) : WORTH * way;
  return isHeld ? { matters } : { needed: way, matters };
}

function wayOf(
  aim: Aim,
  level: number,
  days: number,
): { readonly way: number; readonly isHeld?: boolean } | undefined {
  switch (aim.kind) {
    case 'increase':
    case 'decrease':
      return { way: Math.abs(aim.target.value - aim.start.value) / days };
    case 'maintain': {
      const [min, max] = [aim.min.value / days, aim.max.value / days];
      if (level < min || level > max) return { way: level < min ? min - level : level - max };
      return { way: (max - min) / 2, isHeld: true };
    }
    case 'atLeast':
      return boundWay(level, aim.bound.value / days, level >= aim.bound.value / days);
    case 'atMost':
      return boundWay(level, aim.bound.value / days, level <= aim.bound.value / days);
    case 'milestone':
      return undefined;
  }
}

function boundWay(level: number, bound: number, isHeld: boolean) {
  return { way: Math.abs(bound - level), isHeld };
}
