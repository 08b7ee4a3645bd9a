import { DAY_MS, type DemoStory, dayOf, newestRelease, startOfDay } from './demoStory';
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

/** 95th percentile of the checkout's answer time on a day, in milliseconds: every release took something off, the newest most. */
export function checkoutP95On(story: DemoStory, day: number): number {
  const shipped = story.releases.filter(({ time }) => time <= day).length;
  const newest = isAfterNewest(story, day);
  const level = 820 * 0.96 ** (newest ? shipped - 1 : shipped) * (newest ? 0.86 : 1);
  return Math.round(level * (1 + 0.03 * noise('p95', daysIn(story, day))));
}

/** Questions about paying on a day: few, and up and down by so much that no release can be told from luck. */
export function questionsOn(story: DemoStory, day: number): number {
  return Math.round(14 + 6 * noise('questions', daysIn(story, day)));
}

/** Share of the payments that failed on a day: since the newest release more of them do, which nobody has noticed yet. */
export function failedPaymentsOn(story: DemoStory, day: number): number {
  const level = isAfterNewest(story, day) ? 0.012 : 0.008;
  return Number((level * (1 + 0.15 * noise('failed payments', daysIn(story, day)))).toFixed(5));
}

function isAfterNewest(story: DemoStory, day: number): boolean {
  return day >= newestRelease(story).time;
}

/** Counted from the demo's first day, so that its story is the same on whatever day it is told. */
function daysIn(story: DemoStory, day: number): number {
  return Math.round((day - story.start) / DAY_MS);
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

/** They grow, and no release made them. */
function signupsOn(story: DemoStory, day: number): number {
  const level = 388 + (day - story.start) / DAY_MS / 4;
  return level * weekday(day) * (1 + 0.05 * noise('signups', daysIn(story, day)));
}

function checkoutErrorRatio(time: number): number {
  const day = 0.0042 * weekday(time) * (1 + 0.15 * noise('errors', dayOf(time)));
  const live = 0.00005 * noise('errors live', Math.floor(time / LIVE_MS));
  return Number((day + live).toFixed(6));
}

function weekday(time: number): number {
  return WEEK[new Date(time).getUTCDay()] ?? 1;
}
