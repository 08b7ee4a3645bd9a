import type { MetricAsk } from './ask';
import type { Allowance } from './laneState';
import { laneOf } from './originOf';
import { groupSizeOf, limitsOf, type SourceConfig } from './sources/table';

const HOUR = 3_600_000;
const SHORTEST_REFRESH = 5_000;
/** What is left for other people and tools, and for pressing refresh. */
const SHARE = 0.8;
const STALE_AFTER_REFRESHES = 3;
const NO_LIMIT = Number.POSITIVE_INFINITY;

/** When a source is asked, in milliseconds. */
export interface Pace {
  readonly refresh: number;
  readonly staleAfter: number;
  /** Of all that is asked at its server. */
  readonly allowance: Allowance;
}

/** What the API, or the file, allows in an hour; the lower of the two. */
export function allowanceOf(source: SourceConfig): Allowance {
  const { requestsPerHour } = source;
  return lowest(limitsOf(source), requestsPerHour === undefined ? {} : { perHour: requestsPerHour });
}

/** What keeps to both. */
export function lowest(one: Allowance, other: Allowance): Allowance {
  const perHour = Math.min(one.perHour ?? NO_LIMIT, other.perHour ?? NO_LIMIT);
  const perMinute = Math.min(one.perMinute ?? NO_LIMIT, other.perMinute ?? NO_LIMIT);
  return {
    ...(perHour === NO_LIMIT ? {} : { perHour }),
    ...(perMinute === NO_LIMIT ? {} : { perMinute }),
  };
}

/** How often every source of these questions can be asked, so that an hourly allowance lasts for all of them. */
export function planOf(asks: readonly MetricAsk[], defaultRefresh: number): (ask: MetricAsk) => Pace {
  const counts = new Map<SourceConfig, number>();
  for (const { source } of asks) counts.set(source, (counts.get(source) ?? 0) + 1);
  const lanes = new Map<string, { requests: number; allowance: Allowance }>();
  for (const [source, count] of counts) {
    const lane = lanes.get(laneOf(source)) ?? { requests: 0, allowance: {} };
    lane.requests += Math.ceil(count / groupSizeOf(source));
    lane.allowance = lowest(lane.allowance, allowanceOf(source));
    lanes.set(laneOf(source), lane);
  }
  return ({ source }) => {
    const { requests, allowance } = lanes.get(laneOf(source)) ?? { requests: 1, allowance: {} };
    const affordable = (HOUR * requests) / ((allowance.perHour ?? NO_LIMIT) * SHARE);
    const refresh = Math.max(
      source.refresh ?? defaultRefresh,
      SHORTEST_REFRESH,
      (limitsOf(source).refreshSeconds ?? 0) * 1000,
      affordable,
    );
    return { refresh, staleAfter: source.staleAfter ?? STALE_AFTER_REFRESHES * refresh, allowance };
  };
}
