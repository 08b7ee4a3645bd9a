import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Point } from '../../src/metrics/series';
import { impactOf } from '../../src/outcome/impact/impact';
import { bareSeries } from '../../src/outcome/insight/bareSeries';
import { inOneGo } from '../../src/outcome/insight/inOneGo';
import {
  guardrailWatch,
  keyResultImpact,
  keyResultWatch,
  type Occasion,
} from '../../src/outcome/insight/keyResultInsight';
import { watchOf } from '../../src/outcome/watch/watch';
import { type DemoApi, startDemoApi } from '../demo/demoApi';
import { demoMetrics, demoOkrFile } from '../demo/demoFiles';
import { prometheusMetrics } from '../demo/demoSeries';
import { DAY_MS, type DemoStory, demoStory, newestRelease, startOfDay } from '../demo/demoStory';
import { makeDemo } from '../demo/makeDemo';
import { buildWhereStale, throughline } from '../support/cliProgram';
import { fileOf, keyResultsOf } from './okr/readOkrs';

const EVERY_DAYS = 11;

/** A day's points up to yesterday, from the demo's file or from its living metric. */
function pointsOf(story: DemoStory, query: string): readonly Point[] {
  const csv = demoMetrics(story).get(query);
  const read = csv === undefined ? undefined : bareSeries(csv);
  if (read?.ok) return read.value.points;
  const metric = prometheusMetrics(story).get(query) ?? assert.fail(query);
  const days = (startOfDay(story.now) - story.start) / DAY_MS;
  return Array.from({ length: days - 30 }, (_, index) => {
    const t = story.start + (30 + index) * DAY_MS;
    return { t, v: metric(t) };
  });
}

describe('the demo', () => {
  it('has a release that moved one metric, not another, and one of which that can’t be told, whatever the day', () => {
    for (let day = 0; day < 366; day += EVERY_DAYS) {
      const story = demoStory(Date.UTC(2026, 2, 1 + day, (day * 7) % 24));
      const okrs = demoOkrFile(story, 'http://127.0.0.1:1');
      const { cycle } = fileOf(okrs);
      const newest = newestRelease(story);
      assert.ok(newest.time - DAY_MS > Date.parse(cycle.start), `${cycle.start} and ${newest.time}`);
      assert.ok(story.now < Date.parse(cycle.end));
      const keyResults = new Map(keyResultsOf(okrs).map((one) => [one.id, one]));
      const the = (id: string) => keyResults.get(id) ?? assert.fail(id);
      const all = story.releases.map(({ name, time }) => ({ name, at: time }));
      const asked = all.at(-1) ?? assert.fail();
      // Which of the others brought commits of a key result depends on the day.
      for (const deployments of [all, [asked]]) {
        const on = (query: string): Occasion => {
          const series = { points: pointsOf(story, query) };
          return { series, cycle, deployments, asked, now: story.now };
        };
        const answerOf = (id: string): string => {
          const request = keyResultImpact(the(id), on(the(id).metric?.query ?? ''));
          const { answer, why, figures } = inOneGo(impactOf(request ?? assert.fail()));
          const better = answer !== 'moved' || (figures?.upper ?? 0) < 0;
          return [answer, ...(why ? [why.kind] : []), ...(better ? [] : ['worse'])].join(' ');
        };
        assert.deepEqual(
          ['checkout.p95', 'engagement.signups', 'checkout.questions'].map(answerOf),
          ['moved', 'no-change', 'cant-tell unclear'],
          `${new Date(story.now).toISOString()}, ${deployments.length} deployments`,
        );
        const quiet = keyResultWatch(the('checkout.p95'), on('metrics/checkout-p95.csv'));
        assert.equal(inOneGo(watchOf(quiet ?? assert.fail())).state, 'watching');
        const [guardrail] = the('checkout.p95').guardrails;
        const loud = guardrail && guardrailWatch(guardrail, on(guardrail.metric.query));
        assert.equal(inOneGo(watchOf(loud ?? assert.fail())).state, 'alarm');
      }
    }
  });
});

describe('the demo in the terminal', () => {
  let api: DemoApi;
  let folder: string;

  before(async () => {
    buildWhereStale();
    folder = mkdtempSync(join(tmpdir(), 'throughline-demo-'));
    api = await startDemoApi();
    await makeDemo(folder, { apiOrigin: api.origin });
  });

  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await api?.dispose();
  });

  it('gives the three answers about its newest release', async () => {
    const answers = [];
    for (const id of ['checkout.p95', 'engagement.signups', 'checkout.questions']) {
      const { out } = await throughline(['impact', id, '--json', '--allow', api.origin], { cwd: folder });
      const { answer, since, every } = JSON.parse(out);
      answers.push([answer, since[0].name, every]);
    }
    assert.deepEqual(answers, [
      ['moved', 'v1.42', false],
      ['no-change', 'v1.42', false],
      ['cant-tell', 'v1.42', false],
    ]);
  });

  it('shows them on the branch that it begins with', async () => {
    const { out } = await throughline(['status', '--allow', api.origin], { cwd: folder });
    assert.match(out, /^signup\/one-tap · /);
    assert.match(out, /\n {4}Since v1\.42: −1\d%, 95% likely between /);
    assert.match(out, /\n {4}No change worth acting on since v1\.42: /);
    assert.match(out, /\n {4}Can't tell yet whether it changed since v1\.42: /);
  });
});
