import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { Series } from '../../../../src/metrics/series';
import { InsightBook } from '../../../../src/outcome/insight/insightBook';
import { insightQuestions } from '../../../../src/outcome/insight/insightQuestions';
import type { Snapshot } from '../../../../src/outcome/snapshot';
import { dailySeries, instant, steadyNoise } from '../../../support/dailySeries';
import { fresh, onBranch, snapshotOf } from '../snapshots';

const COUNT = 6;
const okrs = (target: number): string => `version: 1
cycle: { id: q, start: 2026-07-01, end: 2026-10-10 }
sources: { repo: { type: file } }
objectives:
  - id: o
    title: O
    keyResults:
${Array.from({ length: COUNT }, (_, index) => `      - { id: k${index}, title: One, metric: { source: repo, query: "${index}" }, start: 500, target: ${target} }`).join('\n')}
`;
const NOW = instant('2026-09-30', '12:00');
const RELEASES = [{ name: 'v1', at: instant('2026-08-26', '12:00'), mine: false }];

function course(seed: number, step = 0): Series {
  const noise = steadyNoise(seed);
  return dailySeries(
    '2026-07-01',
    Array.from({ length: 91 }, (_, row) => 500 + 5 * noise() + (row >= 57 ? step : 0)),
  );
}

/** The key results, each with the series at its place. */
function look(series: readonly Series[], changes: Partial<Snapshot> = {}, target = 600): Snapshot {
  const readings = Object.fromEntries(series.map((one, index) => [String(index), fresh(one)]));
  const branch = onBranch({ releases: RELEASES });
  return snapshotOf(okrs(target), readings, { now: NOW, branch, ...changes });
}

const all = (step = 0): Series[] => Array.from({ length: COUNT }, (_, index) => course(index + 1, step));

describe('the book of insights', () => {
  it('works out each key result once for as long as nothing changes that it is made of', async () => {
    const book = new InsightBook();
    const series = all();
    const ask = (snapshot: Snapshot) => book.answer(insightQuestions(snapshot), turn);
    assert.equal(await ask(look(series)), true);
    assert.equal(book.workedOut, COUNT);
    // Read again, asked again, another value of today: the same days and the same aims.
    const live = series.map(({ points }) => ({ points: [...points, { t: NOW, v: 1 }] }));
    assert.equal(await ask(look(live, { branch: onBranch({ releases: [...RELEASES] }) })), false);
    assert.equal(book.workedOut, COUNT);
    assert.equal(await ask(look(series.with(0, course(99)))), true);
    assert.equal(book.workedOut, COUNT + 1);
    assert.equal(await ask(look(series, { now: NOW + 86_400_000 })), true);
    assert.equal(book.workedOut, 2 * COUNT + 1);
    await ask(look(series, {}, 700));
    assert.equal(book.workedOut, 3 * COUNT + 1);
  });

  it('lets others have many turns while it works', async () => {
    const book = new InsightBook();
    let turns = 0;
    await book.answer(insightQuestions(look(all())), async () => {
      turns += 1;
    });
    assert.ok(turns > 5 * COUNT, `${turns}`);
  });

  it('says nothing about a key result whose aim was changed since', async () => {
    const book = new InsightBook();
    const first = look(all());
    await book.answer(insightQuestions(first), turn);
    const [question] = insightQuestions(first);
    const [changed] = insightQuestions(look(all(), {}, 700));
    assert.ok(question && changed);
    assert.ok(book.of(question.keyResult));
    assert.equal(book.of(changed.keyResult), undefined);
  });

  it('takes a change for one only where it holds up among all that were looked at', async () => {
    const alone = new InsightBook();
    const together = new InsightBook();
    const answers: string[] = [];
    for (let step = 1; step < 8 && !answers.includes('moved cant-tell several'); step += 0.25) {
      const series = all().with(0, course(1, step));
      const questions = insightQuestions(look(series));
      await alone.answer(questions.slice(0, 1), turn);
      await together.answer(questions, turn);
      const [question] = questions;
      assert.ok(question);
      const [one, among] = [alone, together].map((book) => book.of(question.keyResult)?.effect);
      answers.push(`${one?.answer} ${among?.answer} ${among?.why?.kind}`);
    }
    assert.ok(answers.includes('moved cant-tell several'), answers.join());
  });

  it('forgets what is not shown any more', async () => {
    const book = new InsightBook();
    const questions = insightQuestions(look(all()));
    await book.answer(questions, turn);
    assert.equal(await book.answer(questions.slice(1), turn), true);
    assert.equal(questions[0] && book.of(questions[0].keyResult), undefined);
  });
});
