import type { TimeSpan } from './series';

const DAY = 86_400_000;
/** What a forecast looks back to; a sparkline and the days around a deployment need less. */
const HISTORY = 180 * DAY;
const MOST_STEPS = 1000;

/**
 * What a metric is asked for: its window as far as it has passed, and the history before now that an answer is made of.
 * @param now milliseconds since 1970 UTC; counts as part of the span
 */
export function askedSpan(window: TimeSpan, now: number): TimeSpan {
  return { from: Math.min(window.from, now - HISTORY), to: Math.min(window.to, now + 1) };
}

/**
 * Distance of the points wanted, in seconds. It is a day whatever the window, so that a query about one day, as
 * `increase(orders_total[1d])`, adds up; only spans of years get fewer points.
 */
export function askedStep({ from, to }: TimeSpan): number {
  const days = (to - from) / DAY;
  return (Math.max(1, Math.ceil(days / MOST_STEPS)) * DAY) / 1000;
}
