import type { Aim } from './model';

/**
 * Where a metric stands. `heldShare` is the part of the time, 0…1, in which a bound or range was held.
 * A figure that is unknown is absent; one that is not finite counts as unknown.
 */
export interface Standing {
  readonly current?: number;
  readonly heldShare?: number;
}

/**
 * The score of a key result, 0…1, or undefined where nothing is known of it.
 * - `increase`, `decrease`: (current − start) / (target − start); where both are equal, 1 if reached, else 0.
 * - `maintain`: the share of time in the range; without it, 1 inside and 0 outside.
 * - `atLeast`, `atMost`: 1 where the bound is held now. Else, from a start that did not hold it, the part of the
 *   way to the bound; else the share of time it was held; else 0. Without a current value, the share of time.
 * - `milestone`: the weight that is done over all weight.
 */
export function scoreOf(aim: Aim, standing: Standing): number | undefined {
  const current = known(standing.current);
  const held = known(standing.heldShare);
  switch (aim.kind) {
    case 'increase':
    case 'decrease': {
      if (current === undefined) return undefined;
      const { start, target } = aim;
      return wayDone(start.value, target.value, current, aim.kind === 'increase');
    }
    case 'maintain': {
      if (held !== undefined) return clamp(held);
      return current === undefined ? undefined : Number(current >= aim.min.value && current <= aim.max.value);
    }
    case 'atLeast':
    case 'atMost': {
      if (current === undefined) return held === undefined ? undefined : clamp(held);
      const rising = aim.kind === 'atLeast';
      const bound = aim.bound.value;
      if (reached(current, bound, rising)) return 1;
      if (aim.start && !reached(aim.start.value, bound, rising)) {
        return wayDone(aim.start.value, bound, current, rising);
      }
      return held === undefined ? 0 : clamp(held);
    }
    case 'milestone':
      return weightedMean(aim.milestones.map(({ weight, done }) => ({ weight, score: Number(done) })));
  }
}

/** Score minus elapsed share, −1…1: above 0 is ahead of the calendar. */
export function paceOf(score: number, elapsedShare: number): number {
  return score - elapsedShare;
}

/** The mean of the known scores by weight (above 0), 0…1; undefined where none is known. */
export function objectiveScore(
  parts: readonly { readonly weight: number; readonly score: number | undefined }[],
): number | undefined {
  return weightedMean(parts.flatMap(({ weight, score }) => (score === undefined ? [] : [{ weight, score }])));
}

function weightedMean(scored: readonly { weight: number; score: number }[]): number | undefined {
  // Relative to the heaviest, so that no sum of weights can overflow.
  const heaviest = scored.reduce((most, { weight }) => Math.max(most, weight), 0);
  if (heaviest === 0) return undefined;
  let total = 0;
  let weighted = 0;
  for (const { weight, score } of scored) {
    total += weight / heaviest;
    weighted += (weight / heaviest) * score;
  }
  return clamp(weighted / total);
}

function wayDone(from: number, to: number, at: number, rising: boolean): number {
  if (reached(at, to, rising)) return 1;
  if (reached(from, at, rising)) return 0;
  const way = to - from;
  return Number.isFinite(way) ? (at - from) / way : (at / 2 - from / 2) / (to / 2 - from / 2);
}

function reached(value: number, bound: number, rising: boolean): boolean {
  return rising ? value >= bound : value <= bound;
}

function known(figure: number | undefined): number | undefined {
  return figure !== undefined && Number.isFinite(figure) ? figure : undefined;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
