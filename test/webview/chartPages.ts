import type { Series } from '../../src/metrics/series';
import { forecastOf } from '../../src/outcome/forecast/forecast';
import { impactOf } from '../../src/outcome/impact/impact';
import { inOneGo } from '../../src/outcome/insight/inOneGo';
import type { Insight } from '../../src/outcome/insight/insight';
import { insightQuestions } from '../../src/outcome/insight/insightQuestions';
import { keyResultForecast, keyResultImpact } from '../../src/outcome/insight/keyResultInsight';
import type { ReadyPage } from '../../src/outcome/view';
import { dailySeries, instant, steadyNoise } from '../support/dailySeries';
import { fresh, onBranch, readyPageOf, snapshotOf } from '../unit/outcome/snapshots';

/** Key results with all that can be worked out about their numbers, as the presenter shows them. */

const OKRS = `version: 1
cycle: { id: 2026-Q4, start: 2026-10-01, end: 2026-12-31 }
sources: { repo: { type: file } }
objectives:
  - id: engagement
    title: Increase customer engagement on our platform
    customer: public consumers
    owner: growth
    keyResults:
      - id: engagement.signups
        title: Increase monthly new user signups by 10%
        metric: { source: repo, query: signups }
        unit: signups
        start: 12000
        target: +10%
      - id: engagement.orders
        title: $30M in orders in the fourth quarter
        metric: { source: repo, query: orders, aggregate: sum }
        unit: USD
        start: 0
        target: 30M
      - id: engagement.conversion
        title: Nine of a hundred carts more become an order
        metric: { source: repo, query: conversion, aggregate: mean }
        start: 38%
        target: 47%
      - id: engagement.latency
        title: Answer 95% of checkouts within 420 ms
        metric: { source: repo, query: latency }
        unit: ms
        start: 520
        target: 420
deployments: { tags: "v*" }
`;
const NOW = instant('2026-11-25', '09:30');
const RELEASES = [
  { name: 'v1.40', at: instant('2026-09-24', '10:00'), mine: false },
  { name: 'v1.41', at: instant('2026-10-12', '15:00'), mine: false },
  { name: 'v1.42', at: instant('2026-11-04', '11:00'), mine: true },
];
/** Days from the first of June to the day before `NOW`. */
const DAYS = 177;
const SHIPPED = 156;
const WEEK = [1, 1.02, 1.01, 1, 0.97, 0.82, 0.8] as const;

type Course = (day: number, noise: number, weekday: number) => number;
const COURSES: Readonly<Record<string, Course>> = {
  signups: (day, noise) => 11_700 + 5 * day + 70 * noise + (day >= SHIPPED ? 260 : 0),
  orders: (day, noise, weekday) => (240_000 + 700 * day + 60_000 * noise) * weekday,
  conversion: (day, noise, weekday) => 0.36 + 0.0001 * day + 0.008 * noise + 0.1 * (weekday - 1),
  latency: (day, noise) => 520 - 0.3 * day + 14 * noise + (day >= SHIPPED ? 30 : 0),
};

export const charted: ReadyPage = chartedPage(true);
/** The same before anything was worked out. */
export const uncharted: ReadyPage = chartedPage(false);

function chartedPage(workedOut: boolean): ReadyPage {
  const readings = Object.fromEntries(
    Object.keys(COURSES).map((name, index) => [
      name,
      { ...fresh(series(name, index)), fetchedAt: NOW - 30_000 },
    ]),
  );
  const snapshot = snapshotOf(OKRS, readings, { now: NOW, branch: onBranch({ releases: RELEASES }) });
  const insights = new Map(
    insightQuestions(snapshot).flatMap(({ keyResult, series: known, cycle, now, deployments, asked }) => {
      if (known === undefined) return [];
      const measured = { series: known, cycle, now };
      const toCome = keyResultForecast(keyResult, measured);
      const shipped =
        asked && keyResultImpact(keyResult, { ...measured, deployments: deployments.releases, asked });
      const insight: Insight = {
        every: deployments.every,
        guardrails: [],
        ...(toCome ? { forecast: forecastOf(toCome) } : {}),
        ...(shipped ? { effect: inOneGo(impactOf(shipped)) } : {}),
      };
      return [[keyResult.id, insight] as const];
    }),
  );
  const page = readyPageOf(workedOut ? { ...snapshot, insightOf: ({ id }) => insights.get(id) } : snapshot);
  return {
    ...page,
    objectives: page.objectives.map((objective) => ({
      ...objective,
      keyResults: objective.keyResults.map((one) => ({ ...one, expanded: true })),
    })),
  };
}

function series(name: string, seed: number): Series {
  const course = COURSES[name];
  const noise = steadyNoise(seed + 3);
  return dailySeries(
    '2026-06-01',
    Array.from({ length: DAYS }, (_, day) => course?.(day, noise(), WEEK[day % 7] ?? 1) ?? null),
  );
}
