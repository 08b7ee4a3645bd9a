import assert from 'node:assert/strict';
import type { Insight } from '../../../../src/outcome/insight/insight';
import { InsightBook } from '../../../../src/outcome/insight/insightBook';
import { insightQuestions } from '../../../../src/outcome/insight/insightQuestions';
import type { Snapshot } from '../../../../src/outcome/snapshot';
import { instant } from '../../../support/dailySeries';
import { fresh, onBranch, snapshotOf } from '../snapshots';
import { answered, course, FIRST, look, NOW, OKRS, quiet, SECOND, shippedIn } from './watchedPage';

async function insightOf(snapshot: Snapshot, id = 'signups', book = new InsightBook()): Promise<Insight> {
  const { okr, insightOf: known } = await answered(book, snapshot);
  assert.ok(okr.kind === 'read');
  const keyResult = okr.document.file?.objectives[0]?.keyResults.find((one) => one.id === id);
  const insight = keyResult && known?.(keyResult);
  assert.ok(insight, id);
  return insight;
}

describe('the watch in the book of insights', () => {
  it('follows the newest deployment that brought tagged commits, whatever the effect is asked since', async () => {
    const branch = onBranch({ releases: [{ ...FIRST, mine: true }, SECOND] });
    const { effect, watch } = await insightOf(look({}, { branch }));
    assert.deepEqual([effect?.since[0]?.name, watch?.since[0]?.name], ['v1', 'v2']);
    assert.equal(watch?.state, 'watching');
  });

  it('is none where no commit is tagged with the key result, or none of them is released', async () => {
    const { cycleWork: _, ...untold } = look();
    const every = await insightOf(untold);
    assert.deepEqual([every.every, every.watch, every.effect?.since[0]?.name], [true, undefined, 'v2']);
    assert.equal((await insightOf(look({}, { cycleWork: shippedIn() }))).watch, undefined);
  });

  it('goes on where its release brought commits of before the cycle', async () => {
    const { cycleWork } = look();
    assert.ok(cycleWork);
    const earlier = new Map([['signups', new Set(['v2'])]]);
    const begun = { ...cycleWork, byKeyResult: new Map(), earlier };
    const found = await insightOf(look({ signups: fresh(course(-25)) }, { cycleWork: begun }));
    assert.deepEqual([found.every, found.watch?.state, found.watch?.since[0]?.name], [false, 'alarm', 'v2']);
    assert.deepEqual(
      found.effect?.unrelated?.map(({ name }) => name),
      ['v1'],
    );
    const third = { name: 'v3', at: instant('2026-09-20', '12:00'), mine: false };
    const branch = onBranch({ releases: [FIRST, SECOND, third] });
    const both = { ...shippedIn('v3'), earlier };
    const next = await insightOf(look({}, { branch, cycleWork: both }));
    assert.deepEqual([next.watch?.since[0]?.name, next.effect?.others[0]?.name], ['v3', 'v2']);
  });

  it('raises an alarm on a drop, and on a rise of what has an upper bound', async () => {
    const dropped = await insightOf(look({ signups: fresh(course(-25)) }));
    assert.deepEqual([dropped.watch?.state, dropped.guardrails[0]?.watch?.state], ['alarm', 'watching']);
    const worse = await insightOf(look({ errors: fresh(course(25, { seed: 2 })) }));
    assert.deepEqual([worse.watch?.state, worse.guardrails[0]?.watch?.state], ['watching', 'alarm']);
    const better = await insightOf(
      look({ signups: fresh(course(25)), errors: fresh(course(-25, { seed: 2 })) }),
    );
    assert.deepEqual([better.watch?.state, better.guardrails[0]?.watch?.state], ['watching', 'watching']);
    assert.equal(better.guardrails[1]?.watch, undefined, 'neither direction is harm');
  });

  it('watches the guardrail of a key result that has no metric itself', async () => {
    const { watch, forecast, guardrails } = await insightOf(
      look({ answers: fresh(course(-25, { seed: 4 })) }),
      'tidy',
    );
    assert.deepEqual([watch, forecast, guardrails[0]?.watch?.state], [undefined, undefined, 'alarm']);
    assert.equal(guardrails[0]?.effect?.answer, 'moved');
  });

  it('ends with the next deployment for the key result, and only with that', async () => {
    const third = { name: 'v3', at: instant('2026-09-20', '12:00'), mine: false };
    const branch = onBranch({ releases: [FIRST, SECOND, third] });
    const signups = fresh(course(-25));
    const theirs = await insightOf(look({ signups }, { branch }));
    assert.equal(theirs.watch?.state, 'alarm', 'another one’s deployment changes nothing');
    const ours = await insightOf(look({ signups }, { branch, cycleWork: shippedIn('v1', 'v2', 'v3') }));
    assert.deepEqual([ours.watch?.since[0]?.name, ours.watch?.state], ['v3', 'watching']);
  });

  it('leaves out the days that the OKR file marks', async () => {
    const { points } = course(0);
    const outage = {
      points: points.map((one, row) => (row < 58 || row > 65 ? one : { ...one, v: (one.v ?? 0) - 25 })),
    };
    const readings = { ...quiet, signups: fresh(outage) };
    assert.equal((await insightOf(look(readings))).watch?.state, 'alarm');
    const marked = OKRS.replace(
      'end: 2026-12-10 }',
      'end: 2026-12-10, leaveOut: [{ start: 2026-08-28, end: 2026-09-04 }] }',
    );
    const { branch, cycleWork } = look();
    assert.ok(branch && cycleWork);
    const { watch } = await insightOf(snapshotOf(marked, readings, { now: NOW, branch, cycleWork }));
    assert.deepEqual([watch?.state, watch?.leftOut], ['watching', 10], 'with the days of two deployments');
  });

  it('is worked out anew only where something changed that it is made of', async () => {
    const book = new InsightBook();
    const count = async (snapshot: Snapshot): Promise<number> => {
      const before = book.workedOut;
      await answered(book, snapshot);
      return book.workedOut - before;
    };
    assert.equal(await count(look()), 2);
    const live = { points: [...course(0, { seed: 2 }).points, { t: NOW, v: 1 }] };
    assert.equal(await count(look({ errors: fresh(live) })), 0, 'today');
    assert.equal(await count(look({ errors: fresh(course(9, { seed: 2 })) })), 1, 'history of a guardrail');
    assert.equal(
      await count(look({ errors: fresh(course(9, { seed: 2 })) }, { now: NOW + 86_400_000 })),
      2,
      'day',
    );
    assert.equal(await count(look({}, { now: NOW + 86_400_000 })), 1);
    assert.equal(
      await count(look({}, { now: NOW + 86_400_000, cycleWork: shippedIn('v1') })),
      2,
      'deployment',
    );
    const { branch } = look();
    assert.ok(branch);
    const tighter = snapshotOf(OKRS.replace('atMost: 700', 'atMost: 600'), quiet, {
      now: NOW + 86_400_000,
      branch,
      cycleWork: shippedIn('v1'),
    });
    assert.equal(await count(tighter), 1, 'bound');
  });

  it('compares two histories once, with a turn for others, and lets the older one go', async () => {
    const book = new InsightBook();
    await answered(book, look());
    let reads = 0;
    const points = new Proxy(course(0).points, {
      get: (target, key) => {
        reads += 1;
        return Reflect.get(target, key);
      },
    });
    const signups = fresh({ points });
    let turns = 0;
    const ask = async (): Promise<[number, number]> => {
      [reads, turns] = [0, 0];
      await book.answer(insightQuestions(look({ signups })), async () => {
        turns += 1;
      });
      return [reads, turns];
    };
    const [compared, pauses] = await ask();
    assert.ok(compared > 91 && pauses === 1, `${compared} ${pauses}`);
    assert.deepEqual(await ask(), [0, 0]);
    assert.equal(book.workedOut, 2);
  });

  it('is the same watch where only the branch changed', async () => {
    const book = new InsightBook();
    const before = await insightOf(look(), 'signups', book);
    const branch = onBranch({ releases: [{ ...FIRST, mine: true }, SECOND] });
    const after = await insightOf(look({}, { branch }), 'signups', book);
    assert.notEqual(after.effect, before.effect);
    assert.deepEqual([after.watch === before.watch, after.forecast === before.forecast], [true, true]);
    assert.equal(after.guardrails[0]?.watch, before.guardrails[0]?.watch);
  });

  it('is all that is worked out where nobody looks at more, and more stays known', async () => {
    const book = new InsightBook();
    const dropped = look({ signups: fresh(course(-25)) });
    await answered(book, dropped, 'watch');
    const [question] = insightQuestions(dropped);
    assert.ok(question);
    const alone = book.of(question.keyResult);
    assert.deepEqual([alone?.watch?.state, alone?.effect, alone?.forecast], ['alarm', undefined, undefined]);
    const whole = await insightOf(dropped, 'signups', book);
    assert.deepEqual([whole.watch === alone?.watch, whole.effect?.answer], [true, 'moved']);
    await answered(book, dropped, 'watch');
    assert.equal(book.of(question.keyResult), whole);
  });

  it('takes a change for one only where it holds up among targets and guardrails together', async () => {
    const answers: string[] = [];
    for (let step = 1; step < 8 && !answers.includes('moved cant-tell several'); step += 0.25) {
      const readings = { signups: fresh(course(step)) };
      const bare = look(readings);
      const { okr } = bare;
      assert.ok(okr.kind === 'read' && okr.document.file);
      const [objective] = okr.document.file.objectives;
      assert.ok(objective);
      const keyResults = objective.keyResults.slice(0, 1).map((one) => ({ ...one, guardrails: [] }));
      const file = { ...okr.document.file, objectives: [{ ...objective, keyResults }] };
      const alone = await insightOf({ ...bare, okr: { ...okr, document: { ...okr.document, file } } });
      const among = await insightOf(bare);
      answers.push(`${alone.effect?.answer} ${among.effect?.answer} ${among.effect?.why?.kind}`);
    }
    assert.ok(answers.includes('moved cant-tell several'), answers.join());
  });

  it('lets others have many turns while it works', async () => {
    let turns = 0;
    await new InsightBook().answer(insightQuestions(look()), async () => {
      turns += 1;
    });
    assert.ok(turns > 150, `${turns}`);
  });
});
