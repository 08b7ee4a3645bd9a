import type { Series } from '../../metrics/series';
import type { Cycle, Day, KeyResult } from '../../okr/model';
import type { Deployed } from '../impact/model';
import type { Deployments } from './deployments';
import { firstAt } from './firstAt';

/** What there is to ask about a key result some of whose numbers are known. */
export interface InsightQuestion {
  readonly keyResult: KeyResult;
  readonly series?: Series;
  /** Of the metric that it is compared beside, where that has numbers. */
  readonly control?: Series;
  /** Of its guardrails, in their order. */
  readonly guardrails: readonly (Series | undefined)[];
  readonly cycle: Cycle;
  readonly deployments: Deployments;
  /** What the effect is asked since; absent where there is no deployment to ask about. */
  readonly asked?: Deployed;
  /** What is watched; absent where no deployment brought tagged commits. */
  readonly watched?: Deployed;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly today: Day;
  /** When it began: nothing from here on is looked at. */
  readonly todayFrom: number;
}

/** Whether the effect is asked since the same release, which changes with the branch. */
export function isSameOccasion(one: InsightQuestion, other: InsightQuestion): boolean {
  return one.asked?.name === other.asked?.name;
}

/** Whether they hold the same objects, so that no number has to be compared. */
export function hasSameSeries(one: InsightQuestion, other: InsightQuestion): boolean {
  return (
    one.series === other.series &&
    one.control === other.control &&
    one.guardrails.every((series, index) => series === other.guardrails[index])
  );
}

/** Whether the answers to one are those to the other, but for the release that the effect is asked since. */
export function hasSameNumbers(one: InsightQuestion, other: InsightQuestion): boolean {
  return (
    one.today === other.today &&
    one.watched?.name === other.watched?.name &&
    isSameAim(one.keyResult, other.keyResult) &&
    isSameValue(one.cycle, other.cycle) &&
    isSameDeployments(one.deployments, other.deployments) &&
    isSameHistory(one.series, other.series, other.todayFrom) &&
    isSameHistory(one.control, other.control, other.todayFrom) &&
    one.guardrails.every((series, index) => isSameHistory(series, other.guardrails[index], other.todayFrom))
  );
}

export function isSameAim(one: KeyResult, other: KeyResult): boolean {
  return one === other || isSameValue(aimOf(one), aimOf(other));
}

function aimOf({ aim, metric, window, guardrails }: KeyResult): unknown {
  const bounds = guardrails.map(({ metric: bound, atMost, atLeast }) => [bound, atMost, atLeast]);
  return [aim, metric, window, bounds];
}

function isSameDeployments(one: Deployments, other: Deployments): boolean {
  return (
    one.every === other.every &&
    isSameReleases(one.releases, other.releases) &&
    isSameReleases(one.unrelated ?? [], other.unrelated ?? [])
  );
}

/** Compared one by one: there may be a thousand of them for each of a hundred key results. */
function isSameReleases(one: readonly Deployed[], other: readonly Deployed[]): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  return one.every(({ name, at }, index) => name === other[index]?.name && at === other[index]?.at);
}

function isSameValue(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** A live metric gets a newer last value all the time, and what is not over is not looked at. */
function isSameHistory(one: Series | undefined, other: Series | undefined, before: number): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  const [old, now] = [overIn(one, before), overIn(other, before)];
  if (old !== now) return false;
  // Without copies: there may be a hundred thousand points, and they are compared whenever a number comes in.
  for (let index = 0; index < old; index += 1) {
    const [was, is] = [one.points[index], other.points[index]];
    if (was !== is && (was?.t !== is?.t || was?.v !== is?.v)) return false;
  }
  return true;
}

/** How many points stand for what is over. */
function overIn({ points, unfinishedFrom }: Series, before: number): number {
  return firstAt(points, Math.min(before, unfinishedFrom ?? before));
}
