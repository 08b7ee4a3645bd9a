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
