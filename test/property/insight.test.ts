import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Series } from '../../src/metrics/series';
import { forecastOf } from '../../src/outcome/forecast/forecast';
import { forecastText } from '../../src/outcome/forecast/forecastText';
import { impactOf } from '../../src/outcome/impact/impact';
import { impactText } from '../../src/outcome/impact/impactText';
import type { ImpactRequest } from '../../src/outcome/impact/model';
import { plainStake } from '../../src/outcome/impact/stake';
import { bareSeries } from '../../src/outcome/insight/bareSeries';
import { inOneGo } from '../../src/outcome/insight/inOneGo';
import { watchOf } from '../../src/outcome/watch/watch';
import { plainWords } from '../../src/outcome/words';

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 1, 1);
const telling = { title: 'Signups', style: { locale: 'en' }, thisYear: '2026' };

const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -50, max: 2000 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, 0, 1e-300, 1e300, -1e300, Number.MIN_VALUE) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
);
/** Days, mostly, with gaps, at odd times of the day. */
const series: fc.Arbitrary<Series> = fc
  .array(
    fc.record({
      v: value,
      skip: fc.constantFrom(1, 1, 1, 1, 2, 0.5, 7),
      late: fc.integer({ min: 0, max: 3 }),
    }),
    {
      maxLength: 120,
    },
  )
  .map((rows) => {
    let t = FIRST;
    const points = rows.map(({ v, skip, late }) => {
      t += skip * DAY;
      return { t: t + late * 3_600_000, v };
    });
    return { points: points.sort((a, b) => a.t - b.t) };
  });
const moment = fc.integer({ min: -10, max: 160 }).map((day) => FIRST + day * DAY + 9 * 3_600_000);
const timezone = fc.constantFrom('UTC', 'America/Chicago', 'Asia/Kolkata');
const aggregate = fc.constantFrom('last', 'sum', 'mean');
const RUNS = { numRuns: 150 };

function assertTellable(found: object, texts: readonly string[]): void {
  const json = JSON.stringify(found, (_, one: unknown) =>
    typeof one === 'number' && !Number.isFinite(one) ? 'no number' : one,
  );
  assert.doesNotMatch(json, /no number/);
  for (const text of texts) assert.doesNotMatch(text, /NaN|Infinity|∞|undefined|\{\d\}|because|caus/i);
}

describe('any metric', () => {
  it('has one of three answers, with a reason where it can’t be told, and never what is no number', () => {
    fc.assert(
      fc.property(
        series,
        moment,
        fc.array(moment, { maxLength: 5 }),
        timezone,
        aggregate,
        fc.boolean(),
        (one, at, others, zone, how, whole) => {
          const asked = { name: 'v1', at };
          const deployments = [asked, ...others.map((other, index) => ({ name: `w${index}`, at: other }))];
          const request: ImpactRequest = {
            series: one,
            timezone: zone,
            aggregate: how,
            asked,
            deployments,
            whole,
            stake: plainStake,
          };
          const impact = inOneGo(impactOf(request));
          assert.equal(impact.answer === 'cant-tell', impact.why !== undefined);
          assert.ok(impact.since.includes(asked));
          if (impact.answer === 'moved') assert.ok((impact.figures?.p ?? 1) < 0.05);
          const { answer, notes, workedOut } = impactText(impact, telling, plainWords);
          assertTellable(impact, [answer, ...notes, ...workedOut]);
          const watch = inOneGo(watchOf({ ...request, harm: 'drop' }));
          assert.equal(watch.state === 'refused', watch.why !== undefined);
          assertTellable(watch, []);
        },
      ),
      RUNS,
    );
  });

  it('has a forecast, or a reason why not', () => {
    fc.assert(
      fc.property(
        series,
        fc.integer({ min: -20, max: 200 }),
        fc.integer(),
        timezone,
        aggregate,
        (one, ahead, least, zone, how) => {
          const end = new Date(FIRST + ahead * DAY).toISOString().slice(0, 10);
          const goal = { least };
          const forecast = forecastOf({
            series: one,
            timezone: zone,
            aggregate: how,
            goal,
            window: { start: '2026-01-01', end },
          });
          assert.equal(forecast.steps.length === 0, forecast.why !== undefined);
          assert.equal(forecast.pHit === undefined, forecast.why !== undefined);
          assert.ok(forecast.pHit === undefined || (forecast.pHit >= 0 && forecast.pHit <= 1));
          const { answer, notes } = forecastText(forecast, goal, end, telling, plainWords);
          assertTellable(forecast, [answer, ...notes]);
        },
      ),
      RUNS,
    );
  });

  it('is read from any text, or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const read = bareSeries(text);
        if (read.ok) assert.ok(read.value.points.every(({ v }) => v === null || Number.isFinite(v)));
        else assert.ok(read.error.kind.length > 0);
      }),
    );
  });
});
