import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MetricError } from '../../src/metrics/metricError';
import type { Reading } from '../../src/metrics/reading';
import { Drawn } from '../../src/outcome/drawn';
import { prepare } from '../../src/outcome/prepare';
import type { Snapshot } from '../../src/outcome/snapshot';
import { plainWords } from '../../src/outcome/words';
import { DAY, NOW } from '../support/metricQuery';
import { FOUNDING_EXAMPLE } from '../unit/okr/foundingExample';
import { daily, onBranch, servingByHand, snapshotOf, viewOf } from '../unit/outcome/snapshots';

const MINUTE = 60_000;
/** Ages are written by the minute, so what is drawn is that of some instant in it. */
const START = Math.floor(NOW / MINUTE) * MINUTE;
const QUERIES = ['sum(increase(signups_total[30d]))', 'orders_usd', 'checkout_error_ratio'];
const SERIES = [daily([12_010, 12_300, null, 12_600]), daily([0.004, 0.02]), daily([1]), daily([], NOW)];
const ERRORS: readonly MetricError[] = [
  { kind: 'not-approved', origin: 'https://metrics.example.com' },
  { kind: 'rate-limit', retryAt: NOW + 300_000 },
  { kind: 'off', by: 'setting' },
];
const BRANCHES = [onBranch(), servingByHand('engagement.signups'), servingByHand('engagement.orders')];
const RELEASES = [[], [{ name: 'v1', at: NOW - DAY, mine: true }]];

const reading: fc.Arbitrary<Reading> = fc
  .record({
    series: fc.constantFrom(undefined, ...SERIES),
    fetchedAt: fc.constantFrom(undefined, NOW - 5_000, NOW - 3 * DAY, NOW + DAY),
    error: fc.constantFrom(undefined, ...ERRORS),
    staleAfter: fc.constantFrom(undefined, 10_000, 10 * DAY),
    loading: fc.boolean(),
  })
  .map(
    ({ loading, ...rest }) =>
      ({
        loading,
        ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
      }) as Reading,
  );

const step = fc.record({
  query: fc.constantFrom(...QUERIES),
  reading,
  minutes: fc.constantFrom(0, 1, 2, 24 * 60, 40 * 24 * 60),
  locale: fc.constantFrom('en', 'de'),
  trusted: fc.boolean(),
  staleAfter: fc.constantFrom(60_000, DAY),
  branch: fc.constantFrom(...BRANCHES),
  releases: fc.constantFrom(...RELEASES),
  prepared: fc.boolean(),
});

describe('what is drawn once', () => {
  it('is what would be drawn anew, after any readings, times, branches and languages', async () => {
    const base = snapshotOf(FOUNDING_EXAMPLE);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const drawn = new Drawn();
        const readings = new Map<string, Reading>();
        let now = START;
        for (const { query, reading, minutes, branch, releases, prepared, ...rest } of steps) {
          now += minutes * MINUTE;
          readings.set(query, reading);
          const snapshot: Snapshot = {
            ...base,
            ...rest,
            now,
            branch: { ...branch, releases },
            drawn,
            reading: (metric) => readings.get(metric.query) ?? { loading: false },
          };
          if (prepared) await prepare(snapshot, plainWords);
          assert.deepEqual(viewOf(snapshot), viewOf({ ...snapshot, drawn: new Drawn() }));
        }
      }),
    );
  });
});
