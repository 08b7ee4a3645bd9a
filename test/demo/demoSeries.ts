import { DAY_MS, type DemoStory, dayOf, lastReleaseTime, startOfDay } from './demoStory';
import { noise } from './noise';

/** A living metric: its value at a moment, in milliseconds since 1970 UTC. */
export type LivingMetric = (time: number) => number;

/** How much of the week's business falls on Sunday, Monday, … ; the mean is 1. */
const WEEK = [0.82, 1.08, 1.1, 1.07, 1.05, 1.02, 0.86];
const LIVE_MS = 5_000;

/** What the demo's Prometheus API knows, by the whole query text. */
export function prometheusMetrics(story: DemoStory): ReadonlyMap<string, LivingMetric> {
  return new Map<string, LivingMetric>([
    ['sum(increase(signups_total[30d]))', (time) => signupsInThirtyDays(story, time)],
    ['checkout_error_ratio', checkoutErrorRatio],
  ]);
}

/** Orders of a day in USD, as far as the day has come at `now`. */
export function ordersOn(day: number, now: number): number {
  const whole = 3_330_000 * weekday(day) * (1 + 0.06 * noise('orders', dayOf(day)));
  const share = Math.min(1, Math.max(0, (now - day) / DAY_MS));
  return Math.round(whole * share);
}

/** 95th percentile of the checkout's answer time on a day, in milliseconds: every release took something off. */
export function checkoutP95On(story: DemoStory, day: number): number {
  const shipped = story.releases.filter(({ time }) => time <= day).length;
  return Math.round(820 * 0.945 ** shipped * (1 + 0.03 * noise('p95', dayOf(day))));
}

function signupsInThirtyDays(story: DemoStory, time: number): number {
  const from = time - 30 * DAY_MS;
  let sum = 0;
  for (let day = startOfDay(from); day < time; day += DAY_MS) {
    const inside = Math.min(day + DAY_MS, time) - Math.max(day, from);
    sum += (signupsOn(story, day) * inside) / DAY_MS;
  }
  // Prometheus extrapolates at the edges of a range, so a real one is never quite still either.
  return Math.round(sum + 4 * noise('signups live', Math.floor(time / LIVE_MS)));
}

function signupsOn(story: DemoStory, day: number): number {
  const trend = (day - story.start) / DAY_MS / 20;
  const afterRelease = day >= lastReleaseTime(story) ? 36 : 0;
  return (394 + trend + afterRelease) * weekday(day) * (1 + 0.05 * noise('signups', dayOf(day)));
}

function checkoutErrorRatio(time: number): number {
  const day = 0.0042 * weekday(time) * (1 + 0.15 * noise('errors', dayOf(time)));
  const live = 0.00005 * noise('errors live', Math.floor(time / LIVE_MS));
  return Number((day + live).toFixed(6));
}

function weekday(time: number): number {
  return WEEK[new Date(time).getUTCDay()] ?? 1;
}
