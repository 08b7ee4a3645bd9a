import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Point } from '../../../src/metrics/series';
import { type Foreseen, foreseenFrom } from '../../../src/outcome/chartFan';
import { chartView, runningTotal } from '../../../src/outcome/chartView';

const span = { from: 0, to: 100 };
const bare = { span, releases: [], label: '' };
/** The places of a line, 0…1. */
const placesOf = (run: readonly number[] = []): { x: number; y: number }[] =>
  run.flatMap((x, index) =>
    index % 2 === 0 ? [{ x: x / 1e4, y: (run[index + 1] ?? Number.NaN) / 1e4 }] : [],
  );
const line = (...values: readonly (number | null)[]): Point[] =>
  values.map((v, index) => ({ t: (index * 100) / (values.length - 1), v }));

describe('chartView', () => {
  it('spreads the points over the unit square with the target inside', () => {
    const chart = chartView({ points: line(0, 5, 10), span, target: 20, releases: [], label: 'words' });
    assert.ok(chart);
    const [first, , last] = placesOf(chart.lines[0]);
    assert.equal(first?.x, 0);
    assert.equal(last?.x, 1);
    assert.ok(chart.target !== undefined && last !== undefined && chart.target > last.y);
    assert.deepEqual(chart.now, last);
    assert.equal(chart.label, 'words');
  });

  it('draws a gap as a gap', () => {
    const chart = chartView({ ...bare, points: line(1, 2, null, 3, 4) });
    assert.deepEqual(
      chart?.lines.map((run) => placesOf(run).length),
      [2, 2],
    );
  });

  it('draws a level line in the middle, and nothing of fewer than two values', () => {
    assert.deepEqual(
      placesOf(chartView({ ...bare, points: line(7, 7) })?.lines[0]).map(({ y }) => y),
      [0.5, 0.5],
    );
    assert.equal(chartView({ ...bare, points: [{ t: 1, v: 1 }] }), undefined);
    assert.equal(chartView({ ...bare, points: [], target: 3 }), undefined);
  });

  it('marks the releases inside its span only', () => {
    const releases = [
      { name: 'v1', at: -5, mine: false },
      { name: 'v2', at: 50, mine: true },
    ];
    assert.deepEqual(chartView({ ...bare, points: line(1, 2), releases })?.marks, [
      { x: 0.5, label: 'v2', mine: true },
    ]);
  });

  it('keeps everything inside the square, and the extremes of long series', () => {
    const value = fc.option(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), { freq: 10 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 2000 }), (values) => {
        const points = line(...values);
        const chart = chartView({ ...bare, points });
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

/** What is foreseen from the end of `line(...)` on, each `[lower95, lower80, mean, upper80, upper95]`. */
const foreseen = (from: number, ...steps: readonly (readonly number[])[]): Foreseen[] =>
  [[from, from, from, from, from], ...steps].map(
    ([lower95 = 0, lower80 = 0, mean = 0, upper80 = 0, upper95 = 0], index) => ({
      t: 100 + index * 10,
      lower95,
      lower80,
      mean,
      upper80,
      upper95,
    }),
  );

describe('chartView with what is foreseen', () => {
  const wide = { from: 0, to: 200 };

  it('shows all of the inner band, and the outer one as far as the line is not pressed flat', () => {
    const places = foreseen(10, [-1000, 4, 12, 20, 21]);
    const chart = chartView({ ...bare, span: wide, points: line(0, 10), fan: { places, label: '' } });
    const [, lower95 = 0, lower80 = 0, , upper80 = 0, upper95 = 0] = chart?.fan?.places.slice(6) ?? [];
    assert.equal(lower95, 0);
    assert.ok(upper80 < upper95 && upper95 <= 9400);
    assert.ok(lower80 > 600);
    // Of 0…20, a quarter is added below and 1 above: the line keeps 10 of 26 parts.
    const [, first = 0, , last = 0] = chart?.lines[0] ?? [];
    assert.ok(Math.abs((last - first) / 8800 - 10 / 26) < 0.001);
  });

  it('is cut off at the edges, as are windows', () => {
    const windows = [
      { side: 'before', from: -50, to: 40, label: 'b' },
      { side: 'after', from: 150, to: 160, label: 'a' },
    ] as const;
    assert.deepEqual(chartView({ ...bare, points: line(1, 2), windows })?.windows, [
      { side: 'before', from: 0, to: 0.4, label: 'b' },
    ]);
  });

  it('keeps everything in whole parts inside the square, whatever is foreseen', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ noNaN: true, min: -1e3, max: 1e3 }),
    );
    const step = fc
      .array(value, { minLength: 5, maxLength: 5 })
      .map((five) => five.toSorted((a, b) => a - b));
    const time = fc.integer({ min: -50, max: 250 });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 2, maxLength: 400 }),
        fc.array(step, { minLength: 1, maxLength: 30 }),
        fc.option(value, { nil: undefined }),
        fc.array(fc.tuple(time, fc.integer({ min: 1, max: 90 })), { maxLength: 2 }),
        (values, steps, target, compared) => {
          const fan = { places: foreseen(values.at(-1) ?? 0, ...steps), label: '' };
          const windows = compared.map(([from, length]) => ({
            side: 'after' as const,
            from,
            to: from + length,
            label: '',
          }));
          const chart = chartView({ ...bare, span: wide, points: line(...values), target, fan, windows });
          assert.ok(chart?.fan);
          const parts = [...chart.lines.flat(), ...chart.fan.places];
          assert.ok(parts.every((one) => Number.isInteger(one) && one >= 0 && one <= 1e4));
          const [x, , , mean] = chart.fan.places;
          assert.deepEqual([x, mean], chart.lines.at(-1)?.slice(-2));
          for (let at = 0; at < chart.fan.places.length; at += 6) {
            const five: readonly number[] = chart.fan.places.slice(at + 1, at + 6);
            assert.deepEqual(
              five,
              five.toSorted((a, b) => a - b),
            );
          }
          for (const { from, to } of chart.windows ?? []) assert.ok(0 <= from && from <= to && to <= 1);
        },
      ),
    );
  });
});

describe('what is foreseen from a point', () => {
  const step = { day: '2026-06-16', mean: 1, lower80: 0, upper80: 2, lower95: -1, upper95: 3 };

  it('lies as many days behind it as it is ahead', () => {
    const places = foreseenFrom({ t: 7, v: 5 }, '2026-06-14', [step]);
    assert.deepEqual(
      places?.map(({ t, mean }) => [t, mean]),
      [
        [7, 5],
        [7 + 2 * 86_400_000, 1],
      ],
    );
  });

  it('is nothing without steps, from a gap, or where a step is no number', () => {
    assert.equal(foreseenFrom({ t: 7, v: 5 }, '2026-06-14', []), undefined);
    assert.equal(foreseenFrom({ t: 7, v: null }, '2026-06-14', [step]), undefined);
    const endless = { ...step, upper95: Number.POSITIVE_INFINITY };
    assert.equal(foreseenFrom({ t: 7, v: 5 }, '2026-06-14', [step, endless]), undefined);
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
