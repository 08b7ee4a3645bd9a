import assert from 'node:assert/strict';
import { inOneGo } from '../../../../src/outcome/insight/inOneGo';
import { stepDesign } from '../../../../src/outcome/insight/stepDesign';
import { prepareStep, type StepEffect, stepEffect } from '../../../../src/outcome/insight/stepEffect';
import { effectOf, stepReferences } from '../../../oracles/references';
import { assertClose, insightData, type StepData } from '../../../support/insightData';

interface Expected {
  readonly data: string;
  readonly t0: number;
  readonly period: number;
}

/** Figures of single fits, as dense matrices give them: data, noise, drift, b, se, posterior weight. */
const FITS = [
  ['synthetic', 'persistent', 0.5, 0, 10.0443577, 1.8878916, 0.1896439],
  ['synthetic', 'persistent', 0.5, 2, 8.55973, 3.0278895, 0.0389467],
  ['synthetic', 'wandering', 0.1, 0.5, 9.1320131, 3.4306143, 0.00020137],
  ['nile', 'persistent', 0.2, 0, -249.5318385, 34.7145957, 0.19258181],
  ['nile', 'wandering', 0.1, 2, -316.0308939, 96.0704147, 0.00120977],
] as const;

/** Random-walk share, drift share, mean correlation, 90 % interval, posterior sd. */
const DIAGNOSTICS: Readonly<Record<string, readonly number[]>> = {
  synthetic: [0.012427, 0.465552, 0.531801, 4.528261, 13.46164, 2.745166],
  nile: [0.207637, 0.385524, 0.188732, -352.809596, -191.409731, 49.616167],
  seatbelts_log_drivers: [0.999936, 0.543364, 0.535152],
};

describe('the effect of a step', () => {
  const { results } = insightData<{ results: Readonly<Record<string, Expected>> }>('stepExpected.json');
  const effects = new Map(
    Object.entries(results).map(([name, { data, t0, period }]) => {
      return [name, effectOf(insightData<StepData>(data).y, t0, period)] as const;
    }),
  );

  const references = stepReferences();
  for (const name of Object.keys(results)) {
    const of = (): StepEffect => effects.get(name) ?? assert.fail();

    it(`is that of dense covariance matrices: ${name}`, () => {
      const own = references.filter((one) => one.of === name);
      assert.equal(own.length, 6);
      for (const { figure, actual, expected } of own) assertClose(actual, expected, 1e-9, figure);
    });

    it(`says which noise it found: ${name}`, () => {
      const { wanderingShare, driftShare, correlation, distribution } = of();
      const interval = [distribution.quantile(0.05), distribution.quantile(0.95)];
      const actual = [wanderingShare, driftShare, correlation, ...interval, distribution.sd];
      for (const [index, value] of (DIAGNOSTICS[name] ?? []).entries()) {
        assertClose(actual[index] ?? Number.NaN, value, 1e-4, `figure ${index}`);
      }
    });
  }

  it('is made of the right fits', () => {
    for (const [name, kind, value, drift, centre, scale, weight] of FITS) {
      const fit = effects
        .get(name)
        ?.fits.find((one) => one.noise.kind === kind && one.noise.value === value && one.drift === drift);
      assertClose(fit?.centre ?? Number.NaN, centre, 1e-8, `${name} centre`);
      assertClose(fit?.scale ?? Number.NaN, scale, 1e-7, `${name} scale`);
      assertClose(fit?.weight ?? Number.NaN, weight, 5e-5, `${name} weight`);
    }
  });

  it('keeps its digits on a high level with little noise', () => {
    const { y } = insightData<StepData>('synthetic.json');
    const low = effectOf(y, 56, 7).distribution;
    const high = effectOf(
      y.map((value) => 1e9 + value),
      56,
      7,
    ).distribution;
    assertClose(high.mean, low.mean, 1e-6, 'estimate');
    assertClose(high.quantile(0.025), low.quantile(0.025), 1e-6, 'lower');
  });

  it('with a gap is another than with the days moved together, and knows the weekday behind the gap', () => {
    const { y } = insightData<StepData>('synthetic.json');
    const kept = y.map((_, day) => day).filter((day) => day < 20 || day > 29);
    const values = kept.map((day) => y[day] ?? 0);
    const withGap = effectOf(values, 46, 7, kept).distribution;
    const together = effectOf(values, 46, 7).distribution;
    // Ten days are no whole weeks: moved together, weekdays would be mixed up and the noise large.
    assert.ok(withGap.sd < 0.8 * together.sd, `${withGap.sd} ${together.sd}`);
    assert.ok(Math.abs(withGap.mean - 9.3) < 2);
  });

  it('allows for another step beside it', () => {
    const noise = insightData<StepData>('synthetic.json').y;
    const moved = noise.map((value, day) => value + (day >= 66 ? 12 : 0));
    const design = (otherSteps: readonly number[]) =>
      stepDesign({ days: moved.map((_, day) => day), stepAt: 56, period: 7, otherSteps });
    const estimate = (others: readonly number[]): number => {
      const prepared = inOneGo(prepareStep(design(others)));
      return (prepared && stepEffect(prepared, Float64Array.from(moved))?.distribution.mean) ?? Number.NaN;
    };
    const before = estimate([66]);
    assert.ok(Math.abs(before - 9.3) < 2, String(before));
    assert.ok(estimate([]) > before + 3);
  });

  it('takes what a control metric explains out of the noise', () => {
    const {
      y,
      x1,
      step_gls_ar1_reml: reml,
    } = insightData<{
      y: readonly number[];
      x1: readonly number[];
      step_gls_ar1_reml: { est: number; se: number };
    }>('withControl.json');
    const days = y.map((_, day) => day);
    const prepared = inOneGo(prepareStep(stepDesign({ days, stepAt: 70, period: 1, control: x1 })));
    const effect = prepared && stepEffect(prepared, Float64Array.from(y));
    assert.ok(effect);
    assert.ok(Math.abs(effect.distribution.mean - reml.est) < reml.se, String(effect.distribution.mean));
    assert.ok(effect.distribution.sd < 3 * reml.se);
  });

  it('is not there where columns can’t be told apart or nothing is left to be noise', () => {
    const twice = stepDesign({ days: [0, 1, 2, 3, 4, 5], stepAt: 3, period: 1, control: [0, 0, 0, 1, 1, 1] });
    assert.equal(inOneGo(prepareStep(twice)), undefined);
    const short = stepDesign({ days: [0, 1, 2, 3, 4, 5, 6, 7], stepAt: 4, period: 7 });
    assert.equal(inOneGo(prepareStep(short)), undefined);
    const prepared = inOneGo(prepareStep(stepDesign({ days: [0, 1, 2, 3, 4, 5], stepAt: 3, period: 1 })));
    assert.ok(prepared);
    assert.equal(stepEffect(prepared, Float64Array.from([5, 5, 5, 8, 8, 8])), undefined);
  });
});
