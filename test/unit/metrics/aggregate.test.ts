import assert from 'node:assert/strict';
import { currentValue, heldShare } from '../../../src/metrics/aggregate';

const series = {
  points: [
    { t: 0, v: 100 },
    { t: 10, v: 1 },
    { t: 20, v: 2 },
    { t: 30, v: null },
    { t: 40, v: 6 },
    { t: 50, v: null },
    { t: 60, v: 100 },
  ],
};

describe('the current value', () => {
  const span = { from: 10, to: 60 };

  it('is the newest, the sum or the mean of the values inside the span', () => {
    assert.equal(currentValue(series, 'last', span), 6);
    assert.equal(currentValue(series, 'sum', span), 9);
    assert.equal(currentValue(series, 'mean', span), 3);
  });

  it('includes the start of the span and not its end', () => {
    assert.equal(currentValue(series, 'sum', { from: 10, to: 20 }), 1);
  });

  it('is not known without values', () => {
    for (const aggregate of ['last', 'sum', 'mean'] as const) {
      assert.equal(currentValue(series, aggregate, { from: 45, to: 60 }), undefined);
      assert.equal(currentValue({ points: [] }, aggregate, span), undefined);
    }
  });
});

describe('the share of time in which a range was held', () => {
  it('counts time and not points, and leaves out gaps', () => {
    // Known: 1 for 10, 2 for 10, 6 for 10.
    assert.equal(heldShare(series, { from: 10, to: 60 }, 0, 3), 2 / 3);
    assert.equal(heldShare(series, { from: 10, to: 60 }, 6, 6), 1 / 3);
  });

  it('begins with what was true before the span', () => {
    assert.equal(heldShare(series, { from: 5, to: 20 }, 100, 100), 1 / 3);
  });

  it('lasts to the end of the span', () => {
    assert.equal(heldShare(series, { from: 50, to: 1000 }, 0, 100), 1);
    assert.equal(heldShare(series, { from: 50, to: 1000 }, Number.NEGATIVE_INFINITY, 99), 0);
  });

  it('is not known where nothing is', () => {
    assert.equal(heldShare(series, { from: 30, to: 40 }, 0, 1), undefined);
    assert.equal(heldShare({ points: [] }, { from: 0, to: 1 }, 0, 1), undefined);
  });
});
