import assert from 'node:assert/strict';
import type { Reading } from '../../../../src/metrics/reading';
import { InsightBook } from '../../../../src/outcome/insight/insightBook';
import { insightQuestions } from '../../../../src/outcome/insight/insightQuestions';
import { dailySeries, instant, steadyNoise } from '../../../support/dailySeries';
import { fresh, keyResultOf, onBranch, snapshotOf, viewOf } from '../snapshots';

const OKRS = `version: 1
cycle: { id: q, start: 2026-07-01, end: 2026-10-10 }
sources: { repo: { type: file }, web: { type: prometheus, url: "https://web.example.com" } }
objectives:
  - id: o
    title: O
    keyResults:
      - id: signups
        title: More signups
        metric: { source: repo, query: a, control: { title: Visits, source: web, query: v } }
        start: 500
        target: 600
deployments: { tags: "v*" }
`;

function course(size: number, step = 0) {
  const noise = steadyNoise(1);
  return dailySeries(
    '2026-07-01',
    Array.from({ length: 91 }, (_, row) => 500 + size * noise() + (row >= 56 ? step : 0)),
  );
}

describe('a metric that is compared beside, on the page', () => {
  const release = { name: 'v1.42', at: instant('2026-08-26', '12:00'), mine: false };
  const snapshotWith = (control: Reading) =>
    snapshotOf(
      OKRS,
      { a: fresh(course(5, 40)), v: control },
      { now: instant('2026-09-30', '12:00'), branch: onBranch({ releases: [release] }) },
    );

  it('stands in how the effect was worked out, and makes a new one where it changes', async () => {
    const book = new InsightBook();
    const workedOut = async (control: Reading): Promise<string> => {
      const snapshot = snapshotWith(control);
      await book.answer(insightQuestions(snapshot), async () => undefined);
      const { insight } = keyResultOf({ ...snapshot, insightOf: (one) => book.of(one) }, 'signups');
      return (insight?.effect?.workedOut ?? []).join('\n');
    };
    assert.match(await workedOut(fresh(course(9))), /\nCompared beside: Visits\./);
    assert.match(await workedOut({ loading: true }), /\nNot compared beside Visits: it has no numbers\./);
    assert.equal(book.workedOut, 2);
  });

  it('waits for approval like every other number', () => {
    const waiting = { kind: 'not-approved', origin: 'https://web.example.com' } as const;
    const { page } = viewOf(snapshotWith({ loading: false, error: waiting }));
    assert.match(JSON.stringify(page), /asks for numbers from https:\/\/web\.example\.com/);
  });
});
