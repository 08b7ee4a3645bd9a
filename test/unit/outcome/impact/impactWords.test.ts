import assert from 'node:assert/strict';
import type { Series } from '../../../../src/metrics/series';
import { impactOf } from '../../../../src/outcome/impact/impact';
import { impactText } from '../../../../src/outcome/impact/impactText';
import type { Impact, ImpactRequest } from '../../../../src/outcome/impact/model';
import { inOneGo } from '../../../../src/outcome/insight/inOneGo';
import { plainWords } from '../../../../src/outcome/words';
import { dailySeries, instant, steadyNoise } from '../../../support/dailySeries';

const TELLING = { title: 'Users', style: { locale: 'en' }, thisYear: '2026' };

/** 84 values with a step at row 56. */
function course(): number[] {
  const noise = steadyNoise(6);
  return Array.from({ length: 84 }, (_, row) => 500 + 5 * noise() + (row >= 56 ? 40 : 0));
}

const DAILY = dailySeries('2026-07-01', course());
const MONTHLY: Series = { points: course().map((v, row) => ({ t: Date.UTC(2015, row), v })) };

function ask(
  day: string,
  changes: Partial<ImpactRequest> = {},
): { impact: Impact; lines: readonly string[] } {
  const asked = { name: 'v2', at: instant(day) };
  const request = { series: DAILY, timezone: 'UTC', aggregate: 'last', deployments: [], asked, ...changes };
  const impact = inOneGo(impactOf(request as ImpactRequest));
  const { answer, notes, workedOut } = impactText(impact, TELLING, plainWords);
  return { impact, lines: [answer, ...notes, ...workedOut] };
}

describe('the words of an answer about a deployment', () => {
  it('name the season that was taken out, and none that was not', () => {
    const against = (...args: Parameters<typeof ask>): string | undefined =>
      /allowing for (.*)\.$/.exec(ask(...args).lines[0] ?? '')?.[1];
    assert.equal(against('2026-08-26'), "weekdays and the metric's own drift");
    assert.equal(against('2026-08-26', { period: 1 }), "the metric's own drift");
    assert.equal(against('2026-08-26', { period: 14 }), "a season of 14 days and the metric's own drift");
    const months = against('2019-09-01', { series: MONTHLY });
    assert.equal(months, "months of the year and the metric's own drift");
  });

  it('speak of days only where there are days', () => {
    const { lines } = ask('2019-09-01', { series: MONTHLY });
    assert.match(lines.join('\n'), /\nNoise: neighbouring values correlate by .*\nCompared by ratio\.$/);
    assert.doesNotMatch(lines.join('\n'), /\bdays\b/);
  });

  it('blame a season that is too long, and not the deployments', () => {
    const { impact, lines } = ask('2026-08-26', { period: 90 });
    assert.deepEqual(impact.why, { kind: 'long-season', period: 90, rows: 84 });
    assert.equal(lines[0], "Users: can't tell: a season of 90 days is too long for 84 days.");
  });

  it('claim nothing of other deployments where nothing was compared', () => {
    const deployments = [{ name: 'v1', at: instant('2026-08-10') }];
    const unrelated = [{ name: 'u1', at: instant('2026-08-11') }];
    const compared = ask('2026-08-26', { deployments, unrelated }).lines.join('\n');
    assert.match(compared, /Also in these days: v1, whose change is counted apart\./);
    const early = ask('2026-09-20', { deployments: [{ name: 'v1', at: instant('2026-09-10') }] }).lines;
    assert.match(early[0] ?? '', /are over and have a value/);
    assert.equal(early[1], 'Also in these days: v1.');
    const weeks = { points: course().map((v, row) => ({ t: instant('2024-12-02') + row * 604_800_000, v })) };
    const { impact, lines } = ask('2027-08-26', { series: weeks, deployments, unrelated });
    assert.deepEqual([impact.why?.kind, lines.length], ['outside', 1]);
  });

  it('say from when to when there are values, where the deployment is outside of them', () => {
    for (const day of ['2026-05-01', '2027-08-26']) {
      const { impact, lines } = ask(day);
      assert.deepEqual(lines, [
        "Users: can't tell: v2 is outside of its values, which are from Jul 1 to Sep 22.",
      ]);
      assert.equal(impact.window, undefined);
    }
    assert.equal(
      ask('2026-07-01').lines[0],
      "Users: can't tell: 0 days before v2 have a value, at least 14 are needed.",
    );
  });

  it('say how many days were looked at, where values before are further back', () => {
    assert.equal(
      ask('2026-10-10').lines[0],
      "Users: can't tell: 11 of the 28 days before v2 have a value, at least 14 are needed.",
    );
    assert.match(ask('2026-10-20').lines[0] ?? '', /: 1 of the 28 days before v2 has a value, /);
  });

  it('speak of comparing only where something was compared', () => {
    const { lines } = ask('2026-09-20');
    assert.ok(lines.includes('Looked at: Aug 23 to Sep 22, with 28 days before and 3 days since.'));
    assert.doesNotMatch(lines.join('\n'), /Compared/);
  });

  it('never tell to look again on a day that is over', () => {
    const late = { now: instant('2026-09-20', '12:00') };
    const newest = (count: number) => ({ series: { points: DAILY.points.slice(0, count) }, ...late });
    assert.equal(ask('2026-08-26', newest(60)).impact.again?.on, '2026-09-23');
    const stake = () => ({ needed: 5, matters: 0.1 });
    const { impact } = ask('2026-08-12', { ...newest(56), stake });
    assert.deepEqual([impact.answer, impact.again], ['cant-tell', undefined]);
    assert.equal(
      ask('2026-08-26', { ...newest(60), now: instant('2026-08-30') }).impact.again?.on,
      '2026-09-02',
    );
  });

  it('name the other releases, also where there is one a week', () => {
    const weekly = (count: number) =>
      Array.from({ length: count }, (_, week) => ({
        name: `w${week + 1}`,
        at: instant('2026-07-02') + week * 5 * 86_400_000,
      }));
    const told = (count: number) => ask('2026-08-26', { unrelated: weekly(count) }).lines.join('\n');
    assert.match(told(5), /without commits of this key result: w1, w2, w3, w4, and w5\./);
    assert.match(told(12), /: w1, w2, .* w11, and w12\./);
    assert.match(told(14), / w12, and 2 more\./);
  });
});
