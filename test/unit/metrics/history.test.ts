import assert from 'node:assert/strict';
import { askedSpan, askedStep } from '../../../src/metrics/history';
import { DAY, NOW } from '../../support/metricQuery';

describe('the history asked for', () => {
  const from = NOW - 180 * DAY;

  it('is half a year up to now for a young window', () => {
    assert.deepEqual(askedSpan({ from: NOW - DAY, to: NOW + 30 * DAY }, NOW), { from, to: NOW + 1 });
  });

  it('reaches back to the start of a long window', () => {
    assert.deepEqual(askedSpan({ from: NOW - 200 * DAY, to: NOW + DAY }, NOW), {
      from: NOW - 200 * DAY,
      to: NOW + 1,
    });
  });

  it('ends with a window that is over', () => {
    const window = { from: NOW - 200 * DAY, to: NOW - 190 * DAY };
    assert.deepEqual(askedSpan(window, NOW), window);
    assert.deepEqual(askedSpan({ from: NOW - 20 * DAY, to: NOW - 10 * DAY }, NOW), {
      from,
      to: NOW - 10 * DAY,
    });
  });

  it('is what there is before a window begins', () => {
    assert.deepEqual(askedSpan({ from: NOW + DAY, to: NOW + 30 * DAY }, NOW), { from, to: NOW + 1 });
  });

  it('has a point a day, and fewer only over years', () => {
    assert.equal(askedStep({ from: NOW - DAY, to: NOW }), 86_400);
    assert.equal(askedStep({ from: NOW - 366 * DAY, to: NOW }), 86_400);
    assert.equal(askedStep({ from: NOW - 3650 * DAY, to: NOW }), 4 * 86_400);
  });
});
