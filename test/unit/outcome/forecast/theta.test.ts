import assert from 'node:assert/strict';
import { theta } from '../../../../src/outcome/forecast/theta';
import { type ThetaReference, thetaReferences } from '../../../oracles/references';
import { assertClose, insightData } from '../../../support/insightData';

/** alpha, first level, variance of one step, as R has them. */
const FOUND: Readonly<Record<string, readonly [number, number, number]>> = {
  AirPassengers: [0.90693, 123.97, 86.0373],
  USAccDeaths: [0.56993, 9851.69, 73052.0],
  Nile: [0.22597, 1109.65, 20877.9],
  UKDriverDeaths: [0.41082, 1668.73, 16349.2],
  nottem: [0.02856, 49.058, 5.97179],
};
const NORMAL_95 = 1.959963984540054;

describe('the Theta forecast', () => {
  const { series } = insightData<{ series: Readonly<Record<string, ThetaReference>> }>('thetaExpected.json');
  const means = thetaReferences();
  for (const [name, reference] of Object.entries(series)) {
    const { y, h, frequency } = reference;
    const forecast = theta(Float64Array.from(y.slice(0, y.length - h)), frequency);

    it(`is R's on ${name}`, () => {
      const own = means.filter(({ of }) => of === name);
      assert.equal(own.length, h);
      for (const { figure, actual, expected } of own) assertClose(actual, expected, 2e-5, figure);
    });

    it(`is as wide as R's on ${name}`, () => {
      for (const [index, high] of reference.theta.hi95.entries()) {
        const low = reference.theta.lo95[index] ?? 0;
        assertClose(forecast.sd(index + 1), (high - low) / 2 / NORMAL_95, 1e-3, `step ${index + 1}`);
      }
    });

    it(`smooths as R does on ${name}`, () => {
      const { alpha, firstLevel, squares } = forecast.smoothing;
      const [wanted = 0.9999, level, variance] = FOUND[name] ?? [];
      assert.ok(Math.abs(alpha - wanted) < 1e-3, `${alpha} instead of ${wanted}`);
      if (level !== undefined) assertClose(firstLevel, level, 1e-3, 'first level');
      if (variance !== undefined) assertClose(squares / (y.length - h - 2), variance, 1e-4, 'variance');
    });
  }
});
