import assert from 'node:assert/strict';
import fc from 'fast-check';
import { corrected, holm } from '../../../../src/outcome/impact/holm';
import type { Impact } from '../../../../src/outcome/impact/model';

const moved = (p: number): Impact => ({
  answer: 'moved',
  since: [],
  others: [],
  figures: {
    scale: 'ratio',
    estimate: 0.1,
    median: 0.1,
    lower: 0.01,
    upper: 0.2,
    pUp: 1 - p / 2,
    p,
    smallestDetectable: 0.1,
    level: 100,
    correlation: 0,
    wanderingShare: 0,
    driftShare: 0,
  },
});

describe('several metrics for one deployment', () => {
  it("are adjusted as R's p.adjust does by Holm", () => {
    assert.deepEqual(
      holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(10))),
      [0.03, 0.06, 0.06, 0.02],
    );
    assert.deepEqual(holm([]), []);
    assert.deepEqual(holm([0.5, 0.9]), [1, 1]);
  });

  it('stay in order and never become more certain', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (ps) => {
        const adjusted = holm(ps);
        assert.ok(adjusted.every((p, index) => p >= (ps[index] ?? 2) && p <= 1));
      }),
    );
  });

  it('count as moved only where that holds up among all of them', () => {
    const refused: Impact = { answer: 'cant-tell', why: { kind: 'constant' }, since: [], others: [] };
    const answers = corrected([moved(0.03), moved(0.001), refused, moved(0.03)]);
    assert.deepEqual(
      answers.map(({ answer }) => answer),
      ['cant-tell', 'moved', 'cant-tell', 'cant-tell'],
    );
    assert.deepEqual(answers[0]?.why, { kind: 'several', metrics: 3 });
    assert.deepEqual(
      corrected([moved(0.03), refused]).map(({ answer }) => answer),
      ['moved', 'cant-tell'],
    );
  });
});
