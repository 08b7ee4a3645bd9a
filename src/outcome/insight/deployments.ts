import type { CycleWork } from '../cycleWork';
import type { Deployed } from '../impact/model';

const DAY = 86_400_000;
/** The day of the deployment, and seven more. */
const FIRST_ANSWER = 8 * DAY;

/** A release; `mine` says that it carries commits of the branch shown. */
export interface Shipped extends Deployed {
  readonly mine: boolean;
}

export interface Deployments {
  readonly releases: readonly Shipped[];
  /** Whether they are all there are, as no commit says which of them concern the key result. */
  readonly every: boolean;
  /** Releases that brought no commit of it: named where they are near, and nothing more. */
  readonly unrelated?: readonly Shipped[];
}

/**
 * The releases that count as deployments for a key result: those that brought commits of it in the cycle or the half year
 * before, as far as the ledger knows; all where nobody tags its commits. None where none of its commits is released.
 */
export function deploymentsFor(
  id: string,
  releases: readonly Shipped[],
  cycleWork: CycleWork | undefined,
): Deployments {
  const key = id.toLowerCase();
  const [now, before] = [cycleWork?.byKeyResult.get(key)?.releases, cycleWork?.earlier?.get(key)];
  if (now === undefined && before === undefined) return { releases, every: true };
  const brought = (name: string): boolean => now?.has(name) === true || before?.has(name) === true;
  return {
    releases: releases.filter(({ name }) => brought(name)),
    every: false,
    unrelated: releases.filter(({ name }) => !brought(name)),
  };
}

/**
 * The release that is asked about where nobody says: the newest that carries commits of the branch; else the newest that
 * is old enough for an answer; else the newest.
 */
export function askedRelease(releases: readonly Shipped[], now: number): Shipped | undefined {
  return (
    releases.findLast(({ mine }) => mine) ??
    releases.findLast(({ at }) => at <= now - FIRST_ANSWER) ??
    releases.at(-1)
  );
}

/** The release that is watched: the newest that brought tagged commits. None where no commit says which one did. */
export function watchedRelease({ releases, every }: Deployments, now: number): Shipped | undefined {
  return every ? undefined : releases.findLast(({ at }) => at <= now);
}
