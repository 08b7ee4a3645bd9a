import assert from 'node:assert/strict';
import { printPage } from '../../../../src/cli/printPage';
import type { Series } from '../../../../src/metrics/series';
import { InsightBook } from '../../../../src/outcome/insight/insightBook';
import { insightQuestions } from '../../../../src/outcome/insight/insightQuestions';
import type { Snapshot } from '../../../../src/outcome/snapshot';
import type { AnswerView } from '../../../../src/outcome/view';
import { dailySeries, instant, steadyNoise } from '../../../support/dailySeries';
import { fresh, keyResultOf, onBranch, snapshotOf, viewOf } from '../snapshots';

const OKRS = `version: 1
cycle: { id: q, start: 2026-07-01, end: 2026-10-10 }
sources: { repo: { type: file } }
objectives:
  - id: o
    title: O
    keyResults:
      - { id: signups, title: More signups, metric: { source: repo, query: a }, start: 500, target: 600 }
      - { id: done, title: Done, milestones: [{ title: one }] }
deployments: { tags: "v*" }
`;
const RELEASE = { name: 'v1.42', at: instant('2026-08-26', '12:00'), mine: false };
const NOW = instant('2026-09-30', '12:00');

/** 56 days, and more from the release on, higher by the step. */
function course(step: number, { size = 5, after = 35 } = {}): Series {
  const noise = steadyNoise(1);
  const values = Array.from(
    { length: 56 + after },
    (_, row) => 500 + size * noise() + (row >= 56 ? step : 0),
  );
  return dailySeries('2026-07-01', values);
}

async function answered(series: Series | undefined, changes: Partial<Snapshot> = {}): Promise<Snapshot> {
  const book = new InsightBook();
  const readings = series ? { a: fresh(series) } : {};
  const branch = onBranch({ releases: [RELEASE] });
  const snapshot = snapshotOf(OKRS, readings, { now: NOW, branch, ...changes });
  await book.answer(insightQuestions(snapshot), async () => undefined);
  return { ...snapshot, insightOf: (keyResult) => book.of(keyResult) };
}

const textOf = (answer: AnswerView | undefined): string =>
  answer?.parts.map(({ text }) => text).join('') ?? '';

async function effectOf(...asked: Parameters<typeof answered>): Promise<string> {
  return textOf(keyResultOf(await answered(...asked), 'signups').insight?.effect);
}

async function forecastOf(...asked: Parameters<typeof answered>): Promise<string> {
  return textOf(keyResultOf(await answered(...asked), 'signups').insight?.forecast);
}

describe('the answers about a key result on the page', () => {
  it('say what moved since its release, with its interval, and what helps the aim', async () => {
    const { effect } = keyResultOf(await answered(course(40)), 'signups').insight ?? {};
    assert.ok(effect);
    assert.match(
      textOf(effect),
      /^Since v1\.42: \+[78](\.\d)?%, 95% likely between \+\d(\.\d)?% and \+\d(\.\d)?%\.$/,
    );
    const change = effect.parts.find(({ tone }) => tone !== undefined);
    assert.deepEqual([change?.tone, change?.strong], ['good', true]);
    assert.ok(effect.notes.includes('Other things that happened at the same time are not ruled out.'));
    assert.ok(
      effect.notes.includes('Every release that v* names counts as a deployment for this key result.'),
    );
    assert.ok(effect.notes.at(-1)?.startsWith('In the chart: the hollow bar'));
    assert.ok(effect.workedOut.some((line) => line.startsWith('95% interval of the change: +')));
    assert.equal(effect.workedOutText, 'How this was worked out');
  });

  it('say where nothing changed that matters', async () => {
    assert.match(
      await effectOf(course(0, { size: 3 })),
      /^No change worth acting on since v1\.42: 95% likely between −.*% and \+.*%\.$/,
    );
  });

  it("say where it can't be told yet, and when to look again", async () => {
    const now = instant('2026-09-08', '12:00');
    assert.match(
      await effectOf(course(0, { size: 60, after: 13 }), { now }),
      /^Can't tell yet whether it changed since v1\.42: 95% likely between −.* and \+.*\. Look again on Sep \d+\.$/,
    );
  });

  it('say why there is no answer', async () => {
    const early = { now: instant('2026-08-30', '12:00') };
    assert.equal(
      await effectOf(course(0, { after: 4 }), early),
      "Can't tell yet: 3 days since v1.42 are over and have a value, at least 7 are needed. Look again on Sep 3.",
    );
    const flat = dailySeries(
      '2026-07-01',
      Array.from({ length: 90 }, () => 500),
    );
    assert.match(await effectOf(flat), /^Can't tell: too many of its values are equal/);
    assert.equal(await forecastOf(flat), 'No forecast: its values do not change.');
    const short = dailySeries('2026-09-20', [500, 510, 505, 507, 500, 520, 510, 504, 511, 510]);
    assert.equal(
      await forecastOf(short),
      'No forecast yet: 10 days have a value, at least 28 are needed. From 510 it needs +8.18 a day until Oct 10.',
    );
  });

  it('tell the pace alone of what is entered by hand', async () => {
    const days = ['2026-07-01', '2026-07-04', '2026-07-20', '2026-08-01', '2026-09-14'];
    const points = days.map((day, index) => ({ t: instant(day), v: 500 + 10 * index }));
    assert.equal(
      await forecastOf({ points }),
      'No forecast: its values do not come day by day, week by week or month by month. From 540 it needs +5.45 a day until Oct 10.',
    );
    const early = { now: instant('2026-09-15', '12:00') };
    assert.match(await forecastOf({ points }, early), /From 540 it needs \+16\.2 a week until Oct 10\.$/);
  });

  it('tell the pace of milestones', async () => {
    const { forecast, effect } = keyResultOf(await answered(undefined), 'done').insight ?? {};
    assert.equal(
      textOf(forecast),
      '0% is done with 90% of the time over: behind. From here it needs 9.5% a day until Oct 10.',
    );
    assert.deepEqual([forecast?.parts[0], effect], [{ text: '0%', strong: true }, undefined]);
    const later = await answered(undefined, { now: instant('2026-10-11', '12:00') });
    assert.equal(keyResultOf(later, 'done').insight, undefined);
  });

  it('say what is likely on the last day', async () => {
    assert.match(
      await forecastOf(course(40)),
      /^About 5% likely to be at least 600 on Oct 10; expected 5[345]\d(\.\d)?\.$/,
    );
  });

  it('are none where there is nothing to ask: no number, no release, a key result that is over', async () => {
    assert.equal(keyResultOf(await answered(undefined), 'signups').insight, undefined);
    const bare = keyResultOf(await answered(course(40), { branch: onBranch() }), 'signups').insight;
    assert.deepEqual([bare?.effect, bare?.forecast !== undefined], [undefined, true]);
    const later = await answered(course(40), { now: instant('2026-10-11', '12:00') });
    assert.equal(keyResultOf(later, 'signups').insight, undefined);
    assert.equal(keyResultOf(await answered(course(40), { trusted: false }), 'signups').insight, undefined);
  });

  it('take the releases that brought its commits, and none before one did', async () => {
    const other = { name: 'v1.41', at: instant('2026-08-10'), mine: false };
    const branch = onBranch({ releases: [other, RELEASE] });
    const work = (...names: string[]) => ({
      branch,
      cycleWork: {
        commits: 2,
        tagged: 2,
        byKeyResult: new Map([
          ['signups', { commits: 2, unreleased: 0, releases: new Set(names), latest: [] }],
        ]),
        subjects: new Map(),
        hasReleases: true,
        shallow: false,
      },
    });
    const { insight } = keyResultOf(await answered(course(40), work('v1.41')), 'signups');
    assert.match(textOf(insight?.effect), /since v1\.41|Since v1\.41/);
    assert.ok(
      insight?.effect?.notes.includes(
        'The releases that brought commits of this key result count as its deployments.',
      ),
    );
    assert.equal(keyResultOf(await answered(course(40), work()), 'signups').insight?.effect, undefined);
  });

  it('stand in the terminal too', async () => {
    const { page } = viewOf(await answered(course(40)));
    assert.match(printPage(page), /\n {4}About 5% likely .*\n {4}Since v1\.42: \+/);
  });

  it('put a name that looks like a place for a word where it belongs', async () => {
    const branch = onBranch({ releases: [{ ...RELEASE, name: 'v{1}' }] });
    assert.match(await effectOf(course(40), { branch }), /^Since v\{1\}: \+[78]/);
  });
});
