import assert from 'node:assert/strict';
import type { Series } from '../../../../src/metrics/series';
import { impactOf } from '../../../../src/outcome/impact/impact';
import { impactText } from '../../../../src/outcome/impact/impactText';
import type { Deployed, Impact, ImpactRequest } from '../../../../src/outcome/impact/model';
import { shortImpact } from '../../../../src/outcome/impact/shortImpact';
import { plainStake } from '../../../../src/outcome/impact/stake';
import { inOneGo } from '../../../../src/outcome/insight/inOneGo';
import { effectRows } from '../../../../src/outcome/keyResultPage/effectRows';
import { plainWords } from '../../../../src/outcome/words';
import { dailySeries, instant, steadyNoise } from '../../../support/dailySeries';
import { assertClose, insightData, type StepData } from '../../../support/insightData';

const WEEK = [6, 5, 4, 3, 1, -9, -10];
const release: Deployed = { name: 'v2', at: instant('2026-08-26') };

/** Days from 2026-07-01 around a level, with weekdays, noise of size 5, and a step on August 26, row 56. */
function days(step: number, { count = 84, seed = 1, level = 500 } = {}): number[] {
  const noise = steadyNoise(seed);
  return Array.from({ length: count }, (_, row) => {
    return level + (WEEK[row % 7] ?? 0) + 5 * noise() + (row >= 56 ? step : 0);
  });
}

function ask(values: Series | readonly (number | null)[], changes: Partial<ImpactRequest> = {}): Impact {
  const series = 'points' in values ? values : dailySeries('2026-07-01', values);
  const request = {
    series,
    timezone: 'UTC',
    aggregate: 'last',
    asked: release,
    stake: plainStake,
    ...changes,
  } as const;
  return inOneGo(impactOf({ deployments: [request.asked], ...request }));
}

function with_<Value>(values: readonly Value[], row: number, ...put: readonly Value[]): Value[] {
  return values.toSpliced(row, put.length, ...put);
}

describe('the answer about a deployment', () => {
  it('is that of the reference on its days', () => {
    const { y } = insightData<StepData>('synthetic.json');
    const { figures, answer, window } = ask(y, { log: false });
    assert.equal(answer, 'moved');
    assertClose(figures?.estimate ?? 0, 9.30891911851, 1e-9, 'estimate');
    assertClose(figures?.lower ?? 0, 3.32136059818, 1e-9, 'lower');
    assert.deepEqual(window, {
      unit: 'day',
      from: '2026-07-01',
      to: '2026-09-22',
      afterFrom: '2026-08-26',
      before: 56,
      after: 28,
      leftOut: 0,
      missing: 0,
      period: 7,
    });
  });

  it('is told as a share of what was before where values are counts', () => {
    const { figures, answer } = ask(days(50));
    assert.equal(answer, 'moved');
    assert.equal(figures?.scale, 'ratio');
    assert.ok(Math.abs((figures?.estimate ?? 0) - 0.1) < 0.02, String(figures?.estimate));
    assert.ok((figures?.pUp ?? 0) > 0.99);
  });

  it('is told in points where values are percentages, small or below zero', () => {
    const scales = [
      ask(days(50), { percentage: true }),
      ask(days(2, { level: 10 })),
      ask(days(50, { level: -500 })),
      ask(days(50), { log: false }),
    ].map(({ figures }) => figures?.scale);
    assert.deepEqual(scales, ['difference', 'difference', 'difference', 'difference']);
  });

  it('is that nothing that matters changed, where all of the interval is small', () => {
    const { answer, figures } = ask(days(0));
    assert.equal(answer, 'no-change');
    assert.ok((figures?.upper ?? 1) < (figures?.matters ?? 0));
  });

  it('is that it can’t be told, with when to look again and what would be seen', () => {
    const { answer, why, again, figures } = ask(
      days(0, { count: 66 }).map((value, row) => value + 8 * (row % 3) * 5),
      { stake: () => ({ matters: 5, needed: 25 }) },
    );
    assert.equal(answer, 'cant-tell');
    assert.equal(why?.kind, 'unclear');
    assert.ok(again && again.after > 10 && again.on > '2026-09-05', JSON.stringify(again));
    assert.ok((again.smallestDetectable ?? 1) < (figures?.smallestDetectable ?? 0));
  });

  it('is too noisy where the interval is wider than any use', () => {
    const noise = steadyNoise(5);
    const values = Array.from({ length: 84 }, () => 100 + 100 * noise());
    assert.equal(ask(values).why?.kind, 'noisy');
  });

  it('is too noisy where all of a wide interval is on one side, unless it tells roughly how much', () => {
    const noise = steadyNoise(5);
    const wild = Array.from({ length: 84 }, (_, row) => 100 + 90 * noise() + (row >= 56 ? 90 : 0));
    const { answer, why, figures } = ask(wild, { log: false });
    assert.ok(figures && figures.lower > 0 && figures.upper > 100, JSON.stringify(figures));
    assert.deepEqual([answer, why?.kind], ['cant-tell', 'noisy']);
    const needed = { stake: () => ({ needed: 1 }) };
    assert.deepEqual([ask(days(7)).answer, ask(days(7), needed).why?.kind], ['moved', 'noisy']);
    const grown = Array.from({ length: 84 }, (_, row) => (row >= 56 ? 4000 : 500) * Math.exp(noise() / 5));
    const told = ask(grown);
    assert.ok(told.figures && told.figures.upper - told.figures.lower > 1, JSON.stringify(told.figures));
    assert.equal(told.answer, 'moved');
    const around = days(20).map((value) => value - 500);
    assert.equal(ask(around).answer, 'moved', 'a share of nothing says nothing');
  });

  it('leaves the day of the deployment out, unless that was in the night', () => {
    const broken = with_(days(50), 56, 0);
    const morning = { name: 'v2', at: instant('2026-08-26', '10:00') };
    const { window, answer } = ask(broken, { asked: morning });
    assert.deepEqual(
      [window?.afterFrom, window?.leftOut, window?.before, answer],
      ['2026-08-27', 1, 56, 'moved'],
    );
    const night = ask(broken, { asked: { name: 'v2', at: instant('2026-08-26', '03:59') } });
    assert.equal(night.window?.afterFrom, '2026-08-26');
  });

  it('counts days in the time zone given', () => {
    const asked = { name: 'v2', at: instant('2026-08-26', '02:00') };
    const { window } = ask(days(50), { asked, timezone: 'America/Chicago' });
    // Midnight UTC is the evening of the day before in Chicago, and so is the deployment: at nine.
    assert.deepEqual([window?.from, window?.afterFrom], ['2026-06-30', '2026-08-26']);
  });

  it('takes no part of today', () => {
    const { window } = ask(days(50), { now: instant('2026-09-12', '15:00') });
    assert.equal(window?.to, '2026-09-11');
  });
});

describe('deployments beside each other', () => {
  const at = (day: string, name = day): Deployed => ({ name, at: instant(day) });

  it('are answered for together where they are less than two days apart', () => {
    const twice = [
      release,
      { name: 'v2.1', at: instant('2026-08-26', '15:00') },
      at('2026-08-28'),
      at('2026-09-10'),
    ];
    const { since, others, window } = ask(days(50), { deployments: twice });
    assert.deepEqual(
      since.map(({ name }) => name),
      ['v2', 'v2.1', '2026-08-28'],
    );
    assert.deepEqual(
      others.map(({ name }) => name),
      ['2026-09-10'],
    );
    assert.deepEqual([window?.afterFrom, window?.leftOut], ['2026-08-28', 2]);
  });

  it('are told apart where they are farther from each other', () => {
    const values = days(0).map((value, row) => value + (row >= 66 ? 60 : 0));
    const both = [release, at('2026-09-05')];
    assert.notEqual(ask(values, { deployments: both }).answer, 'moved');
    assert.equal(ask(values, { deployments: both, asked: both[1] ?? release }).answer, 'moved');
  });

  it('are one where no day between them has a value', () => {
    const values = with_<number | null>(days(50), 50, ...Array.from({ length: 6 }, () => null));
    const { since, others } = ask(values, { deployments: [at('2026-08-20'), release] });
    assert.deepEqual([since.length, others.length], [2, 0]);
  });

  it('at the edge of the window are named, and have no step', () => {
    const last = { name: 'v9', at: instant('2026-09-22', '12:00') };
    const middle = { name: 'v3', at: instant('2026-09-10', '12:00') };
    const impact = ask(days(50), { deployments: [release, middle, last] });
    assert.deepEqual([impact.others, impact.stepless], [[middle, last], [last]]);
    const telling = { title: 'M', style: { locale: 'en' }, thisYear: '2026' };
    const notes = impactText(impact, telling, plainWords).notes.join(' ');
    assert.match(notes, /Also in these days: v3, whose change is counted apart\./);
    assert.match(
      notes,
      /Also in these days: v9, at their edge, with nothing on the other side to compare with\./,
    );
    const rows = effectRows(impact, telling, plainWords).map(({ label, value }) => `${label}: ${value}`);
    assert.ok(rows.includes('Other deployments: v3') && rows.includes('At the edge: v9'), rows.join('\n'));
  });

  it('outside of the window are no matter', () => {
    const { others } = ask(days(50), { deployments: [at('2026-05-01'), release, at('2026-11-01')] });
    assert.deepEqual(others, []);
  });
});

describe('a metric beside', () => {
  /** Some weeks are good ones for everything. */
  const waves = days(0).map((_, row) => 60 * Math.sin(row / 5));
  const moved = days(30).map((value, row) => value + (waves[row] ?? 0));
  const control = (values: readonly (number | null)[]): Pick<ImpactRequest, 'control'> => ({
    control: { title: 'Visits', aggregate: 'last', series: dailySeries('2026-07-01', values) },
  });
  const width = ({ figures }: Impact): number => (figures?.upper ?? 9) - (figures?.lower ?? 0);

  it('takes out what moves both', () => {
    const alone = ask(moved);
    const beside = ask(moved, control(waves.map((value) => 5000 + 20 * value)));
    assert.deepEqual([beside.answer, beside.beside], ['moved', { title: 'Visits' }]);
    assert.ok(width(beside) < width(alone) / 2, `${width(beside)} ${width(alone)}`);
    assert.ok(Math.abs((beside.figures?.estimate ?? 0) - 0.06) < 0.02);
    assert.equal(alone.beside, undefined);
  });

  it('is compared week by week, wherever its weeks begin', () => {
    const noise = steadyNoise(4);
    const weeks = (first: string, count: number, value: (week: number) => number): Series => ({
      points: Array.from({ length: count }, (_, row) => {
        const t = instant(first) + row * 7 * 86_400_000;
        return { t, v: value(Math.round((t - instant('2026-01-05')) / (7 * 86_400_000))) };
      }),
    });
    const wave = (week: number): number => 200 * Math.sin(week / 2);
    const own = weeks('2026-01-05', 44, (week) => 500 + 5 * noise() + wave(week));
    const asked = { asked: { name: 'v2', at: instant('2026-08-03') }, log: false };
    assert.ok(width(ask(own, asked)) > 100);
    for (const first of ['2026-01-05', '2025-11-24', '2025-11-23', '2025-11-25']) {
      const series = weeks(first, 52, (week) => 1000 + wave(week));
      const found = ask(own, { ...asked, control: { title: 'Visits', aggregate: 'last', series } });
      assert.ok(width(found) < 20, `${first} ${width(found)}`);
    }
    const series = dailySeries(
      '2025-11-24',
      Array.from({ length: 350 }, (_, row) => row % 9),
    );
    const control = { title: 'Visits', aggregate: 'last', series } as const;
    assert.equal(ask(own, { ...asked, control }).beside?.leftOut?.kind, 'gaps');
  });

  it('is left out where it lacks days, has no numbers or says nothing of its own', () => {
    const alone = ask(moved).figures;
    const left = [
      [control(with_<number | null>(waves, 30, null, null)), { kind: 'gaps', missing: 2 }],
      [control([]), { kind: 'no-values' }],
      [{ control: { title: 'Visits', aggregate: 'last' } }, { kind: 'no-values' }],
      [control(waves.map(() => 3)), { kind: 'same' }],
      [control(waves.map((_, row) => (row >= 56 ? 1 : 0))), { kind: 'same' }],
    ] as const;
    for (const [changes, leftOut] of left) {
      const { beside, figures } = ask(moved, changes);
      assert.deepEqual(beside, { title: 'Visits', leftOut });
      assert.deepEqual(figures, alone);
    }
  });
});

describe('bad input', () => {
  const kindOf = (...args: Parameters<typeof ask>): string | undefined => ask(...args).why?.kind;

  it('is refused with its reason', () => {
    assert.equal(kindOf([]), 'no-values');
    assert.equal(kindOf([null, Number.NaN, 1e200]), 'no-values');
    assert.equal(kindOf([null, null, 3]), 'few-before');
    assert.equal(kindOf({ points: days(0).map((v, row) => ({ t: row * row * 1e8, v })) }), 'irregular');
    assert.equal(kindOf(days(0), { asked: { name: 'early', at: instant('2026-06-01') } }), 'outside');
    assert.equal(kindOf(days(0), { asked: { name: 'late', at: instant('2027-06-01') } }), 'outside');
    assert.equal(kindOf(days(0), { asked: { name: 'soon', at: instant('2026-07-09') } }), 'few-before');
    assert.equal(kindOf(days(0, { count: 60 })), 'few-after');
    assert.equal(kindOf(days(0, { count: 56 })), 'few-after');
    assert.equal(kindOf(days(0).map((value, row) => (row % 4 === 1 ? null : value))), 'gaps');
    assert.equal(kindOf(days(0).map(() => 7)), 'constant');
    assert.equal(kindOf(days(0).map((_, row) => (row < 56 ? 0 : row))), 'constant');
    assert.equal(kindOf(days(0).map((_, row) => 1e6 + 1e-9 * (row % 5))), 'constant');
    assert.equal(kindOf(days(0), { changed: '2026-08-30' }), 'changed');
    assert.equal(kindOf(days(0), { changed: '2026-08-20' }), 'changed');
  });

  it('says when seven days will be there', () => {
    assert.equal(ask(days(0, { count: 60 })).again?.on, '2026-09-02');
    assert.equal(ask(days(0, { count: 56 })).again?.on, '2026-09-02');
    const none = ask(days(0, { count: 56 }), { asked: { name: 'now', at: instant('2026-08-26', '10:00') } });
    assert.equal(none.again?.on, '2026-09-03');
  });

  it('has no window where nothing is to be compared', () => {
    for (const changes of [
      { asked: { name: 'early', at: instant('2026-05-01') } },
      { asked: { name: 'late', at: instant('2027-06-01') } },
      { asked: { name: 'now', at: instant('2026-09-24', '10:00') }, changed: '2026-09-24' },
    ])
      assert.equal(ask(days(0), changes).window, undefined);
  });

  it('says when to look again only where that brings more, and counts no day that is marked', () => {
    const telling = { title: 'M', style: { locale: 'en' }, thisYear: '2026' };
    const hole = days(0, { count: 120 }).map((value, row) => (row >= 61 && row < 95 ? null : value));
    const late = ask(hole);
    assert.deepEqual([late.why?.kind, late.again], ['few-after', undefined]);
    assert.match(impactText(late, telling, plainWords).notes.join(), /No more days will be looked at/);
    const leaveOut = [{ start: '2026-08-30', end: '2026-09-05' }];
    assert.equal(ask(days(0, { count: 60 }), { leaveOut }).again?.on, '2026-09-09');
    const holes = days(0).map((value, row) => (row >= 57 && row % 9 === 0 ? null : value + (row % 5) * 40));
    const wide = ask(holes);
    assert.deepEqual([wide.answer, wide.again], ['cant-tell', undefined]);
    assert.match(impactText(wide, telling, plainWords).notes.join(), /No more days will be looked at/);
    for (const last of [late, wide]) {
      const short = shortImpact(last, 'neutral', telling, plainWords).map((part) => part.text);
      const said = [impactText(last, telling, plainWords).answer, ...short].join(' ');
      assert.match(said, /^M: can't tell.*Can't tell/);
      assert.doesNotMatch(said, /yet/);
    }
    const soon = impactText(ask(days(0, { count: 60 })), telling, plainWords);
    assert.match(soon.answer, /can't tell yet/);
  });

  it('of a week is a matter of half of its days', () => {
    const weeks = Array.from({ length: 40 }, (_, row) => ({
      t: instant('2026-01-05') + row * 7 * 86_400_000,
      v: 500 + (row % 7) + (row % 3) + (row >= 30 ? 60 : 0),
    }));
    const asked = { name: 'v2', at: instant('2026-08-03') };
    const leftOut = (start: string, end = start): number | undefined =>
      ask({ points: weeks }, { asked, leaveOut: [{ start, end }] }).window?.leftOut;
    assert.equal(leftOut('2026-05-04'), 0, 'a Monday');
    assert.equal(leftOut('2026-05-05', '2026-05-08'), 1, 'four days');
    const { window } = ask({ points: weeks }, { asked, changed: '2026-02-04' });
    assert.deepEqual([window?.from, window?.before], ['2026-02-09', 25]);
    assert.equal(ask({ points: weeks }, { asked, changed: '2026-10-08' }).why?.kind, 'changed');
    assert.equal(ask({ points: weeks }, { asked, changed: '2026-10-12' }).answer, 'moved');
  });

  it('of a part does not spoil the rest', () => {
    const gaps = with_<number | null>(days(50), 20, null, Number.NaN, null);
    const { answer, window, figures } = ask(gaps);
    assert.deepEqual([answer, window?.missing], ['moved', 3]);
    assert.ok(Object.values(figures ?? {}).every((one) => !Number.isNaN(one)));
    const early = ask(days(50), { changed: '2026-07-20' });
    assert.deepEqual([early.answer, early.window?.from, early.window?.before], ['moved', '2026-07-20', 37]);
    assert.equal(ask(days(50), { changed: '2025-01-01' }).answer, 'moved');
    assert.equal(ask(days(50, { count: 120 }), { changed: '2026-10-01' }).answer, 'moved');
  });

  it('leaves out the days that are marked', () => {
    const outage = with_(days(50), 60, 0, 0, 0);
    const leaveOut = [{ start: '2026-08-30', end: '2026-09-01' }];
    const { window, figures, answer } = ask(outage, { leaveOut });
    assert.deepEqual([answer, window?.leftOut, window?.after, window?.missing], ['moved', 3, 25, 0]);
    assert.ok(Math.abs((figures?.estimate ?? 0) - 0.1) < 0.03);
  });

  it('takes the day together that is there twice, as the metric adds up', () => {
    const values = days(50);
    const { points } = dailySeries('2026-07-01', values);
    const halves = points.flatMap(({ t, v }) => [
      { t, v: (v ?? 0) / 2 },
      { t: t + 6e7, v: (v ?? 0) / 2 },
    ]);
    const whole = ask(values).figures?.estimate;
    assertClose(
      ask({ points: halves }, { aggregate: 'sum' }).figures?.estimate ?? 0,
      whole ?? 1,
      1e-9,
      'halves',
    );
  });

  it('has a step of weeks and months, too', () => {
    const noise = steadyNoise(3);
    const weeks = Array.from({ length: 40 }, (_, row) => ({
      t: instant('2026-01-05') + row * 7 * 86_400_000,
      v: 500 + 10 * noise() + (row >= 30 ? 60 : 0),
    }));
    const weekly = ask({ points: weeks }, { asked: { name: 'v2', at: instant('2026-08-03') } });
    assert.deepEqual([weekly.answer, weekly.window?.unit, weekly.window?.after], ['moved', 'week', 10]);
    const middle = ask({ points: weeks }, { asked: { name: 'v2', at: instant('2026-08-05') } });
    assert.deepEqual([middle.window?.leftOut, middle.window?.afterFrom], [1, '2026-08-10']);
    const months = Array.from({ length: 48 }, (_, row) => ({
      t: Date.UTC(2020, row, 1),
      v: 500 + 30 * Math.sin(row) + 10 * noise() + (row >= 36 ? 90 : 0),
    }));
    const monthly = ask({ points: months }, { asked: { name: 'v2', at: Date.UTC(2023, 0, 1) } });
    assert.deepEqual([monthly.answer, monthly.window?.unit, monthly.window?.after], ['moved', 'month', 12]);
  });

  it('is no trouble where clocks change in the window', () => {
    const values = days(50);
    const winter = { asked: { name: 'v2', at: instant('2026-11-19', '12:00') }, timezone: 'America/Chicago' };
    // Midnight in Chicago as a clock that never changes has it.
    const points = values.map((v, row) => ({ t: instant('2026-09-24', '05:00') + row * 86_400_000, v }));
    const { window, answer } = ask({ points }, winter);
    assert.deepEqual([answer, window?.missing, window?.leftOut, window?.before], ['moved', 0, 1, 56]);
  });

  it('of a hundred thousand points is looked at where it matters', () => {
    const values = days(50);
    const before = Array.from({ length: 100_000 }, () => 480);
    const series = dailySeries('1752-09-14', [...before, ...values]);
    const last = series.points[before.length + 56]?.t ?? 0;
    assert.equal(ask(series, { asked: { name: 'v2', at: last } }).answer, 'moved');
  });
});
