import assert from 'node:assert/strict';
import { forecastOf } from '../../../../src/outcome/forecast/forecast';
import { forecastText } from '../../../../src/outcome/forecast/forecastText';
import type { Forecast, ForecastRequest } from '../../../../src/outcome/forecast/model';
import { plainWords } from '../../../../src/outcome/words';
import { dailySeries, instant, steadyNoise } from '../../../support/dailySeries';

/** From 2026-03-01 on; 106 days reach to June 14. */
function days(count = 106): number[] {
  const noise = steadyNoise(2);
  return Array.from({ length: count }, () => 1000 + 20 * noise());
}

function forecast(values: readonly number[], changes: Partial<ForecastRequest> = {}): Forecast {
  const request = {
    series: dailySeries('2026-03-01', values),
    timezone: 'UTC',
    aggregate: 'last',
    goal: { least: 1000 },
    window: { start: '2026-06-01', end: '2026-06-30' },
  } as const;
  return forecastOf({ ...request, ...changes });
}

describe('the forecast of a metric whose values are late or few', () => {
  it('tells the pace from the level that it counts from', () => {
    const telling = { title: 'Users', style: { locale: 'en' }, thisYear: '2026' };
    const goal = { least: 2000 };
    const said = (one: Forecast) =>
      forecastText(one, goal, '2026-06-30', telling, plainWords).notes.find((note) =>
        /has to change/.test(note),
      );
    assert.match(
      said(forecast(days(), { goal })) ?? '',
      /^From (9\d\d|1,0\d\d) \(mean of 7 days\) it has to change by \+[\d.]+ in each of the 16 days left; lately it changed by [+−][\d.]+\.$/,
    );
    const weeks = days(60).map((v, row) => ({ t: instant('2025-04-28') + row * 7 * 86_400_000, v }));
    const last = Math.round(weeks.at(-1)?.v ?? 0).toLocaleString('en');
    const weekly = said(forecast([], { goal, series: { points: weeks } })) ?? '';
    assert.ok(weekly.startsWith(`From ${last} it has to change by +`), weekly);
    assert.match(weekly, /; lately it changed by [+−][\d.]+\.$/);
  });

  it('counts what is left from today, where the newest values have not come', () => {
    const late = { goal: { least: 2000 }, now: instant('2026-06-21', '12:00') };
    const { pace, steps } = forecast(days(), late);
    assert.deepEqual([pace?.left, steps.length, steps.at(-1)?.day], [10, 16, '2026-06-30']);
    assert.equal(forecast(days(), { ...late, aggregate: 'sum' }).pace?.left, 10);
    const over = forecast(days(), { ...late, now: instant('2026-07-01', '01:00') });
    assert.deepEqual([over.why, over.steps, over.pace?.left], [{ kind: 'over' }, [], 0]);
    assert.notEqual(forecast(days(), { now: instant('2026-06-30', '12:00') }).why?.kind, 'over');
  });

  it('says where a change of what is measured leaves too little', () => {
    const why = (changed: string) => forecast(days(), { changed }).why;
    const few = { kind: 'few', found: 14, needed: 28, changed: '2026-06-01' };
    assert.deepEqual(why('2026-06-01'), few);
    assert.deepEqual(why('2026-07-01'), { ...few, found: 0, changed: '2026-07-01' });
    assert.equal(why('2026-03-01'), undefined);
    const young = forecast(days(20), { changed: '2026-01-01' }).why;
    assert.deepEqual(young, { kind: 'few', found: 20, needed: 28 });
    const text = forecastText(
      forecast(days(), { changed: '2026-06-01' }),
      {},
      '2026-06-30',
      { title: 'Users', style: { locale: 'en' }, thisYear: '2026' },
      plainWords,
    );
    assert.equal(
      text.answer,
      'Users: no forecast yet: what it measures changed on Jun 1, and only 14 days since have a value: at least 28 are needed.',
    );
  });
});
