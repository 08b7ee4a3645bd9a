import assert from 'node:assert/strict';
import { bucketSeries, spanSeries } from '../../../src/metrics/buckets';
import { DAY, metricQuery, NOW } from '../../support/metricQuery';

const HOUR = 3_600_000;
/** 2026-11-01 and the days before it, in Chicago, whose clocks were set back on that day. */
const MIDNIGHT = Date.UTC(2026, 10, 1, 5);

function unfinished(times: readonly number[], now = NOW): number | undefined {
  const series = bucketSeries(
    times.map((t) => ({ t, v: 1 })),
    metricQuery({ now, span: { from: MIDNIGHT - 60 * DAY, to: now + 1 } }),
  );
  assert.ok(series.ok);
  return series.value.unfinishedFrom;
}

describe('buckets', () => {
  it('mark the day that is not over in the time zone of the cycle', () => {
    assert.equal(unfinished([MIDNIGHT - 2 * DAY, MIDNIGHT - DAY, MIDNIGHT]), MIDNIGHT);
  });

  it('count the hour that a day gains when clocks change', () => {
    const times = [MIDNIGHT - DAY, MIDNIGHT];
    assert.equal(unfinished(times, MIDNIGHT + 25 * HOUR - 1), MIDNIGHT);
    assert.equal(unfinished(times, MIDNIGHT + 25 * HOUR), undefined);
  });

  it('take a lone point at midnight for a day, and any other one for a moment', () => {
    assert.equal(unfinished([MIDNIGHT]), MIDNIGHT);
    assert.equal(unfinished([NOW - HOUR]), undefined);
  });

  it('are as long as the shortest distance of two points', () => {
    const hour = NOW - (NOW % HOUR);
    assert.equal(unfinished([hour - 5 * HOUR, hour - HOUR, hour], NOW + 1), hour);
    const week = MIDNIGHT - 3 * DAY;
    assert.equal(unfinished([week - 14 * DAY, week - 7 * DAY, week]), week);
  });

  it('end with the month, the quarter and the week, however long the others were', () => {
    const at = (day: string) => Date.parse(`${day}T06:00:00Z`);
    const months = ['2027-01-01', '2027-02-01', '2027-03-01'].map(at);
    const april = Date.parse('2027-04-01T05:00:00Z');
    assert.equal(unfinished(months, april - 1), months[2]);
    assert.equal(unfinished(months, april), undefined);
    const quarters = [at('2027-01-01'), april];
    const july = Date.parse('2027-07-01T05:00:00Z');
    assert.equal(unfinished(quarters, july - 1), april);
    assert.equal(unfinished(quarters, july), undefined);
    const week = MIDNIGHT - 6 * DAY;
    const longWeekEnd = MIDNIGHT + 25 * HOUR;
    assert.equal(unfinished([week - 7 * DAY, week], longWeekEnd - 1), week);
    assert.equal(unfinished([week - 7 * DAY, week], longWeekEnd), undefined);
  });

  it('mark days that an API counts in UTC', () => {
    const day = Date.UTC(2026, 10, 1);
    assert.equal(unfinished([day - 2 * DAY, day - DAY, day]), day);
  });

  it('mark several where an API goes on into the future', () => {
    const times = [MIDNIGHT - DAY, MIDNIGHT, MIDNIGHT + 25 * HOUR];
    assert.equal(unfinished(times), MIDNIGHT);
  });

  it('mark nothing of what ended long ago', () => {
    assert.equal(unfinished([MIDNIGHT - 30 * DAY, MIDNIGHT - 29 * DAY]), undefined);
  });
});

describe('a series inside a span', () => {
  const query = metricQuery({ span: { from: MIDNIGHT - 2 * DAY + HOUR, to: NOW + 1 } });
  const from = (...days: readonly number[]) => {
    const series = spanSeries(
      days.map((ago) => ({ t: MIDNIGHT - ago * DAY, v: ago })),
      query,
    );
    assert.ok(series.ok);
    return series.value;
  };

  it('is without the day of which only the rest was counted', () => {
    assert.deepEqual(from(2, 1, 0), {
      points: [
        { t: MIDNIGHT - DAY, v: 1 },
        { t: MIDNIGHT, v: 0 },
      ],
      unfinishedFrom: MIDNIGHT,
    });
  });

  it('is that day where there is no other', () => {
    assert.deepEqual(from(2).points, [{ t: MIDNIGHT - 2 * DAY, v: 2 }]);
  });
});
