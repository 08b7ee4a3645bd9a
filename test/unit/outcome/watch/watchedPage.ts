import type { Series } from '../../../../src/metrics/series';
import type { CycleWork } from '../../../../src/outcome/cycleWork';
import type { InsightBook } from '../../../../src/outcome/insight/insightBook';
import { insightQuestions } from '../../../../src/outcome/insight/insightQuestions';
import type { Depth } from '../../../../src/outcome/insight/workOut';
import type { Snapshot } from '../../../../src/outcome/snapshot';
import { dailySeries, instant, steadyNoise } from '../../../support/dailySeries';
import { fresh, onBranch, type Readings, snapshotOf } from '../snapshots';

/** A key result with two guardrails, and a milestone with one; releases that brought commits of both. */
export const OKRS = `version: 1
cycle: { id: q, start: 2026-07-01, end: 2026-12-10 }
sources: { repo: { type: file } }
objectives:
  - id: o
    title: O
    keyResults:
      - id: signups
        title: More signups
        metric: { source: repo, query: signups }
        start: 500
        target: 600
        guardrails:
          - { title: Errors, metric: { source: repo, query: errors }, atMost: 700 }
          - { title: Load, metric: { source: repo, query: load }, atMost: 900, atLeast: 100 }
      - id: tidy
        title: Tidy up
        milestones: [{ title: one }]
        guardrails: [{ title: Answers, metric: { source: repo, query: answers }, atLeast: 100 }]
deployments: { tags: "v*" }
`;
export const FIRST = { name: 'v1', at: instant('2026-07-10', '12:00'), mine: false };
export const SECOND = { name: 'v2', at: instant('2026-08-26', '12:00'), mine: false };
export const NOW = instant('2026-09-30', '12:00');

/** 56 days, and more since the second release, other by a step. */
export function course(step: number, { seed = 1, after = 35 } = {}): Series {
  const noise = steadyNoise(seed);
  const values = Array.from({ length: 56 + after }, (_, row) => 500 + 5 * noise() + (row >= 57 ? step : 0));
  return dailySeries('2026-07-01', values);
}

export const quiet: Readings = {
  signups: fresh(course(0)),
  errors: fresh(course(0, { seed: 2 })),
  load: fresh(course(0, { seed: 3 })),
  answers: fresh(course(0, { seed: 4 })),
};

/** What the ledger says was brought by releases, for every key result that is asked about. */
export function shippedIn(...names: readonly string[]): CycleWork {
  const work = { commits: 2, unreleased: 0, releases: new Set(names), latest: [] };
  return {
    commits: 2,
    tagged: 2,
    byKeyResult: new Map(['signups', 'tidy'].map((id) => [id, work])),
    subjects: new Map(),
    hasReleases: true,
    shallow: false,
  };
}

export function look(readings: Readings = {}, changes: Partial<Snapshot> = {}): Snapshot {
  const branch = onBranch({ releases: [FIRST, SECOND] });
  return snapshotOf(
    OKRS,
    { ...quiet, ...readings },
    { now: NOW, branch, cycleWork: shippedIn('v1', 'v2'), ...changes },
  );
}

/** Works out what there is to a snapshot, and gives it with that. */
export async function answered(book: InsightBook, snapshot: Snapshot, depth?: Depth): Promise<Snapshot> {
  await book.answer(insightQuestions(snapshot), async () => undefined, depth);
  return { ...snapshot, insightOf: (keyResult) => book.of(keyResult) };
}
