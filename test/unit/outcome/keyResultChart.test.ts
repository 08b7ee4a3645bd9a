import assert from 'node:assert/strict';
import type { Series } from '../../../src/metrics/series';
import type { KeyResult } from '../../../src/okr/model';
import { InsightBook } from '../../../src/outcome/insight/insightBook';
import { insightQuestions } from '../../../src/outcome/insight/insightQuestions';
import type { Snapshot } from '../../../src/outcome/snapshot';
import type { ChartView } from '../../../src/outcome/view/pictures';
import { dailySeries, instant, steadyNoise } from '../../support/dailySeries';
import { fresh, keyResultOf, onBranch, snapshotOf } from './snapshots';

const OKRS = (end: string, timezone = 'UTC'): string => `version: 1
cycle: { id: q, start: 2026-07-01, end: ${end}, timezone: ${timezone} }
sources: { repo: { type: file } }
objectives:
  - id: o
    title: O
    keyResults:
      - { id: signups, title: More signups, metric: { source: repo, query: a }, start: 500, target: 600 }
      - { id: orders, title: Orders, metric: { source: repo, query: a, aggregate: sum }, start: 0, target: 60000 }
      - { id: mean, title: Mean, metric: { source: repo, query: a, aggregate: mean }, start: 500, target: 600 }
deployments: { tags: "v*" }
`;
const RELEASES = [
  { name: 'v1.41', at: instant('2026-08-01', '12:00'), mine: false },
  { name: 'v1.42', at: instant('2026-08-26', '12:00'), mine: false },
];
const NOW = instant('2026-09-30', '12:00');

/** From April 1 to September 29, higher from August 27 on. */
function course(): Series {
  const noise = steadyNoise(1);
  return dailySeries(
    '2026-04-01',
    Array.from({ length: 182 }, (_, day) => 500 + 8 * noise() + (day >= 148 ? 40 : 0)),
  );
}

interface Asked {
  readonly end?: string;
  readonly series?: Series;
  readonly now?: number;
  readonly timezone?: string;
  readonly releases?: typeof RELEASES;
}

async function answered({
  end = '2026-10-10',
  series = course(),
  now = NOW,
  timezone,
  releases = RELEASES,
}: Asked = {}): Promise<Snapshot> {
  const book = new InsightBook();
  const branch = onBranch({ releases });
  const snapshot = snapshotOf(OKRS(end, timezone), { a: fresh(series) }, { now, branch });
  await book.answer(insightQuestions(snapshot), async () => undefined);
  return { ...snapshot, insightOf: (keyResult: KeyResult) => book.of(keyResult) };
}

async function chartOf(id: string, asked: Asked = {}): Promise<ChartView> {
  const { chart } = keyResultOf(await answered(asked), id);
  assert.ok(chart);
  return chart;
}

/** x and what is expected, of each place. */
function expectedOf({ fan }: ChartView): (readonly [number, number])[] {
  const { places = [] } = fan ?? {};
  return Array.from({ length: places.length / 6 }, (_, index) => [
    places[index * 6] ?? Number.NaN,
    places[index * 6 + 3] ?? Number.NaN,
  ]);
}

describe('the chart of a key result', () => {
  for (const id of ['signups', 'orders', 'mean']) {
    it(`goes on from the end of its line to the deadline: ${id}`, async () => {
      const chart = await chartOf(id);
      const expected = expectedOf(chart);
      assert.equal(expected.length, 1 + 11);
      assert.deepEqual(expected[0], chart.lines.at(-1)?.slice(-2));
      assert.equal(expected.at(-1)?.[0], 10_000);
      const steps = expected.slice(1).map(([x], index) => x - (expected[index]?.[0] ?? 0));
      assert.ok(Math.max(...steps) - Math.min(...steps) <= 1, steps.join(' '));
    });
  }

  it('draws the fan of a running total from the total', async () => {
    const chart = await chartOf('orders');
    const totals = expectedOf(chart).map(([, y]) => y);
    assert.deepEqual(
      totals,
      totals.toSorted((a, b) => a - b),
    );
    // It goes on as it went: by about as much each day.
    const [from = 0, to = 0] = [chart.lines[0]?.[1], totals[0]];
    const perDay = (to - from) / 90;
    assert.ok(Math.abs(((totals.at(-1) ?? 0) - to) / 11 / perDay - 1) < 0.2);
  });

  it('gives what is to come at most two fifths of the width', async () => {
    for (const end of ['2026-10-02', '2026-10-31', '2026-12-05', '2026-12-25']) {
      const [first] = expectedOf(await chartOf('signups', { end }));
      // Today, of which nothing is known yet, is no part of either.
      assert.ok((first?.[0] ?? 0) >= 5900, `${end}: ${first?.[0]}`);
    }
  });

  it('shades the days before and after, up to the release and from the day after it', async () => {
    for (const timezone of ['UTC', 'America/Chicago', 'Asia/Kolkata']) {
      const { windows = [], marks } = await chartOf('signups', { timezone });
      const [before, after] = windows;
      assert.ok(before && after);
      assert.deepEqual([before.side, after.side], ['before', 'after']);
      assert.ok(0 <= before.from && before.from < before.to && before.to <= after.from && after.to <= 1);
      assert.equal(before.to, marks.find(({ label }) => label === 'v1.42')?.x);
      assert.match(before.label, /^Before v1\.42: \d+ days from /);
      assert.match(after.label, /^Since v1\.42: 28 days from Aug 2\d to Sep \d+$/);
    }
  });

  it('reaches back to the days before a release of long ago', async () => {
    const releases = [{ name: 'v1.0', at: instant('2026-06-20', '12:00'), mine: false }];
    const { windows, label } = await chartOf('signups', { releases });
    assert.ok((windows?.[0]?.from ?? 1) < 0.01);
    assert.match(label, /^Chart of 1[56]\d days: /);
  });

  it('shades all of the last week that was compared', async () => {
    const noise = steadyNoise(1);
    const points = Array.from({ length: 26 }, (_, week) => ({
      t: instant('2026-03-30') + week * 7 * 86_400_000,
      v: 500 + 8 * noise(),
    }));
    const releases = [{ name: 'v1.42', at: instant('2026-08-03'), mine: false }];
    const { windows, now } = await chartOf('signups', { series: { points }, releases });
    // The line ends at the first day of that week, which is over.
    assert.equal(windows?.[1]?.side, 'after');
    assert.ok((windows[1]?.to ?? 0) > (now?.x ?? 1) + 0.02, JSON.stringify([windows[1], now]));
  });

  it('cuts off the days before the window of a total', async () => {
    const releases = [{ name: 'v1.0', at: instant('2026-07-20', '12:00'), mine: false }];
    const { windows } = await chartOf('orders', { releases });
    assert.equal(windows?.[0]?.from, 0);
    const ago = [{ name: 'v0.9', at: instant('2026-06-02', '12:00'), mine: false }];
    assert.equal((await chartOf('orders', { releases: ago })).windows, undefined);
  });

  it('says all of it in words', async () => {
    assert.match(
      (await chartOf('signups')).label,
      /^Chart of 92 days: higher than at its start, now 54\d of 600\. Forecast: 5[345]\d on Oct 10, in 8 of 10 cases between \d+ and \d+\. 2 deployments: v1\.42 and v1\.41\. Compared: \d+ days from .* on with 28 days from Aug 27 to Sep 23\.$/,
    );
    assert.match((await chartOf('mean')).label, / Forecast: 5\d\d on average up to Oct 10, in /);
    const many = Array.from({ length: 7 }, (_, index) => ({
      name: `v${index}`,
      at: instant('2026-08-05') + index * 3 * 86_400_000,
      mine: false,
    }));
    assert.match(
      (await chartOf('orders', { releases: many })).label,
      / 7 deployments: v6, v5, v4,? and 4 more\./,
    );
  });

  it('is as it was before anything was worked out, and where nothing can be', async () => {
    const { insightOf: _, ...snapshot } = await answered();
    const { chart } = keyResultOf(snapshot, 'signups');
    assert.deepEqual([chart?.fan, chart?.windows, chart?.now?.x], [undefined, undefined, 0.9821]);
    const short = dailySeries('2026-09-20', [500, 510, 505, 507, 500, 520, 510, 504, 511, 510]);
    const few = await chartOf('signups', { series: short });
    assert.deepEqual([few.fan, few.windows], [undefined, undefined]);
  });

  it('begins the fan at the last day that is over', async () => {
    const points = [...course().points, { t: instant('2026-09-30'), v: 3 }];
    const chart = await chartOf('signups', { series: { points, unfinishedFrom: instant('2026-09-30') } });
    assert.deepEqual(expectedOf(chart)[0], chart.lines.at(-1)?.slice(-2));
    assert.ok((chart.now?.x ?? 0) > (expectedOf(chart)[0]?.[0] ?? 1) / 1e4);
  });
});
