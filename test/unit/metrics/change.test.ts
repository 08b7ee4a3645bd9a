import assert from 'node:assert/strict';
import { currentValue, heldShare } from '../../../src/metrics/aggregate';
import { changeOver } from '../../../src/metrics/change';
import { DAY, NOW } from '../../support/metricQuery';

/** One point a day, the last one `age` days before now; `value` gets the days before the last one. */
function daily(count: number, value: (daysBefore: number) => number | null, age = 0) {
  const points = Array.from({ length: count }, (_, index) => {
    const daysBefore = count - 1 - index;
    return { t: NOW - (daysBefore + age) * DAY, v: value(daysBefore) };
  });
  return { points };
}

describe('the change of a level', () => {
  it('is its newest value against the one some days before', () => {
    const series = daily(30, (before) => 200 - 10 * before);
    assert.deepEqual(changeOver(series, 'last', 7, NOW, 'UTC'), {
      from: 130,
      to: 200,
      difference: 70,
      ratio: 70 / 130,
    });
    assert.deepEqual(changeOver(series, 'mean', 7, NOW, 'UTC'), changeOver(series, 'last', 7, NOW, 'UTC'));
  });

  it('takes the nearest value before where there is none on that day', () => {
    const series = daily(30, (before) => (before >= 6 && before <= 8 ? null : 200 - 10 * before));
    assert.equal(changeOver(series, 'last', 7, NOW, 'UTC')?.from, 110);
  });

  it('is measured from the newest value, which may be some days old', () => {
    const series = daily(30, (before) => 200 - 10 * before, 3);
    assert.equal(changeOver(series, 'last', 7, NOW, 'UTC')?.from, 130);
  });

  it('is not known where the series is too short, too coarse or too old', () => {
    assert.equal(
      changeOver(
        daily(7, () => 1),
        'last',
        7,
        NOW,
        'UTC',
      ),
      undefined,
    );
    assert.equal(
      changeOver(
        daily(1, () => 1),
        'last',
        7,
        NOW,
        'UTC',
      ),
      undefined,
    );
    assert.equal(changeOver({ points: [] }, 'last', 7, NOW, 'UTC'), undefined);
    assert.equal(
      changeOver(
        daily(30, () => 1, 8),
        'last',
        7,
        NOW,
        'UTC',
      ),
      undefined,
    );
    const monthly = { points: [NOW - 30 * DAY, NOW].map((t) => ({ t, v: 1 })) };
    assert.equal(changeOver(monthly, 'last', 7, NOW, 'UTC'), undefined);
  });

  it('finds the same weekday over a change of clocks', () => {
    const hour = DAY / 24;
    for (const shift of [-hour, hour]) {
      const weekly = {
        points: [
          { t: NOW - 7 * DAY + shift, v: 1 },
          { t: NOW, v: 3 },
        ],
      };
      assert.equal(changeOver(weekly, 'last', 7, NOW, 'UTC')?.difference, 2);
    }
  });

  it('has no ratio from zero, and one by size from below zero', () => {
    assert.deepEqual(
      changeOver(
        daily(8, (before) => (before === 7 ? 0 : 5)),
        'last',
        7,
        NOW,
        'UTC',
      ),
      { from: 0, to: 5, difference: 5 },
    );
    assert.equal(
      changeOver(
        daily(8, (before) => (before === 7 ? -10 : -5)),
        'last',
        7,
        NOW,
        'UTC',
      )?.ratio,
      0.5,
    );
  });

  it('does not look ahead of now', () => {
    const series = { points: [...daily(8, () => 4).points, { t: NOW + DAY, v: 99 }] };
    assert.equal(changeOver(series, 'last', 7, NOW, 'UTC')?.to, 4);
  });
});

describe('the change of a flow', () => {
  it('is the last finished days against as many before them', () => {
    // Today has begun, and counts 1000 already; before it each day counts 2, and more than a week ago 1.
    const series = daily(16, (before) => (before === 0 ? 1000 : before <= 7 ? 2 : 1));
    assert.deepEqual(changeOver(series, 'sum', 7, NOW, 'UTC'), { from: 7, to: 14, difference: 7, ratio: 1 });
  });

  it('leaves gaps out', () => {
    const series = daily(16, (before) => (before === 3 ? null : 1));
    assert.equal(changeOver(series, 'sum', 7, NOW, 'UTC')?.to, 6);
  });

  it('is not known where the series is too short or ended before', () => {
    assert.equal(
      changeOver(
        daily(14, () => 1),
        'sum',
        7,
        NOW,
        'UTC',
      ),
      undefined,
    );
    assert.equal(
      changeOver(
        daily(30, () => 1, 9),
        'sum',
        7,
        NOW,
        'UTC',
      ),
      undefined,
    );
    assert.equal(changeOver({ points: [] }, 'sum', 7, NOW, 'UTC'), undefined);
  });
});

describe('what is not over', () => {
  const HOUR = DAY / 24;
  /** Days of Chicago, whose clocks were set back on the first of November: NOW is its noon. */
  const midnight = (daysBefore: number): number =>
    NOW - 13 * HOUR - (daysBefore === 0 ? 0 : daysBefore * DAY);
  const days = (value: (daysBefore: number) => number) => ({
    points: Array.from({ length: 20 }, (_, index) => ({ t: midnight(19 - index), v: value(19 - index) })),
    unfinishedFrom: midnight(0),
  });

  it('is left out of a comparison of levels', () => {
    const series = days((before) => (before === 0 ? 3 : 100 - before));
    assert.deepEqual(changeOver(series, 'last', 7, NOW, 'America/Chicago')?.to, 99);
    assert.deepEqual(changeOver(series, 'last', 7, NOW, 'America/Chicago')?.from, 92);
  });

  it('is left out of a comparison of flows, by the calendar of the cycle', () => {
    const series = days((before) => (before === 0 ? 1000 : before <= 7 ? 2 : 1));
    const change = changeOver(series, 'sum', 7, NOW, 'America/Chicago');
    assert.deepEqual([change?.from, change?.to], [7, 14]);
    // In Tokyo it is the second already, so that Chicago's day has begun and ended on other days.
    assert.notEqual(changeOver(series, 'sum', 7, NOW, 'Asia/Tokyo')?.to, 14);
  });

  it('counts as the value where nothing else is known', () => {
    const only = { points: [{ t: midnight(0), v: 5 }], unfinishedFrom: midnight(0) };
    const span = { from: midnight(1), to: NOW };
    assert.equal(currentValue(only, 'last', span), 5);
    const two = { ...only, points: [{ t: midnight(1), v: 9 }, ...only.points] };
    assert.equal(currentValue(two, 'last', span), 9);
    assert.equal(currentValue(two, 'mean', span), 9);
    assert.equal(currentValue(two, 'sum', span), 14);
    assert.equal(heldShare(two, { from: midnight(1), to: NOW }, 6, 10), 1);
  });
});
