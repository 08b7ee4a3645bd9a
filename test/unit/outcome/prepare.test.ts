import assert from 'node:assert/strict';
import type { Reading } from '../../../src/metrics/reading';
import { Drawn } from '../../../src/outcome/drawn';
import { prepare } from '../../../src/outcome/prepare';
import { plainWords } from '../../../src/outcome/words';
import { NOW } from '../../support/metricQuery';
import { daily, fresh, snapshotOf, viewOf } from './snapshots';

const MINUTE = 60_000;
const COUNT = 100;
const OKRS = `version: 1
cycle: { id: all, start: 2026-01-01, end: 2026-12-31 }
sources: { one: { type: file } }
objectives:
  - id: o
    title: Objective
    keyResults:
${Array.from({ length: COUNT }, (_, index) => `      - { id: k${index}, title: One, metric: { source: one, query: "${index}" }, start: 0, target: 9 }`).join('\n')}
`;
const SERIES = daily([1, 2, 3]);
const readings = (loading = false): Record<string, Reading> =>
  Object.fromEntries(
    Array.from({ length: COUNT }, (_, index) => [String(index), { ...fresh(SERIES), loading }]),
  );

describe('a large page that is prepared', () => {
  it('is drawn in slices with turns for others between, and not again by the view', async () => {
    const drawn = new Drawn();
    const snapshot = snapshotOf(OKRS, readings(), { drawn });
    let done = false;
    const made: number[] = [];
    const look = (): void => {
      made.push(drawn.viewsMade);
      if (!done) setImmediate(look);
    };
    const work = prepare(snapshot, plainWords).then(() => {
      done = true;
    });
    look();
    await work;
    const steps = made.map((count, index) => count - (made[index - 1] ?? 0));
    assert.equal(drawn.viewsMade, COUNT);
    assert.ok(Math.max(...steps) < COUNT / 2, `${made}`);
    viewOf(snapshot);
    assert.equal(drawn.viewsMade, COUNT);
  });

  it('is drawn in finer slices where there are answers to write', async () => {
    const drawn = new Drawn();
    const insight = { guardrails: [], every: true };
    const snapshot = snapshotOf(OKRS, readings(), { drawn, insightOf: () => insight });
    const made: number[] = [];
    const work = prepare(snapshot, plainWords);
    const looking = setInterval(() => made.push(drawn.viewsMade), 0);
    made.push(drawn.viewsMade);
    await work;
    clearInterval(looking);
    assert.ok((made[0] ?? COUNT) < 10, `${made}`);
    assert.equal(drawn.viewsMade, COUNT);
  });

  it('is not drawn anew where numbers are only asked for again, and is in the next minute', async () => {
    const drawn = new Drawn();
    const snapshot = snapshotOf(OKRS, readings(), { drawn });
    const { okr, branch } = snapshot;
    assert.ok(branch);
    viewOf(snapshot);
    viewOf(snapshotOf(OKRS, readings(true), { drawn, okr, branch }));
    assert.equal(drawn.viewsMade, COUNT);
    viewOf(snapshotOf(OKRS, readings(), { drawn, okr, branch, now: NOW + MINUTE }));
    assert.equal(drawn.viewsMade, 2 * COUNT);
  });

  it('is nothing where no OKR file was read', async () => {
    const drawn = new Drawn();
    await prepare(snapshotOf(OKRS, {}, { drawn, okr: { kind: 'loading' } }), plainWords);
    assert.equal(drawn.viewsMade, 0);
  });
});
