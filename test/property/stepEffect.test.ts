import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inOneGo } from '../../src/outcome/insight/inOneGo';
import { noiseGrid, whitenerOf } from '../../src/outcome/insight/noise';
import { stepDesign } from '../../src/outcome/insight/stepDesign';
import { prepareStep, type StepEffect, stepEffect } from '../../src/outcome/insight/stepEffect';
import { assertClose } from '../support/insightData';

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 24, maxLength: 60 });
const RUNS = { numRuns: 40 };

function effectOf(y: readonly number[]): StepEffect | undefined {
  const days = y.map((_, day) => day);
  const prepared = inOneGo(prepareStep(stepDesign({ days, stepAt: Math.floor(y.length / 2), period: 7 })));
  return prepared && stepEffect(prepared, Float64Array.from(y));
}

/** Sizes that rounding can't blur. */
function isRough(y: readonly number[]): boolean {
  return new Set(y).size > 12;
}

describe('any step', () => {
  it('moves with the scale of the values and not with their level', () => {
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: -1000, max: 1000 }),
        fc.constantFrom(0.001, 3, -7, 1e6),
        (y, shift, scale) => {
          fc.pre(isRough(y));
          const plain = effectOf(y)?.distribution;
          const changed = effectOf(y.map((value) => (value + shift) * scale))?.distribution;
          if (plain === undefined || changed === undefined) return assert.equal(plain, changed);
          const tail = scale > 0 ? plain.above(0) : plain.below(0);
          assertClose(changed.sd, plain.sd * Math.abs(scale), 1e-6, 'spread');
          assert.ok(Math.abs(changed.above(0) - tail) < 1e-6);
          assert.ok(Math.abs(changed.mean - plain.mean * scale) < 1e-6 * plain.sd * Math.abs(scale));
        },
      ),
      RUNS,
    );
  });

  it('is found to the same digit again', () => {
    fc.assert(
      fc.property(values, (y) => {
        const [one, other] = [effectOf(y)?.distribution, effectOf(y)?.distribution];
        assert.equal(one?.mean, other?.mean);
        assert.equal(one?.quantile(0.025), other?.quantile(0.025));
      }),
      { numRuns: 10 },
    );
  });

  it('gives numbers or nothing, whatever the values', () => {
    const odd = fc.array(
      fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, 1, 5)),
      {
        minLength: 1,
        maxLength: 50,
      },
    );
    fc.assert(
      fc.property(odd, (y) => {
        const distribution = effectOf(y)?.distribution;
        if (distribution === undefined) return;
        const figures = [distribution.mean, distribution.above(0), distribution.quantile(0.025)];
        assert.ok(
          figures.every((figure) => !Number.isNaN(figure)),
          figures.join(' '),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('whitens a row without gaps as the usual recursions do', () => {
    const grid = noiseGrid([0, 0.4, 0.98], [0.003, 1]);
    fc.assert(
      fc.property(values, (y) => {
        const column = Float64Array.from(y);
        for (const noise of grid) {
          const white = whitenerOf(noise, new Float64Array(y.length).fill(1)).whiten(column);
          const expected =
            noise.kind === 'persistent' ? neighbours(y, noise.value) : innovations(y, noise.value);
          for (const [index, value] of expected.entries()) {
            assert.ok(Math.abs((white[index] ?? Number.NaN) - value) < 1e-8 * (1 + Math.abs(value)));
          }
        }
      }),
      RUNS,
    );
  });
});

function neighbours(y: readonly number[], rho: number): number[] {
  return y.map((value, index) =>
    index === 0 ? value : (value - rho * (y[index - 1] ?? 0)) / Math.sqrt(1 - rho * rho),
  );
}

function innovations(y: readonly number[], step: number): number[] {
  let [variance, level] = [step, 0];
  return y.map((value) => {
    const total = variance + 1;
    const gain = variance / total;
    const surprise = value - level;
    level += gain * surprise;
    variance = variance * (1 - gain) + step;
    return surprise / Math.sqrt(total);
  });
}
