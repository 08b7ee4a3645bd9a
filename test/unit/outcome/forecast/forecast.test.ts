import assert from 'node:assert/strict';
import { forecastOf } from '../../../../src/outcome/forecast/forecast';
import { forecastText } from '../../../../src/outcome/forecast/forecastText';
import { chanceInTens, type Forecast, type ForecastRequest } from '../../../../src/outcome/forecast/model';
import { plainWords } from '../../../../src/outcome/words';
import { dailySeries, instant, steadyNoise } from '../../../support/dailySeries';
import { assertClose } from '../../../support/insightData';

const WEEK = [60, 50, 40, 30, 10, -90, -100];
const JUNE = { start: '2026-06-01', end: '2026-06-30' };

/** From 2026-03-01 on; 106 days reach to June 14. */
function days(count = 106, perDay = 0, level = 1000): number[] {
  const noise = steadyNoise(2);
  return Array.from(
    { length: count },
    (_, row) => level + perDay * row + (WEEK[row % 7] ?? 0) + 20 * noise(),
  );
}

function forecast(values: readonly (number | null)[], changes: Partial<ForecastRequest> = {}): Forecast {
  const series = dailySeries('2026-03-01', values);
  const request = {
    series,
    timezone: 'UTC',
    aggregate: 'last',
    goal: { least: 1000 },
    window: JUNE,
  } as const;
  return forecastOf({ ...request, ...changes });
}

describe('the forecast of a key result', () => {
  it('goes day by day to the deadline, with wider intervals the further it goes', () => {
    const { steps, unit, expected, rows } = forecast(days());
    assert.deepEqual(
      [steps.length, steps[0]?.day, steps.at(-1)?.day, unit, rows],
      [16, '2026-06-15', '2026-06-30', 'day', 106],
    );
    assert.equal(expected?.value, steps.at(-1)?.mean);
    for (const { mean, lower80, upper80, lower95, upper95 } of steps) {
      assert.ok(lower95 < lower80 && lower80 < mean && mean < upper80 && upper80 < upper95);
    }
    const width = (step = steps[0]) => (step?.upper80 ?? 0) - (step?.lower80 ?? 0);
    assert.ok(width(steps.at(-1)) >= width());
  });

  it('knows that weekends are low', () => {
    const means = forecast(days()).steps.map(({ mean }) => mean);
    assert.ok((means[0] ?? 0) - (means[4] ?? 0) > 100, means.join(' '));
  });

  it('gives the chance of a level, to either side and between', () => {
    const { expected } = forecast(days());
    const middle = expected?.value ?? 0;
    assertClose(forecast(days(), { goal: { least: middle } }).pHit ?? 0, 0.5, 1e-9, 'half');
    const above = forecast(days(), { goal: { least: middle + 20 } }).pHit ?? 0;
    const below = forecast(days(), { goal: { most: middle - 20 } }).pHit ?? 0;
    assertClose(above, below, 1e-6, 'symmetric');
    const between = forecast(days(), { goal: { least: middle - 20, most: middle + 20 } }).pHit ?? 0;
    assertClose(between, 1 - above - below, 1e-6, 'between');
  });

  it('adds up what is known and what is ahead', () => {
    const request = { aggregate: 'sum', goal: { least: 30_000 } } as const;
    const { expected, pace } = forecast(days(), request);
    const known = days()
      .slice(92)
      .reduce((sum, value) => sum + value, 0);
    assertClose(pace?.now ?? 0, known, 1e-12, 'so far');
    const ahead = forecast(days()).steps.reduce((sum, { mean }) => sum + mean, 0);
    assertClose(expected?.value ?? 0, known + ahead, 1e-9, 'expected');
    assert.deepEqual([pace?.kind, pace?.left], ['total', 16]);
    assertClose(pace?.needed ?? 0, (30_000 - known) / 16, 1e-9, 'needed per day');
    const middle = forecast(days(), { ...request, goal: { least: expected?.value ?? 0 } }).pHit;
    assertClose(middle ?? 0, 0.5, 1e-9, 'half');
    assert.ok((forecast(days(), { ...request, goal: { least: 28_000 } }).pHit ?? 0) > 0.95);
    assert.ok((forecast(days(), { ...request, goal: { least: 32_000 } }).pHit ?? 1) < 0.05);
  });

  it('counts the newest days that are known, though they are left out of what is ahead', () => {
    const leaveOut = [{ start: '2026-06-12', end: '2026-06-14' }];
    const known = days()
      .slice(92)
      .reduce((sum, value) => sum + value, 0);
    const total = forecast(days(), { aggregate: 'sum', goal: { least: 40_000 }, leaveOut });
    assertClose(total.pace?.now ?? 0, known, 1e-12, 'so far');
    assertClose(total.pace?.needed ?? 0, (40_000 - known) / 16, 1e-9, 'needed');
    assert.deepEqual([total.last, total.totals?.[0]?.day], ['2026-06-11', '2026-06-15']);
    const ahead = total.steps.slice(3).reduce((sum, { mean }) => sum + mean, 0);
    assertClose(total.expected?.value ?? 0, known + ahead, 1e-9, 'expected');
    const mean = forecast(days(), { aggregate: 'mean', goal: { least: 1200 }, leaveOut });
    assertClose(mean.pace?.now ?? 0, known / 14, 1e-12, 'mean so far');
    assertClose(mean.expected?.value ?? 0, (known + ahead) / 30, 1e-9, 'mean expected');
  });

  it('says on the way what will have added up by each day', () => {
    const request = { aggregate: 'sum', goal: { least: 30_000 } } as const;
    const { totals = [], steps, expected, last, pace } = forecast(days(), request);
    assert.deepEqual(
      [last, totals.length, totals[0]?.day, totals.at(-1)?.day],
      ['2026-06-14', 16, '2026-06-15', '2026-06-30'],
    );
    const { mean = 0, lower80, upper80 } = totals.at(-1) ?? {};
    assert.deepEqual({ value: mean, lower80, upper80 }, expected);
    let sum = pace?.now ?? 0;
    for (const [index, total] of totals.entries()) {
      sum += steps[index]?.mean ?? Number.NaN;
      assertClose(total.mean, sum, 1e-12, total.day);
      assert.ok(total.lower95 < total.lower80 && total.upper80 < total.upper95);
    }
    const widths = totals.map((one) => one.upper80 - one.lower80);
    assert.deepEqual(
      widths,
      widths.toSorted((a, b) => a - b),
    );
    // A shorter window draws other futures of the same kind.
    const week = { ...request, window: { ...JUNE, end: '2026-06-21' } };
    assertClose(totals[6]?.upper80 ?? 0, forecast(days(), week).expected?.upper80 ?? 0, 1e-3, 'a week ahead');
  });

  it('draws the same futures as ever', () => {
    const { expected } = forecast(days(), { aggregate: 'sum' });
    assertClose(expected?.value ?? 0, 30_351.684917550003, 1e-12, 'expected');
    assertClose(expected?.lower80 ?? 0, 30_238.30077855209, 1e-12, 'lower');
    assertClose(expected?.upper80 ?? 0, 30_465.069056547916, 1e-12, 'upper');
  });

  it('has no totals of what does not add up', () => {
    assert.equal(forecast(days()).totals, undefined);
    assert.equal(forecast(days(), { aggregate: 'mean' }).totals, undefined);
  });

  it('takes the mean of the window where the key result does', () => {
    const total = forecast(days(), { aggregate: 'sum', goal: { least: 30_300 } });
    const mean = forecast(days(), { aggregate: 'mean', goal: { least: 1010 } });
    assertClose(mean.expected?.value ?? 0, (total.expected?.value ?? 0) / 30, 1e-9, 'expected');
    assertClose(mean.pHit ?? 0, total.pHit ?? 1, 1e-9, 'chance');
  });

  it('counts only days of a window that lies ahead', () => {
    const window = { start: '2026-06-20', end: '2026-06-29' };
    const { expected, pace, totals } = forecast(days(), { aggregate: 'sum', window, goal: { least: 1 } });
    assert.deepEqual([totals?.length, totals?.[0]?.day], [10, '2026-06-20']);
    const inside = forecast(days(), { window }).steps.slice(-10);
    assertClose(
      expected?.value ?? 0,
      inside.reduce((sum, { mean }) => sum + mean, 0),
      1e-9,
      'expected',
    );
    assert.deepEqual([pace?.now, pace?.left], [0, 10]);
  });

  it('says how fast a level has to go from here, and how fast it went', () => {
    const { pace } = forecast(days(106, 5), { goal: { least: 3000 } });
    assert.equal(pace?.kind, 'level');
    assert.ok(Math.abs((pace?.recent ?? 0) - 5) < 1.5, String(pace?.recent));
    assertClose(pace?.needed ?? 0, (3000 - (pace?.now ?? 0)) / 16, 1e-9, 'needed');
    assert.equal(forecast(days(106, 5), { goal: { least: 900 } }).pace?.needed, undefined);
    assert.ok((forecast(days(), { goal: { most: 500 } }).pace?.needed ?? 0) < 0);
  });

  it('says what the days left have to be on average where the mean of the window counts', () => {
    const goal = { least: 1200 };
    const { pace } = forecast(days(), { aggregate: 'mean', goal });
    const known = days().slice(92);
    const sum = known.reduce((all, value) => all + value, 0);
    assert.deepEqual([pace?.kind, pace?.left], ['mean', 16]);
    assertClose(pace?.now ?? 0, sum / 14, 1e-12, 'so far');
    assertClose(sum + 16 * (pace?.needed ?? 0), 30 * 1200, 1e-12, 'needed');
    assert.ok(Math.abs((pace?.recent ?? 0) - 1000) < 30);
    assert.equal(forecast(days(), { aggregate: 'mean', goal: { least: 900 } }).pace?.needed, undefined);
    const telling = { title: 'M', style: { locale: 'en' }, thisYear: '2026' };
    const { notes } = forecastText(
      forecast(days(), { aggregate: 'mean', goal }),
      goal,
      JUNE.end,
      telling,
      plainWords,
    );
    assert.match(notes.join(' '), /It needs 1,\d+ on average in the 16 days left; lately it was [\d,.]+\./);
  });

  it('says what a window needs on average whose first day is not over', () => {
    const window = { start: '2026-06-15', end: '2026-06-30' };
    const text = (goal: ForecastRequest['goal']): string => {
      const found = forecast(days(), { aggregate: 'mean', goal, window });
      const telling = { title: 'M', style: { locale: 'en' }, thisYear: '2026' };
      return forecastText(found, goal, window.end, telling, plainWords).notes.join(' ');
    };
    const { pace } = forecast(days(), { aggregate: 'mean', goal: { least: 1200 }, window });
    assert.deepEqual([pace?.kind, pace?.now, pace?.left, pace?.needed], ['mean', undefined, 16, 1200]);
    assert.match(text({ least: 1200 }), /It needs 1,200 on average in the 16 days left; lately it was /);
    assert.match(text({ most: 800 }), /It needs 800 on average in the 16 days left; lately it was /);
    assert.match(text({ least: 900 }), /The last values meet the goal; 16 days left\./);
  });

  it('adds up the weeks that begin in the window, and all of a long one', () => {
    const weeks = Array.from({ length: 60 }, (_, row) => ({
      t: instant('2025-04-28') + row * 7 * 86_400_000,
      v: 100 + (row % 3),
    }));
    const window = { start: '2026-05-28', end: '2026-06-30' };
    const { pace } = forecast([], { series: { points: weeks }, aggregate: 'sum', window });
    const inside = weeks.filter(({ t }) => t >= instant('2026-05-28'));
    assert.deepEqual([pace?.now, inside.length], [inside.reduce((sum, { v }) => sum + v, 0), 3]);
    const long = { start: '2024-01-01', end: '2026-06-30' };
    const daily = dailySeries(
      '2023-06-01',
      Array.from({ length: 1110 }, (_, row) => 100 + (row % 7)),
    );
    const known = daily.points.filter(({ t }) => t >= instant('2024-01-01'));
    const sum = known.reduce((all, { v }) => all + (v ?? 0), 0);
    assert.equal(forecast([], { series: daily, aggregate: 'sum', window: long }).pace?.now, sum);
  });

  it('is the same in every run', () => {
    assert.deepEqual(forecast(days(), { aggregate: 'sum' }), forecast(days(), { aggregate: 'sum' }));
  });

  it('puts in what is missing and leaves out what is marked', () => {
    const holes = days().map((value, row) => (row % 9 === 4 ? null : value));
    const { missing, expected } = forecast(holes);
    assert.equal(missing, 12);
    assert.ok(Math.abs((expected?.value ?? 0) - (forecast(days()).expected?.value ?? 0)) < 40);
    const outage = days().map((value, row) => (row === 100 ? 0 : value));
    const leaveOut = [{ start: '2026-06-09', end: '2026-06-09' }];
    assert.ok(
      Math.abs(
        (forecast(outage, { leaveOut }).expected?.value ?? 0) - (forecast(days()).expected?.value ?? 0),
      ) < 40,
    );
  });

  it('looks only at what was measured as it is now', () => {
    const changed = days().map((value, row) => (row < 40 ? value * 10 : value));
    assert.equal(forecast(changed, { changed: '2026-04-10' }).rows, 66);
  });

  it('foresees months', () => {
    const points = Array.from({ length: 48 }, (_, row) => ({
      t: Date.UTC(2022, row, 1),
      v: 500 + 90 * Math.sin((2 * Math.PI * row) / 12) + (row % 5),
    }));
    const { unit, steps } = forecast([], {
      series: { points },
      window: { start: '2026-01-01', end: '2026-06-30' },
    });
    assert.deepEqual([unit, steps.length, steps.at(-1)?.day], ['month', 6, '2026-06-01']);
    assert.ok(Math.abs((steps[3]?.mean ?? 0) - 590) < 15, String(steps[3]?.mean));
  });
});

describe('no forecast', () => {
  const kindOf = (...args: Parameters<typeof forecast>): string | undefined => forecast(...args).why?.kind;

  it('is given where the values do not allow one, with the reason', () => {
    assert.equal(kindOf([]), 'no-values');
    assert.equal(kindOf([1, 2, 3]), 'few');
    assert.equal(kindOf(days(27), { window: { start: '2026-03-01', end: '2026-03-31' } }), 'few');
    assert.equal(kindOf(days(), { window: { start: '2026-03-01', end: '2026-06-14' } }), 'over');
    assert.equal(kindOf(days(), { window: { start: '2026-06-01', end: '2026-08-31' } }), 'far');
    assert.equal(kindOf(days().map(() => 7)), 'constant');
    assert.equal(kindOf(days().map((value, row) => (row % 4 === 0 ? null : value))), 'gaps');
    const odd = { points: days().map((v, row) => ({ t: row * row * 1e8, v })) };
    assert.equal(kindOf([], { series: odd }), 'irregular');
  });

  it('still says how fast it has to go', () => {
    const { pace, steps, pHit } = forecast(days(20), {
      window: { start: '2026-03-01', end: '2026-03-31' },
      goal: { least: 1300 },
    });
    assert.equal(steps.length, 0);
    assert.equal(pHit, undefined);
    assert.ok((pace?.needed ?? 0) > 0);
  });

  it('tells the pace of values that are entered now and then, from the last one, and no trend', () => {
    const entered = (...days: readonly [string, number][]) => ({
      points: days.map(([day, v]) => ({ t: instant(day, '12:00'), v })),
    });
    const odd = entered(['2026-06-01', 100], ['2026-06-03', 130], ['2026-06-12', 160]);
    const level = forecast([], { series: odd, goal: { least: 250 } });
    assert.deepEqual(
      [level.why?.kind, level.pace],
      ['irregular', { kind: 'level', now: 160, unit: 'day', left: 18, needed: 5 }],
    );
    const today = forecast([], { series: odd, goal: { least: 250 }, now: instant('2026-06-21', '09:00') });
    assert.deepEqual([today.pace?.left, today.pace?.needed], [10, 9]);
    const total = forecast([], { series: odd, goal: { least: 570 }, aggregate: 'sum' });
    assert.deepEqual([total.pace?.kind, total.pace?.now, total.pace?.needed], ['total', 390, 10]);
    const met = forecast([], { series: odd, goal: { least: 150 } });
    assert.deepEqual([met.pace?.needed, met.pace?.recent], [undefined, undefined]);
    const down = forecast([], { series: odd, goal: { most: 70 } });
    assert.equal(down.pace?.needed, -5);
    const over = forecast([], { series: odd, now: instant('2026-07-02') });
    assert.deepEqual([over.why?.kind, over.pace?.needed], ['over', undefined]);
    const one = forecast([], { series: entered(['2026-06-10', 100]), goal: { least: 200 } });
    assert.deepEqual([one.why, one.pace?.needed], [{ kind: 'few', found: 1, needed: 28 }, 5]);
    const holes = days().map((value, row) => (row % 4 === 0 ? null : value));
    const { why, pace } = forecast(holes, { goal: { least: 3000 } });
    assert.deepEqual([why?.kind, pace?.now, pace?.recent], ['gaps', holes.at(-1), undefined]);
    const changed = forecast([], { series: odd, goal: { least: 250 }, changed: '2026-06-20' });
    assert.deepEqual([changed.why?.kind, changed.pace], ['no-values', undefined]);
  });

  it('takes the newest week, month or year for where the metric is', () => {
    const months = Array.from({ length: 12 }, (_, row) => ({ t: Date.UTC(2025, row, 1), v: 100 + 10 * row }));
    const { pace } = forecast([], { series: { points: months.slice(0, 20) }, goal: { least: 400 } });
    assert.deepEqual([pace?.now, pace?.unit], [210, 'day']);
    const weeks = Array.from({ length: 20 }, (_, row) => ({
      t: instant('2026-01-05') + row * 7 * 86_400_000,
      v: 100 + 10 * row,
    }));
    const weekly = forecast([], { series: { points: weeks }, goal: { least: 400 } }).pace;
    assert.deepEqual([weekly?.now, weekly?.unit, Math.round(weekly?.recent ?? 0)], [290, 'week', 10]);
  });

  it('comes of a hundred thousand points', () => {
    const series = dailySeries(
      '1752-09-14',
      Array.from({ length: 100_000 }, (_, row) => 100 + (row % 7) + (row % 11)),
    );
    const last = series.points.at(-1)?.t ?? 0;
    const end = new Date(last + 10 * 86_400_000).toISOString().slice(0, 10);
    assert.equal(forecast([], { series, window: { start: '2020-01-01', end } }).steps.length, 10);
  });

  it('takes today for a day that is not over', () => {
    const { steps } = forecast(days(), { now: instant('2026-06-14', '09:00') });
    assert.equal(steps[0]?.day, '2026-06-14');
  });
});

describe('a chance', () => {
  it('is told in whole tens, never as certain', () => {
    assert.deepEqual(
      [0, 0.04, 0.06, 0.14, 0.15, 0.449, 0.734, 0.94, 0.96, 1].map(chanceInTens),
      [5, 5, 10, 10, 20, 40, 70, 90, 95, 95],
    );
  });
});
