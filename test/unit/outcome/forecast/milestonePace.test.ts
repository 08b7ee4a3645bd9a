import assert from 'node:assert/strict';
import { milestonePace, milestoneText } from '../../../../src/outcome/forecast/milestonePace';
import { plainWords } from '../../../../src/outcome/words';
import { instant } from '../../../support/dailySeries';

const SPAN = { from: instant('2026-10-01'), to: instant('2026-12-10') };
const TELLING = { title: 'Done', style: { locale: 'en' }, thisYear: '2026' };

/** Ten parts of the same weight. */
function parts(done: number) {
  const milestones = Array.from({ length: 10 }, (_, index) => ({
    title: String(index),
    weight: 1,
    done: index < done,
  }));
  return { kind: 'milestone' as const, milestones };
}

function told(done: number, now: string): string {
  const pace = milestonePace(parts(done), SPAN, instant(now));
  assert.ok(pace);
  return milestoneText(pace, '2026-12-09', TELLING, plainWords)
    .map(({ text }) => text)
    .join('');
}

describe('the pace of milestones', () => {
  it('is what is done beside how much time is over, and what each week left needs', () => {
    const pace = milestonePace(parts(4), SPAN, instant('2026-11-05'));
    assert.deepEqual(pace, { done: 0.4, elapsed: 0.5, left: 5, needed: 0.12 });
  });

  it('counts by weight', () => {
    const milestones = [
      { title: 'a', weight: 3, done: true },
      { title: 'b', weight: 1, done: false },
    ];
    assert.equal(milestonePace({ kind: 'milestone', milestones }, SPAN, instant('2026-11-05'))?.done, 0.75);
  });

  it('is there for milestones only', () => {
    const bound = { value: 1, percent: false };
    assert.equal(milestonePace({ kind: 'atLeast', bound }, SPAN, instant('2026-11-05')), undefined);
  });

  it('is told in words', () => {
    assert.equal(
      told(4, '2026-11-05'),
      '40% is done with 50% of the time over: behind. From here it needs 12% a week until Dec 9.',
    );
    assert.equal(
      told(7, '2026-11-05'),
      '70% is done with 50% of the time over: ahead. From here it needs 6% a week until Dec 9.',
    );
    assert.equal(
      told(5, '2026-11-05'),
      '50% is done with 50% of the time over. From here it needs 10% a week until Dec 9.',
    );
    assert.match(told(9, '2026-12-05'), / From here it needs 2% a day until Dec 9\.$/);
    assert.match(told(9, '2026-12-09'), /: behind\. 10% is left for the last day\.$/);
    assert.equal(told(10, '2026-11-05'), 'All of it is done.');
    assert.equal(told(9, '2026-12-10'), '90% was done by Dec 9.');
    assert.equal(told(0, '2026-09-01').startsWith('0% is done with 0% of the time over.'), true);
  });
});
