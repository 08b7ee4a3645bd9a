import type { MetricAsk } from './ask';
import type { Allowance } from './laneState';
import { laneOf } from './originOf';
import { groupSizeOf, limitsOf, type SourceConfig } from './sources/table';

const HOUR = 3_600_000;
const SHORTEST_REFRESH = 5_000;
/** What is left for other people and tools, and for pressing refresh. */
const SHARE = 0.8;
const STALE_AFTER_REFRESHES = 3;

/** When a source is asked, in milliseconds. */
export interface Pace {
  readonly refresh: number;
  readonly staleAfter: number;
}

/** What the API, or the file, allows in an hour; the lower of the two. */
export function allowanceOf(source: SourceConfig): Allowance {
  const { perHour, perMinute } = limitsOf(source);
  const lowest = Math.min(
    perHour ?? Number.POSITIVE_INFINITY,
    source.requestsPerHour ?? Number.POSITIVE_INFINITY,
  );
  return {
    ...(Number.isFinite(lowest) ? { perHour: lowest } : {}),
    ...(perMinute === undefined ? {} : { perMinute }),
  };
}

/** How often every source of these questions can be asked, so that an hourly allowance lasts for all of them. */
export function planOf(asks: readonly MetricAsk[], defaultRefresh: number): (ask: MetricAsk) => Pace {
  const counts = new Map<SourceConfig, number>();
  for (const { source } of asks) counts.set(source, (counts.get(source) ?? 0) + 1);
  const lanes = new Map<string, { requests: number; perHour: number }>();
  for (const [source, count] of counts) {
    const lane = lanes.get(laneOf(source)) ?? { requests: 0, perHour: Number.POSITIVE_INFINITY };
    lane.requests += Math.ceil(count / groupSizeOf(source));
    lane.perHour = Math.min(lane.perHour, allowanceOf(source).perHour ?? Number.POSITIVE_INFINITY);
    lanes.set(laneOf(source), lane);
  }
  return ({ source }) => {
    const lane = lanes.get(laneOf(source));
    const affordable = lane === undefined ? 0 : (HOUR * lane.requests) / (lane.perHour * SHARE);
    const refresh = Math.max(
      source.refresh ?? defaultRefresh,
      SHORTEST_REFRESH,
      (limitsOf(source).refreshSeconds ?? 0) * 1000,
      affordable,
    );
    return { refresh, staleAfter: source.staleAfter ?? STALE_AFTER_REFRESHES * refresh };
  };
}
