import assert from 'node:assert/strict';
import type { Deployed } from '../../../../src/outcome/impact/model';
import { inOneGo } from '../../../../src/outcome/insight/inOneGo';
import { evidenceOf } from '../../../../src/outcome/watch/evidence';
import { type Watch, type WatchRequest, watchOf } from '../../../../src/outcome/watch/watch';
import { denseEvidence } from '../../../oracles/denseEvidence';
import { dailySeries, instant, steadyNoise } from '../../../support/dailySeries';
import { assertClose } from '../../../support/insightData';

const WEEK = [6, 5, 4, 3, 1, -9, -10];
const release: Deployed = { name: 'v2', at: instant('2026-08-26') };

/** From 2026-07-01; the deployment is row 56. */
function days(count: number, step: number, seed = 1): number[] {
  const noise = steadyNoise(seed);
  return Array.from(
    { length: count },
    (_, row) => 500 + (WEEK[row % 7] ?? 0) + 5 * noise() + (row >= 56 ? step : 0),
  );
}

function watch(values: readonly (number | null)[], changes: Partial<WatchRequest> = {}): Watch {
  const series = dailySeries('2026-07-01', values);
  const deployments = changes.deployments ?? [release];
  const rest = { timezone: 'UTC', aggregate: 'last', asked: release, harm: 'drop' } as const;
  return inOneGo(watchOf({ series, ...rest, ...changes, deployments }));
}

describe('the evidence of harm', () => {
  for (const step of [0, -12, 30]) {
    it(`is that of whole covariance matrices, with a step of ${step}`, () => {
      const y = days(66, step).slice(28);
      const found = inOneGo(
        evidenceOf({
          days: y.map((_, row) => row),
          values: y,
          since: 28,
          period: 7,
          harm: 'drop',
        }),
      );
      assert.equal(found.length, 8);
      assertClose(found.at(-1) ?? 0, denseEvidence(y, 28), 1e-6, 'last day');
      assertClose(found[0] ?? 0, denseEvidence(y.slice(0, 31), 28), 1e-6, 'third day');
    });
  }

  it('looks the other way where up is bad, and knows no scale', () => {
    const y = days(70, -10);
    const rows = { days: y.map((_, row) => row), since: 56, period: 7 };
    const drop = inOneGo(evidenceOf({ ...rows, values: y, harm: 'drop' })).at(-1) ?? 0;
    const rise =
      inOneGo(evidenceOf({ ...rows, values: y.map((value) => 7 - 3 * value), harm: 'rise' })).at(-1) ?? 0;
    assertClose(rise, drop, 1e-6, 'evidence');
  });

  it('does not take an earlier step for a new one', () => {
    const y = days(75, 0).map((value, row) => value - (row >= 40 ? 40 : 0));
    const rows = { days: y.map((_, row) => row), values: y, since: 56, period: 7, harm: 'drop' as const };
    assert.ok((inOneGo(evidenceOf({ ...rows, earlier: [40] })).at(-1) ?? 99) < 1);
  });
});

describe('the watch after a deployment', () => {
  it('raises an alarm that stays, at the day and with the evidence that raised it', () => {
    const all = watch(days(90, -20));
    assert.equal(all.state, 'alarm');
    assert.ok((all.alarm?.evidence ?? 0) >= 10);
    const raised = 56 + (all.alarm?.day ?? 0);
    assert.equal(watch(days(90, -20).slice(0, raised - 1)).state, 'watching');
    const then = watch(days(90, -20).slice(0, raised)).alarm;
    assert.deepEqual([then?.on, then?.day], [all.alarm?.on, all.alarm?.day]);
    assertClose(then?.evidence ?? 0, all.alarm?.evidence ?? 1, 1e-9, 'evidence');
  });

  it('is quiet where nothing happened, or something good', () => {
    assert.equal(watch(days(90, 0)).state, 'watching');
    assert.equal(watch(days(90, 25)).state, 'watching');
    assert.equal(watch(days(90, 25), { harm: 'rise' }).state, 'alarm');
  });

  it('says nothing before the third day', () => {
    assert.equal(watch(days(58, -40)).evidence, undefined);
    assert.equal(watch(days(59, -40)).days, 3);
    assert.notEqual(watch(days(59, -40)).evidence, undefined);
  });

  it('ends after sixty days or at the next deployment', () => {
    const long = watch(days(130, 0));
    assert.deepEqual([long.state, long.until, long.ends, long.days], ['over', '2026-10-24', 'time', 60]);
    const next = { name: 'v3', at: instant('2026-09-10', '12:00') };
    const short = watch(days(90, 0), { deployments: [release, next] });
    assert.deepEqual(
      [short.state, short.until, short.ends, short.days],
      ['over', '2026-09-09', 'deployment', 15],
    );
    const later = days(120, 0).map((value, row) => value - (row >= 80 ? 60 : 0));
    assert.equal(watch(later, { deployments: [release, next] }).state, 'over');
  });

  it('leaves out the days that are marked', () => {
    const outage = days(70, 0).map((value, row) => (row >= 58 && row < 62 ? value - 25 : value));
    assert.equal(watch(outage).state, 'alarm');
    const leaveOut = [{ start: '2026-08-28', end: '2026-08-31' }];
    assert.equal(watch(outage, { leaveOut }).state, 'watching');
  });

  it('watches small whole numbers, of which many come again', () => {
    const counts = (most: number) => days(90, 0).map((value) => Math.round((value * 7) % most));
    assert.equal(watch(counts(9)).state, 'watching');
    assert.equal(watch(counts(9).map((value) => (value > 5 ? 1 : 0))).why?.kind, 'constant');
  });

  it('is refused where there is nothing to compare with', () => {
    const young = { asked: { name: 'v1', at: instant('2026-07-08') } };
    assert.equal(watch(days(90, 0), young).why?.kind, 'few-before');
    assert.equal(watch(days(90, 0).map(() => 3)).why?.kind, 'constant');
    assert.equal(watch([]).why?.kind, 'no-values');
    for (const changed of ['2026-08-20', '2026-08-26', '2026-08-28']) {
      const { why, state } = watch(days(90, 0), { changed });
      assert.deepEqual([why, state], [{ kind: 'changed', on: changed }, 'refused']);
    }
    assert.equal(watch(days(90, 0), { changed: '2026-07-20' }).state, 'watching');
  });

  it('ends before the metric is measured differently, and keeps its alarm', () => {
    const changed = '2026-09-10';
    const quiet = days(90, 0).map((value, row) => (row >= 71 ? value / 3 : value));
    const { state, until, ends, days: seen } = watch(quiet, { changed });
    assert.deepEqual([state, until, ends, seen], ['over', '2026-09-09', 'changed', 15]);
    assert.equal(watch(quiet.slice(0, 65), { changed }).state, 'watching', 'a change to come');
    const dropped = watch(days(90, -20), { changed });
    assert.deepEqual([dropped.state, dropped.ends], ['alarm', 'changed']);
    const next = { name: 'v3', at: instant('2026-09-05', '12:00') };
    assert.equal(watch(quiet, { changed, deployments: [release, next] }).ends, 'deployment');
  });

  it('looks at small counts, in which few values are unlike', () => {
    const counts = days(90, 0).map((value) => Math.round((value - 500) / 5) + 5);
    assert.equal(watch(counts).state, 'watching');
    assert.equal(watch(counts.map((value, row) => value - (row >= 56 ? 4 : 0))).state, 'alarm');
  });

  it('says the same of a day whatever comes after it', () => {
    const dropped = days(90, -40);
    const outage = dropped.map((value, row) => (row >= 75 ? 0 : value));
    const [one, other] = [watch(dropped).alarm, watch(outage).alarm];
    assert.ok(one);
    assert.deepEqual([other?.on, other?.day], [one.on, one.day]);
    assertClose(other?.evidence ?? 0, one.evidence, 1e-9, 'evidence');
    const off = days(90, 0).map((value, row) => (row >= 56 ? 0 : value));
    assert.equal(watch(off).state, 'alarm', 'nothing at all from the first day on');
  });
});
