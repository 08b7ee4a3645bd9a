import assert from 'node:assert/strict';
import { forecastOf } from '../../../../src/outcome/forecast/forecast';
import { forecastText } from '../../../../src/outcome/forecast/forecastText';
import { styleOf } from '../../../../src/outcome/goalText';
import { impactOf } from '../../../../src/outcome/impact/impact';
import { impactText } from '../../../../src/outcome/impact/impactText';
import type { Deployed, Impact } from '../../../../src/outcome/impact/model';
import { inOneGo } from '../../../../src/outcome/insight/inOneGo';
import type { Telling } from '../../../../src/outcome/insight/insightWords';
import {
  guardrailImpact,
  guardrailStyle,
  guardrailWatch,
  keyResultForecast,
  keyResultImpact,
  keyResultWatch,
  type Occasion,
  toneOf,
} from '../../../../src/outcome/insight/keyResultInsight';
import { watchOf } from '../../../../src/outcome/watch/watch';
import { alarmText } from '../../../../src/outcome/watch/watchText';
import { plainWords } from '../../../../src/outcome/words';
import { dailySeries, instant, steadyNoise } from '../../../support/dailySeries';
import { fileOf, keyResultsOf } from '../../okr/readOkrs';

const OKRS = `version: 1
cycle: { id: q, start: 2026-07-01, end: 2026-10-10, leaveOut: [{ date: 2026-09-07, why: Labor Day }] }
sources: { repo: { type: file } }
objectives:
  - id: o
    title: O
    keyResults:
      - id: up
        title: More signups
        metric: { source: repo, query: a, changed: 2026-07-05 }
        start: 500
        target: 600
        guardrails:
          - { title: Errors, metric: { source: repo, query: b }, atMost: 1% }
          - { title: Load, metric: { source: repo, query: c }, atMost: 3, atLeast: 1 }
      - { id: down, title: Fewer errors, metric: { source: repo, query: a }, start: 500, target: 400 }
      - { id: low, title: Short waits, metric: { source: repo, query: a }, atMost: 700, unit: ms }
      - { id: inside, title: Steady, metric: { source: repo, query: a }, range: { min: 450, max: 550 } }
      - { id: rate, title: Conversion, metric: { source: repo, query: a }, start: 2%, target: 3% }
      - id: beside
        title: Beside
        metric: { source: repo, query: a, control: { title: Visits, source: repo, query: v } }
        start: 500
        target: 600
      - { id: done, title: Done, milestones: [{ title: one }] }
`;

const release: Deployed = { name: 'v1.42', at: instant('2026-08-26') };
const { cycle } = fileOf(OKRS);
const keyResults = new Map(keyResultsOf(OKRS).map((one) => [one.id, one]));
const the = (id: string) => keyResults.get(id) ?? assert.fail(id);

function occasion(step: number, { level = 500, size = 5, count = 84 } = {}): Occasion {
  const noise = steadyNoise(1);
  const values = Array.from({ length: count }, (_, row) => level + size * noise() + (row >= 56 ? step : 0));
  const series = dailySeries('2026-07-01', values);
  const now = instant('2026-07-01') + count * 86_400_000;
  return { series, cycle, deployments: [release], asked: release, now };
}

function impactOn(id: string, on: Occasion): Impact {
  const request = keyResultImpact(the(id), on);
  assert.ok(request);
  return inOneGo(impactOf(request));
}

function tellingOf(id: string): Telling {
  return { title: the(id).title, style: styleOf(the(id), 'en'), thisYear: '2026' };
}

const words = (id: string, on: Occasion) => impactText(impactOn(id, on), tellingOf(id), plainWords);

describe('the insight into a key result', () => {
  it('knows what it needs, which days are left out and since when it is measured', () => {
    const { figures, window } = impactOn('up', occasion(40));
    assert.deepEqual([window?.from, window?.leftOut, window?.before], ['2026-07-05', 1, 52]);
    assert.ok(Math.abs((figures?.needed ?? 0) - 0.2) < 0.01);
    assert.ok(Math.abs((figures?.matters ?? 0) - 0.04) < 0.002);
  });

  it('is good or bad by the direction of the aim', () => {
    const up = impactOn('up', occasion(40));
    const down = impactOn('up', occasion(-40));
    assert.deepEqual([toneOf(up, the('up').aim), toneOf(down, the('up').aim)], ['good', 'bad']);
    assert.deepEqual([toneOf(up, the('down').aim), toneOf(down, the('low').aim)], ['bad', 'good']);
    assert.equal(toneOf(up, the('inside').aim), 'neutral');
    assert.equal(toneOf(impactOn('up', occasion(0)), the('up').aim), 'neutral');
  });

  it('says since, never because of', () => {
    const moved = words('up', occasion(40));
    assert.match(
      moved.answer,
      /^More signups: \+[\d.]+% \(95% interval \+[\d.]+% to \+[\d.]+%\) in the 27 days since v1\.42, against the 52 days before, allowing for weekdays and the metric's own drift\.$/,
    );
    assert.match(moved.notes.join(' '), /not ruled out/);
    const quiet = words('up', occasion(0));
    assert.match(
      quiet.answer,
      /^More signups: no change worth acting on since v1\.42: within ±4% \(−[\d.]+% to \+[\d.]+%\)\.$/,
    );
    const noisy = words('up', occasion(0, { size: 60, count: 76 }));
    assert.match(
      noisy.answer,
      /^More signups: can't tell yet: −\d+% to \+\d+% since v1\.42\. 19 days of this metric can show changes of about ±\d+% or more\.$/,
    );
    assert.match(noisy.notes.join(' '), /Look again on Sep 2\d: \d+ days can show changes of about ±\d+%\./);
    for (const { answer, notes, workedOut } of [moved, quiet, noisy]) {
      assert.doesNotMatch([answer, ...notes, ...workedOut].join(' '), /because|caus|NaN|undefined|\{\d\}/i);
    }
  });

  it('says what it was compared beside, or why not', () => {
    const on = occasion(40);
    const noise = steadyNoise(3);
    const control = dailySeries(
      '2026-07-01',
      Array.from({ length: 84 }, () => 100 + noise()),
    );
    const holes = { points: control.points.filter((_, row) => row % 10 !== 1) };
    const told = (changes: Partial<Occasion>) => words('beside', { ...on, ...changes }).workedOut.join('\n');
    assert.match(told({ control }), /\nCompared beside: Visits\. What moves both counts as no change\.\n/);
    assert.match(told({ control: holes }), /\nNot compared beside Visits: it lacks 9 days\.\n/);
    assert.match(told({}), /\nNot compared beside Visits: it has no numbers\.\n/);
    assert.match(
      told({ control: { points: control.points.map(({ t }) => ({ t, v: 4 })) } }),
      /\nNot compared beside Visits: it says nothing of its own on these days\.\n/,
    );
    assert.doesNotMatch(words('up', { ...on, control }).workedOut.join('\n'), /beside/);
  });

  it('tells percentages in points', () => {
    const { answer } = words('rate', occasion(0.01, { level: 0.02, size: 0.001 }));
    assert.match(answer, /^Conversion: \+(1|0\.9\d|1\.0\d) points \(95% interval /);
  });

  it('corrects nothing where only one metric is looked at', () => {
    assert.equal(impactOn('up', occasion(40)).why, undefined);
  });

  it('watches for what would be harm', () => {
    assert.equal(keyResultWatch(the('up'), occasion(0))?.harm, 'drop');
    assert.equal(keyResultWatch(the('down'), occasion(0))?.harm, 'rise');
    assert.equal(keyResultWatch(the('low'), occasion(0))?.harm, 'rise');
    assert.equal(keyResultWatch(the('inside'), occasion(0)), undefined);
    assert.equal(keyResultWatch(the('done'), occasion(0)), undefined);
    const [errors, load] = the('up').guardrails;
    assert.ok(errors && load);
    assert.equal(guardrailWatch(errors, occasion(0))?.harm, 'rise');
    assert.equal(guardrailWatch(load, occasion(0)), undefined);
  });

  it('shows the promise with the alarm', () => {
    const request = keyResultWatch(the('up'), occasion(-40));
    assert.ok(request);
    const watch = inOneGo(watchOf(request));
    assert.ok(watch.alarm);
    assert.match(
      alarmText(watch, watch.alarm, tellingOf('up'), plainWords),
      /^Alarm for More signups: lower since v1\.42 \(evidence (over 1000|\d+):1; threshold 10:1\)\. In simulations fewer than 1 in 20 quiet deployments raise this in 60 days\.$/,
    );
    assert.equal(inOneGo(watchOf({ ...request, ...occasion(0) })).alarm, undefined);
  });

  it('holds a guardrail against its bound', () => {
    const [errors] = the('up').guardrails;
    assert.ok(errors);
    const request = guardrailImpact(errors, occasion(0.004, { level: 0.005, size: 0.0003 }));
    const impact = inOneGo(impactOf(request));
    assert.deepEqual([impact.answer, impact.figures?.scale], ['moved', 'difference']);
    const telling = { title: errors.title, style: guardrailStyle(errors, 'en'), thisYear: '2026' };
    assert.match(impactText(impact, telling, plainWords).answer, /^Errors: \+0\.[34]\d* points /);
  });

  it('foresees the goal of each kind of aim', () => {
    const goals = ['up', 'down', 'low', 'inside'].map((id) => keyResultForecast(the(id), occasion(0))?.goal);
    assert.deepEqual(goals, [{ least: 600 }, { most: 400 }, { most: 700 }, { least: 450, most: 550 }]);
    assert.equal(keyResultForecast(the('done'), occasion(0)), undefined);
  });

  it('says how likely it is, and how fast it has to go', () => {
    const tell = (id: string): string => {
      const request = keyResultForecast(the(id), occasion(0));
      assert.ok(request);
      const { answer, notes } = forecastText(
        forecastOf(request),
        request.goal,
        request.window.end,
        tellingOf(id),
        plainWords,
      );
      return [answer, ...notes].join('\n');
    };
    assert.match(
      tell('up'),
      /^More signups: about 5% likely to be at least 600 on Oct 10\.\nExpected then: \d+; in 8 of 10 cases between \d+ and \d+\.\nFrom \d+ \(mean of 7 days\) it has to change by \+[\d.]+ in each of the 18 days left; lately it changed by [+−][\d.]+\./,
    );
    assert.match(tell('low'), /^Short waits: about 95% likely to be at most 700 ms on Oct 10\./);
    assert.match(tell('inside'), /likely to be between 450 and 550 on/);
  });

  it('says that a mean is one of all days, not the value of the last', () => {
    const request = keyResultForecast(the('up'), occasion(0));
    assert.ok(request);
    const found = forecastOf({ ...request, aggregate: 'mean' });
    const { answer } = forecastText(found, request.goal, request.window.end, tellingOf('up'), plainWords);
    assert.match(answer, /likely to be at least 600 on average up to Oct 10\.$/);
  });

  it('says why it can’t foresee', () => {
    const tell = (on: Occasion): string => {
      const request = keyResultForecast(the('up'), on);
      assert.ok(request);
      return forecastText(forecastOf(request), request.goal, request.window.end, tellingOf('up'), plainWords)
        .answer;
    };
    assert.match(
      tell(occasion(0, { count: 20 })),
      /no forecast yet: what it measures changed on Jul 5, and only 16 days since have a value: at least 28 are/,
    );
    assert.match(tell(occasion(0, { size: 0 })), /no forecast: its values do not change\./);
    assert.match(
      tell(occasion(0, { count: 50 })),
      /no forecast: 52 days ahead are too far for the 46 days that are known/,
    );
  });
});
