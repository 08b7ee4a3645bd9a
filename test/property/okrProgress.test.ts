import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Aim } from '../../src/okr/model';
import { objectiveScore, type Standing, scoreOf } from '../../src/okr/progress';
import { parseQuantity, parseTarget } from '../../src/okr/quantity';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const quantity = finite.map((value) => ({ value, percent: false }));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const weight = fc.double({ min: Number.MIN_VALUE, noDefaultInfinity: true, noNaN: true });

const way: fc.Arbitrary<Aim> = fc.tuple(quantity, quantity).map(([start, target]) => ({
  kind: target.value >= start.value ? 'increase' : 'decrease',
  start,
  target,
}));
const bound: fc.Arbitrary<Aim> = fc
  .tuple(fc.constantFrom('atLeast', 'atMost'), quantity, fc.option(quantity, { nil: undefined }))
  .map(([kind, limit, start]) => ({ kind, bound: limit, ...(start ? { start } : {}) }));
const range: fc.Arbitrary<Aim> = fc
  .tuple(quantity, quantity)
  .map(([min, max]) => ({ kind: 'maintain', min, max }));
const milestone = fc.record({ title: fc.constant('m'), weight, done: fc.boolean() });
const milestones: fc.Arbitrary<Aim> = fc
  .array(milestone)
  .map((list) => ({ kind: 'milestone', milestones: list }));
const aim = fc.oneof(way, bound, range, milestones);
const standing: fc.Arbitrary<Standing> = fc.record(
  { current: fc.double(), heldShare: fc.double() },
  { requiredKeys: [] },
);

function inUnit(score: number | undefined): boolean {
  return score === undefined || (score >= 0 && score <= 1);
}

describe('scores', () => {
  it('stay within 0 and 1 for any aim and any standing', () => {
    fc.assert(
      fc.property(aim, standing, (one, at) => assert.ok(inUnit(scoreOf(one, at)))),
      { numRuns: 1000 },
    );
  });

  it('never fall when the value moves the way the aim wants', () => {
    const property = fc.property(fc.oneof(way, bound), finite, finite, share, (one, a, b, heldShare) => {
      const rising = one.kind === 'increase' || one.kind === 'atLeast';
      const [worse, better] = a < b === rising ? [a, b] : [b, a];
      const before = scoreOf(one, { current: worse, heldShare });
      const after = scoreOf(one, { current: better, heldShare });
      assert.ok(before !== undefined && after !== undefined && before <= after, `${before} > ${after}`);
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it('are 1 at the target, and 0 at a start that is not the target', () => {
    fc.assert(
      fc.property(way, (one) => {
        if (one.kind !== 'increase' && one.kind !== 'decrease') return;
        assert.equal(scoreOf(one, { current: one.target.value }), 1);
        if (one.start.value !== one.target.value) assert.equal(scoreOf(one, { current: one.start.value }), 0);
      }),
    );
  });

  it('of milestones never fall when one more is done', () => {
    fc.assert(
      fc.property(fc.array(milestone, { minLength: 1 }), fc.nat(), (list, pick) => {
        const done = list.map((one, index) => (index === pick % list.length ? { ...one, done: true } : one));
        const before = scoreOf({ kind: 'milestone', milestones: list }, {}) ?? 0;
        const after = scoreOf({ kind: 'milestone', milestones: done }, {}) ?? 0;
        assert.ok(after >= before);
      }),
    );
  });

  it('of an objective lie between the lowest and the highest of its key results', () => {
    const part = fc.record({ weight, score: fc.option(share, { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const scores = parts.flatMap(({ score }) => score ?? []);
        const mean = objectiveScore(parts);
        if (scores.length === 0) return assert.equal(mean, undefined);
        assert.ok(mean !== undefined);
        assert.ok(mean >= Math.min(...scores) - 1e-12 && mean <= Math.max(...scores) + 1e-12);
      }),
      { numRuns: 500 },
    );
  });
});

describe('quantities', () => {
  it('read back every finite number', () => {
    fc.assert(
      fc.property(finite, (value) => {
        const read = parseQuantity(value);
        assert.ok(read.ok);
        assert.ok(read.value.value === value);
      }),
    );
  });

  it('read any text to a finite number or an error', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom('+', '-', '1', '0', '.', ',', '_', 'e', 'k', 'M', '%', ' '))
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const quantityRead = parseQuantity(written);
        if (quantityRead.ok) assert.ok(Number.isFinite(quantityRead.value.value));
        const target = parseTarget(written);
        if (target.ok && target.value.kind === 'relative') assert.ok(Number.isFinite(target.value.amount));
        // Whatever is an amount is a target, too.
        if (quantityRead.ok) assert.ok(target.ok);
      }),
      { numRuns: 1000 },
    );
  });
});
