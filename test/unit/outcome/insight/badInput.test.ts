import assert from 'node:assert/strict';
import type { Series } from '../../../../src/metrics/series';
import { forecastOf } from '../../../../src/outcome/forecast/forecast';
import { forecastText, shortForecast } from '../../../../src/outcome/forecast/forecastText';
import { impactOf } from '../../../../src/outcome/impact/impact';
import { impactText } from '../../../../src/outcome/impact/impactText';
import type { Deployed, WatchedMetric } from '../../../../src/outcome/impact/model';
import { shortImpact } from '../../../../src/outcome/impact/shortImpact';
import { plainStake } from '../../../../src/outcome/impact/stake';
import { inOneGo } from '../../../../src/outcome/insight/inOneGo';
import { watchOf } from '../../../../src/outcome/watch/watch';
import { plainWords } from '../../../../src/outcome/words';
import { dailySeries, instant, steadyNoise } from '../../../support/dailySeries';

const DAY = 86_400_000;
const MINUTE = 60_000;
const TELLING = { title: 'Signups', style: { locale: 'en' }, thisYear: '2026' };
const WINDOW = { start: '2026-07-01', end: '2026-10-05' };

/** 84 days from 2026-07-01 around a level; the deployment of August 26 is row 56. */
function course(step = 0, level = 500): number[] {
  const noise = steadyNoise(6);
  return Array.from({ length: 84 }, (_, row) => level + 5 * noise() + (row >= 56 ? step : 0));
}

const daily = (values: readonly (number | null)[]): Series => dailySeries('2026-07-01', values);
const release = (day: string, time = '00:00', name = 'v2'): Deployed => ({ name, at: instant(day, time) });

interface Case {
  readonly series: Series;
  readonly asked?: Deployed;
  readonly deployments?: readonly Deployed[];
  readonly metric?: Partial<WatchedMetric>;
  readonly goal?: number;
  /** Answer or reason of the effect, state or reason of the watch, reason of no forecast. */
  readonly says: readonly [effect: string, watch: string, forecast: string];
}

const EVERY_OTHER_DAY = Array.from({ length: 40 }, (_, index) => ({
  name: `v1.${index}`,
  at: instant('2026-07-02') + index * 2 * DAY,
}));

const CASES: Readonly<Record<string, Case>> = {
  'nothing at all': { series: { points: [] }, says: ['no-values', 'no-values', 'no-values'] },
  'nothing but gaps': { series: daily([null, null]), says: ['no-values', 'no-values', 'no-values'] },
  'nothing but what is no number': {
    series: daily([Number.NaN, Number.POSITIVE_INFINITY, 1e300]),
    says: ['no-values', 'no-values', 'no-values'],
  },
  'a single value': { series: daily([500]), says: ['few-before', 'few-before', 'few'] },
  'one day with many values': {
    series: {
      points: Array.from({ length: 60 }, (_, index) => ({ t: instant('2026-08-01') + index, v: index })),
    },
    says: ['few-before', 'few-before', 'few'],
  },
  'too few days before': {
    series: dailySeries('2026-08-14', course().slice(44)),
    says: ['few-before', 'few-before', 'foreseen'],
  },
  'too few days after': { series: daily(course().slice(0, 60)), says: ['few-after', 'watching', 'far'] },
  'few days altogether': { series: daily(course().slice(0, 20)), says: ['outside', 'watching', 'few'] },
  constant: { series: daily(course().map(() => 7)), says: ['constant', 'constant', 'constant'] },
  'always nothing': { series: daily(course().map(() => 0)), says: ['constant', 'constant', 'constant'] },
  'nearly constant': {
    series: daily(course().map((_, row) => 1e6 + 1e-9 * (row % 5))),
    says: ['constant', 'constant', 'constant'],
  },
  'the same value on most days': {
    series: daily(course().map((value, row) => (row % 3 === 0 ? value : 500))),
    says: ['constant', 'constant', 'foreseen'],
  },
  'no variance before': {
    series: daily(course(40).map((value, row) => (row < 56 ? 500 : value))),
    says: ['constant', 'constant', 'foreseen'],
  },
  'no variance after': {
    series: daily(course().map((value, row) => (row < 56 ? value : 540))),
    says: ['constant', 'watching', 'foreseen'],
  },
  'some days missing': {
    series: daily(course(40).map((value, row) => (row % 12 === 5 ? null : value))),
    says: ['moved', 'watching', 'foreseen'],
  },
  'many days missing': {
    series: daily(course(40).map((value, row) => (row % 4 === 1 ? null : value))),
    says: ['gaps', 'watching', 'gaps'],
  },
  'days that are no number': {
    series: daily(course(40).map((value, row) => (row % 12 === 5 ? Number.NaN : value))),
    says: ['moved', 'watching', 'foreseen'],
  },
  'infinite days': {
    series: daily(course(40).map((value, row) => (row % 12 === 5 ? Number.NEGATIVE_INFINITY : value))),
    says: ['moved', 'watching', 'foreseen'],
  },
  'days that are there twice': {
    series: {
      points: daily(course(40)).points.flatMap(({ t, v }) => [
        { t, v: 3 },
        { t: t + MINUTE, v },
      ]),
    },
    says: ['moved', 'watching', 'foreseen'],
  },
  'values to either side of zero': {
    series: daily(course(40, 0)),
    goal: 60,
    says: ['moved', 'watching', 'foreseen'],
  },
  'a zero among counts': {
    series: daily(course(-40).map((value, row) => (row === 20 ? 0 : value))),
    says: ['cant-tell', 'watching', 'foreseen'],
  },
  'tiny values': {
    series: daily(course(40).map((value) => value * 1e-100)),
    goal: 6e-98,
    says: ['moved', 'watching', 'foreseen'],
  },
  'enormous values': {
    series: daily(course(40).map((value) => value * 1e140)),
    goal: 6e142,
    says: ['moved', 'watching', 'foreseen'],
  },
  'a deployment before the first value': {
    series: daily(course()),
    asked: release('2026-05-01'),
    says: ['outside', 'few-before', 'foreseen'],
  },
  'a deployment long after the last value': {
    series: daily(course()),
    asked: release('2027-05-01'),
    says: ['outside', 'few-before', 'foreseen'],
  },
  'a deployment tomorrow': {
    series: daily(course()),
    asked: release('2026-09-24', '10:00'),
    says: ['few-after', 'watching', 'foreseen'],
  },
  'two deployments on one day': {
    series: daily(course(40)),
    deployments: [release('2026-08-26', '01:00', 'v1'), release('2026-08-26', '02:00', 'v2')],
    says: ['moved', 'watching', 'foreseen'],
  },
  'two deployments at one instant': {
    series: daily(course(40)),
    deployments: [release('2026-08-26', '00:00', 'v1')],
    says: ['moved', 'watching', 'foreseen'],
  },
  'deployments every other day': {
    series: daily(course(40)),
    deployments: EVERY_OTHER_DAY,
    asked: EVERY_OTHER_DAY[27] ?? release('2026-08-25'),
    says: ['cant-tell', 'over', 'foreseen'],
  },
  'another meaning since a day before': {
    series: daily(course(40)),
    metric: { changed: '2026-08-20' },
    says: ['changed', 'changed', 'foreseen'],
  },
  'another meaning since a day after': {
    series: daily(course(40)),
    metric: { changed: '2026-08-30' },
    says: ['changed', 'over', 'few'],
  },
  'another meaning from tomorrow on': {
    series: daily(course(40)),
    metric: { changed: '2026-10-01' },
    says: ['moved', 'watching', 'few'],
  },
  'every day marked': {
    series: daily(course(40)),
    metric: { leaveOut: [{ start: '2026-01-01', end: '2026-12-31' }] },
    says: ['few-before', 'few-before', 'few'],
  },
  weeks: {
    series: {
      points: course(40)
        .map((v, row) => ({ t: instant('2025-08-04') + row * 7 * DAY, v }))
        .slice(0, 60),
    },
    says: ['few-after', 'not-daily', 'foreseen'],
  },
  months: {
    series: {
      points: course(40)
        .map((v, row) => ({ t: Date.UTC(2019, 10 + row, 1), v }))
        .slice(0, 83),
    },
    says: ['few-after', 'not-daily', 'foreseen'],
  },
  'now and then': {
    series: {
      points: course(40)
        .map((v, row) => ({ t: instant('2026-07-01') + row * row * DAY, v }))
        .slice(0, 9),
    },
    says: ['irregular', 'irregular', 'irregular'],
  },
};

describe('bad input of an effect, a watch and a forecast', () => {
  for (const [name, one] of Object.entries(CASES)) {
    it(`gets its answer or its reason, and never what is no number: ${name}`, () => {
      const asked = one.asked ?? one.deployments?.at(-1) ?? release('2026-08-26');
      const metric = { series: one.series, timezone: 'UTC', aggregate: 'last', ...one.metric } as const;
      const deployments = one.deployments ?? [asked];
      const effect = inOneGo(impactOf({ ...metric, deployments, asked, stake: plainStake }));
      const watch = inOneGo(watchOf({ ...metric, deployments, asked, harm: 'drop' }));
      const goal = { least: one.goal ?? 600 };
      const forecast = forecastOf({ ...metric, goal, window: WINDOW });
      assert.deepEqual(
        [
          effect.answer === 'cant-tell' && effect.figures === undefined ? effect.why?.kind : effect.answer,
          watch.why?.kind ?? watch.state,
          forecast.why?.kind ?? 'foreseen',
        ],
        one.says,
      );
      const { answer, notes, workedOut } = impactText(effect, TELLING, plainWords);
      const foreseen = forecastText(forecast, goal, WINDOW.end, TELLING, plainWords);
      const short = [
        ...shortImpact(effect, 'neutral', TELLING, plainWords),
        ...shortForecast(forecast, goal, WINDOW.end, TELLING, plainWords),
      ];
      const said = [
        ...[answer, ...notes, ...workedOut, foreseen.answer, ...foreseen.notes],
        ...short.map(({ text }) => text),
      ].join('\n');
      assert.doesNotMatch(said, /NaN|Infinity|∞|undefined|null|\{\d\}|1 days have|1 day have/);
      assert.doesNotMatch(JSON.stringify({ effect, watch, forecast }), /null/);
    });
  }
});

describe('a hundred thousand points', () => {
  const noise = steadyNoise(4);
  const minutes = Array.from({ length: 100_000 }, (_, index) => ({
    t: instant('2026-07-01') + index * MINUTE,
    v: 500 + 5 * noise() + (index >= 56 * 1440 ? 40 : 0),
  }));

  it('of a minute each are taken together by the day', () => {
    const asked = release('2026-08-26');
    const metric = { series: { points: minutes }, timezone: 'UTC', aggregate: 'mean' } as const;
    const effect = inOneGo(impactOf({ ...metric, deployments: [asked], asked, stake: plainStake }));
    assert.deepEqual([effect.answer, effect.window?.before, effect.window?.after], ['moved', 42, 14]);
    assert.equal(inOneGo(watchOf({ ...metric, deployments: [asked], asked, harm: 'rise' })).state, 'alarm');
    const window = { start: '2026-07-01', end: '2026-09-20' };
    assert.equal(forecastOf({ ...metric, goal: { least: 520 }, window }).why, undefined);
  });

  it('of a day each are looked at where it matters', () => {
    const before = Array.from({ length: 100_000 }, (_, row) => 480 + (row % 7));
    const series = dailySeries('1752-09-14', [...before, ...course(-40)]);
    const asked = { name: 'v2', at: series.points[100_056]?.t ?? 0 };
    const metric = { series, timezone: 'UTC', aggregate: 'last', deployments: [asked], asked } as const;
    assert.equal(inOneGo(impactOf({ ...metric, stake: plainStake })).answer, 'moved');
    assert.equal(inOneGo(watchOf({ ...metric, harm: 'drop' })).state, 'alarm');
  });
});

describe('clocks that change in the window', () => {
  /** Midnight in the place as its own clocks have it, 84 days from that day on. */
  const ZONES = [
    ['America/Chicago', '2026-09-07', '05:00', '2026-11-02T08:00:00Z'],
    ['Europe/Berlin', '2026-02-01', '23:00', '2026-03-30T01:00:00Z'],
    ['Australia/Lord_Howe', '2026-02-08', '13:00', '2026-04-05T15:00:00Z'],
    ['Pacific/Apia', '2011-11-05', '10:00', '2011-12-31T12:00:00Z'],
  ] as const;

  for (const [timezone, first, time, at] of ZONES) {
    it(`make no day that is there twice or not at all: ${timezone}`, () => {
      const points = course(40).map((v, row) => ({ t: instant(first, time) + row * DAY, v }));
      const asked = { name: 'v2', at: Date.parse(at) };
      const metric = {
        series: { points },
        timezone,
        aggregate: 'last',
        deployments: [asked],
        asked,
      } as const;
      const { answer, window } = inOneGo(impactOf({ ...metric, stake: plainStake }));
      assert.equal(answer, 'moved');
      assert.ok((window?.missing ?? 9) <= 1, String(window?.missing));
      assert.ok((window?.before ?? 0) >= 55 && (window?.after ?? 0) >= 26);
      assert.equal(inOneGo(watchOf({ ...metric, harm: 'rise' })).state, 'alarm');
    });
  }
});
