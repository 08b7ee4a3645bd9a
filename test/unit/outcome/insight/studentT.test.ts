import assert from 'node:assert/strict';
import { quantileOf, studentT } from '../../../../src/outcome/insight/studentT';
import { assertClose } from '../../../support/insightData';

/** Degrees, x, probability below x: R's pt. */
const TABLE = [
  [1, 1, 0.75],
  [2, -Math.SQRT2, 0.14644660940672624],
  [1, -1000, 3.1830978e-4],
] as const;

describe("Student's t", () => {
  it('has the probabilities of closed forms', () => {
    for (const [degrees, x, below] of TABLE)
      assertClose(studentT(degrees).cdf(x), below, 1e-6, `${degrees}, ${x}`);
    const two = studentT(2);
    for (const x of [-30, -3, -0.2, 0.01, 1.5, 12]) {
      assertClose(two.cdf(x), 0.5 + x / (2 * Math.sqrt(2 + x * x)), 1e-11, String(x));
    }
    for (const x of [-30, -3, -0.2, 0.01, 1.5, 12]) {
      assertClose(studentT(1).cdf(x), 0.5 + Math.atan(x) / Math.PI, 1e-11, String(x));
    }
  });

  it('has a density that is the slope of its probabilities', () => {
    for (const degrees of [1, 3.5, 13, 400]) {
      const t = studentT(degrees);
      for (const x of [-4, -1, 0.3, 2.5]) {
        assertClose((t.cdf(x + 1e-5) - t.cdf(x - 1e-5)) / 2e-5, t.density(x), 1e-5, `${degrees}, ${x}`);
      }
    }
  });

  it('has quantiles that lead back', () => {
    const t = studentT(3.5);
    for (const share of [0.001, 0.1, 0.5, 0.975])
      assertClose(t.cdf(quantileOf(t, share)), share, 1e-9, String(share));
    assertClose(quantileOf(studentT(10), 0.975), 2.228138852, 1e-8, 'R: qt(.975, 10)');
  });

  it('is never no number', () => {
    for (const x of [Number.POSITIVE_INFINITY, 1e200, -1e200, Number.NEGATIVE_INFINITY, 1e-200]) {
      const below = studentT(7).cdf(x);
      assert.ok(below >= 0 && below <= 1, `${x}: ${below}`);
    }
  });
});
