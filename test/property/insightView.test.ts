import assert from 'node:assert/strict';
import fc from 'fast-check';
import { InsightBook } from '../../src/outcome/insight/insightBook';
import { insightQuestions } from '../../src/outcome/insight/insightQuestions';
import { DAY, NOW } from '../support/metricQuery';
import { FOUNDING_EXAMPLE } from '../unit/okr/foundingExample';
import { daily, fresh, onBranch, snapshotOf, viewOf } from '../unit/outcome/snapshots';

const value = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 10_000, max: 14_000, noNaN: true }) },
  fc.constantFrom(null, 0, -1, 1e-300, 1e308, Number.MAX_VALUE),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const course = fc.oneof(
  fc.array(value, { maxLength: 70 }),
  fc.array(fc.double({ min: 11_000, max: 13_000, noNaN: true }), { minLength: 40, maxLength: 70 }),
);

describe('what is said about any numbers', () => {
  it('is never NaN, an infinity or nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        course,
        course,
        fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 4 }),
        async (signups, orders, ages) => {
          const releases = ages
            .toSorted((a, b) => b - a)
            .map((age, index) => ({ name: `v${index}`, at: NOW - age * DAY, mine: false }));
          const readings = {
            'sum(increase(signups_total[30d]))': fresh(daily(signups)),
            orders_usd: fresh(daily(orders)),
          };
          const snapshot = snapshotOf(FOUNDING_EXAMPLE, readings, { branch: onBranch({ releases }) });
          const book = new InsightBook();
          await book.answer(insightQuestions(snapshot), async () => undefined);
          const { page } = viewOf({ ...snapshot, insightOf: (keyResult) => book.of(keyResult) });
          assert.ok(page.kind === 'ready');
          const shown = page.objectives.flatMap(({ keyResults }) => keyResults.map(({ insight }) => insight));
          const charts = page.objectives.flatMap(({ keyResults }) => keyResults.map(({ chart }) => chart));
          for (const { lines, fan, windows = [], label } of charts.filter((one) => one !== undefined)) {
            const parts = [...lines.flat(), ...(fan?.places ?? [])];
            assert.ok(parts.every((one) => Number.isInteger(one) && one >= 0 && one <= 1e4));
            assert.ok(windows.every(({ from, to }) => 0 <= from && from <= to && to <= 1));
            assert.doesNotMatch(label, /NaN|Infinity|∞|undefined|null|\{\d\}/);
          }
          const answers = shown
            .flatMap((one) => [one?.forecast, one?.effect])
            .filter((one) => one !== undefined);
          for (const { parts, notes, workedOut } of answers) {
            for (const line of [parts.map(({ text }) => text).join(''), ...notes, ...workedOut]) {
              assert.match(line, /^\S.*\.$/);
              assert.doesNotMatch(line, /NaN|Infinity|∞|undefined|null|\{\d\}/);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
