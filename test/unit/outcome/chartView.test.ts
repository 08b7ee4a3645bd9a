import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Point } from '../../../src/metrics/series';
import { chartView, runningTotal } from '../../../src/outcome/chartView';

const span = { from: 0, to: 100 };
/** The places of a line, 0…1. */
const placesOf = (run: readonly number[] = []): { x: number; y: number }[] =>
  run.flatMap((x, index) =>
    index % 2 === 0 ? [{ x: x / 1e4, y: (run[index + 1] ?? Number.NaN) / 1e4 }] : [],
  );
const line = (...values: readonly (number | null)[]): Point[] =>
  values.map((v, index) => ({ t: (index * 100) / (values.length - 1), v }));

describe('chartView', () => {
  it('spreads the points over the unit square with the target inside', () => {
    const chart = chartView(line(0, 5, 10), span, 20, [], 'words');
    assert.ok(chart);
    const [first, , last] = placesOf(chart.lines[0]);
    assert.equal(first?.x, 0);
    assert.equal(last?.x, 1);
    assert.ok(chart.target !== undefined && last !== undefined && chart.target > last.y);
    assert.deepEqual(chart.now, last);
    assert.equal(chart.label, 'words');
  });

  it('draws a gap as a gap', () => {
    const chart = chartView(line(1, 2, null, 3, 4), span, undefined, [], '');
    assert.deepEqual(
      chart?.lines.map((run) => placesOf(run).length),
      [2, 2],
    );
  });

  it('draws a level line in the middle, and nothing of fewer than two values', () => {
    assert.deepEqual(
      placesOf(chartView(line(7, 7), span, undefined, [], '')?.lines[0]).map(({ y }) => y),
      [0.5, 0.5],
    );
    assert.equal(chartView([{ t: 1, v: 1 }], span, undefined, [], ''), undefined);
    assert.equal(chartView([], span, 3, [], ''), undefined);
  });

  it('marks the releases inside its span only', () => {
    const releases = [
      { name: 'v1', at: -5, mine: false },
      { name: 'v2', at: 50, mine: true },
    ];
    assert.deepEqual(chartView(line(1, 2), span, undefined, releases, '')?.marks, [
      { x: 0.5, label: 'v2', mine: true },
    ]);
  });

  it('keeps everything inside the square, and the extremes of long series', () => {
    const value = fc.option(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), { freq: 10 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 2000 }), (values) => {
        const points = line(...values);
        const chart = chartView(points, span, undefined, [], '');
        const held = values.filter((one) => one !== null);
        if (held.length < 2) return chart === undefined;
        const ys = placesOf(chart?.lines.flat());
        const inside = ys.every(({ x, y }) => x >= 0 && x <= 1 && y >= 0 && y <= 1);
        const size = Math.max(...held) - Math.min(...held);
        const spread = Math.max(...ys.map(({ y }) => y)) - Math.min(...ys.map(({ y }) => y));
        return inside && ys.length <= 900 && (size === 0 || Math.abs(spread - 0.88) < 1e-6);
      }),
    );
  });
});

describe('runningTotal', () => {
  it('adds up, and lets gaps add nothing', () => {
    assert.deepEqual(
      runningTotal(line(1, null, 2)).map(({ v }) => v),
      [1, 1, 3],
    );
  });
});
