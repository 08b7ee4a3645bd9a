import assert from 'node:assert/strict';
import { MOST_POINTS, toSeries } from '../../../src/metrics/normalize';

const ALL = { from: 0, to: Number.MAX_SAFE_INTEGER };

describe('the normal form of a series', () => {
  it('is ascending, has one point per instant and only finite values or gaps', () => {
    const series = toSeries(
      [
        { t: 3, v: 30 },
        { t: 1, v: 10 },
        { t: 3, v: 31 },
        { t: 2, v: Number.POSITIVE_INFINITY },
      ],
      ALL,
    );
    assert.deepEqual(series, {
      ok: true,
      value: {
        points: [
          { t: 1, v: 10 },
          { t: 2, v: null },
          { t: 3, v: 31 },
        ],
      },
    });
  });

  it('is not reached without a value', () => {
    const empty = { ok: false, error: { kind: 'empty' } };
    assert.deepEqual(toSeries([], ALL), empty);
    assert.deepEqual(
      toSeries(
        [
          { t: 1, v: null },
          { t: 2, v: Number.NaN },
        ],
        ALL,
      ),
      empty,
    );
  });

  it('has a largest size, which only the points asked for count against', () => {
    const points = Array.from({ length: MOST_POINTS + 1 }, (_, t) => ({ t, v: t }));
    const whole = toSeries(points, ALL);
    assert.ok(!whole.ok && whole.error.kind === 'schema');
    const asked = toSeries(points, { from: 1, to: MOST_POINTS + 1 });
    assert.ok(asked.ok);
    assert.equal(asked.value.points.length, MOST_POINTS);
    assert.equal(asked.value.points[0]?.t, 1);
  });
});
