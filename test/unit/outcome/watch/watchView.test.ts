import assert from 'node:assert/strict';
import { printPage } from '../../../../src/cli/printPage';
import { InsightBook } from '../../../../src/outcome/insight/insightBook';
import type { Snapshot } from '../../../../src/outcome/snapshot';
import type { AnswerView, KeyResultView, WatchView } from '../../../../src/outcome/view';
import { alarmsText } from '../../../../src/outcome/watch/watchText';
import { plainWords } from '../../../../src/outcome/words';
import { instant } from '../../../support/dailySeries';
import { fresh, keyResultOf, onBranch, type Readings, viewOf } from '../snapshots';
import { answered, course, FIRST, look, SECOND } from './watchedPage';

const PROMISE = 'In simulations fewer than 1 in 20 quiet deployments raise this in 60 days.';
const dropped: Readings = { signups: fresh(course(-25)) };

const wordsOf = (view: AnswerView | undefined): string => view?.parts.map(({ text }) => text).join('') ?? '';

async function shown(readings: Readings = {}, changes: Partial<Snapshot> = {}): Promise<KeyResultView> {
  return keyResultOf(await answered(new InsightBook(), look(readings, changes)), 'signups');
}

async function watchOf(readings: Readings = {}, changes: Partial<Snapshot> = {}): Promise<WatchView> {
  const { insight } = await shown(readings, changes);
  assert.ok(insight?.watch);
  return insight.watch;
}

describe('the watch on the page', () => {
  it('is an alarm with its evidence, its promise, and what it rests on', async () => {
    const watch = await watchOf(dropped);
    assert.match(wordsOf(watch), /^Alarm: lower since v2 \(evidence (over 1000|\d+):1; threshold 10:1\)\.$/);
    const strong = watch.parts.filter((part) => part.strong);
    assert.deepEqual(strong, [
      { text: 'Alarm: lower', tone: 'bad', strong: true },
      { text: 'v2', strong: true },
    ]);
    assert.deepEqual([watch.alarm, watch.muted, watch.quiet], [true, undefined, undefined]);
    assert.deepEqual(watch.notes, [PROMISE]);
    const lines = watch.workedOut.join('\n');
    assert.match(
      lines,
      /^Alarm on (Aug|Sep) \d+, day \d+: evidence (over 1000|\d+):1\. The threshold is 10:1\.$/m,
    );
    assert.match(lines, /^Evidence for a drop now: (over 1000|\d+):1\.$/m);
    assert.match(
      lines,
      /^10:1 means that these days are ten times likelier with a lasting drop than without one\.$/m,
    );
    assert.match(lines, /^Looked at: 34 days, each when it was over, from the third on\.$/m);
    assert.match(lines, /^Left out: 2 days /m);
    assert.match(
      lines,
      /^The watch ends on Oct 25, after 60 days, or at the next deployment for this key result\.$/m,
    );
    assert.deepEqual(watch.actions, [
      {
        action: 'muteKeyResult',
        label: 'Mute',
        style: 'link',
        arg: 'signups',
        description: 'Mute alarms of More signups: no notification and no badge',
      },
    ]);
  });

  it('is one quiet line where nothing has got worse', async () => {
    const watch = await watchOf();
    assert.equal(wordsOf(watch), 'No alarm since v2; watched until Oct 25.');
    assert.deepEqual([watch.alarm, watch.quiet, watch.actions, watch.notes], [false, true, [], []]);
    assert.match(watch.workedOut.join('\n'), /now: below 1:1\. An alarm is raised at 10:1\./);
  });

  it('says so where it is too young, can’t be, or is over', async () => {
    const young = { now: instant('2026-08-29', '12:00') };
    assert.equal(
      wordsOf(await watchOf({ signups: fresh(course(0, { after: 3 })) }, young)),
      'Watched since v2, from the third finished day on.',
    );
    const { points } = course(0);
    const flat = { points: points.map((one) => ({ ...one, v: 5 })) };
    assert.match(
      wordsOf(await watchOf({ signups: fresh(flat) })),
      /^Not watched since v2: too many of its values are equal/,
    );
    const weekly = { points: points.filter((_, index) => index % 7 === 0) };
    assert.equal(
      wordsOf(await watchOf({ signups: fresh(weekly) })),
      'Not watched since v2: it has no value for each day.',
    );
    const late = { now: instant('2026-11-05', '12:00') };
    const long = { signups: fresh(course(0, { after: 75 })) };
    assert.equal(wordsOf(await watchOf(long, late)), 'No alarm in the days after v2.');
  });

  it('says that it ended where the metric is measured differently since', async () => {
    const { okr } = look();
    assert.ok(okr.kind === 'read' && okr.document.file);
    const [objective] = okr.document.file.objectives;
    assert.ok(objective);
    const keyResults = objective.keyResults.map((one) =>
      one.metric ? { ...one, metric: { ...one.metric, changed: '2026-09-15' } } : one,
    );
    const file = { ...okr.document.file, objectives: [{ ...objective, keyResults }] };
    const watch = await watchOf({}, { okr: { ...okr, document: { ...okr.document, file } } });
    assert.equal(wordsOf(watch), 'No alarm since v2 up to Sep 14; from then on it is measured differently.');
    assert.match(
      watch.workedOut.join('\n'),
      /^The watch ends on Sep 14: from the day after, the metric is measured differently\.$/m,
    );
  });

  it('keeps an alarm up to the day after the last that is looked at', async () => {
    const long: Readings = { signups: fresh(course(-25, { after: 75 })) };
    const last = await watchOf(long, { now: instant('2026-10-26', '12:00') });
    assert.equal(last.alarm, true);
    const over = await watchOf(long, { now: instant('2026-10-27', '12:00') });
    assert.equal(wordsOf(over), 'The watch since v2 raised an alarm, and ended on Oct 25.');
    assert.deepEqual([over.alarm, over.quiet, over.actions], [false, true, []]);
    assert.deepEqual(over.notes, [PROMISE]);
  });

  it('says that it is muted, and stays', async () => {
    const muted = { muted: new Set(['signups']) };
    const watch = await watchOf(dropped, muted);
    assert.match(wordsOf(watch), /^Alarm: lower since v2 \(evidence .*\)\. Muted\.$/);
    assert.ok(watch.parts.every(({ tone }) => tone === undefined));
    assert.deepEqual([watch.alarm, watch.muted, watch.quiet], [true, true, true]);
    assert.equal(watch.workedOut.length, 6);
    assert.deepEqual(
      watch.actions.map(({ action, arg }) => [action, arg]),
      [['unmuteKeyResult', 'signups']],
    );
    assert.equal(
      wordsOf(await watchOf({}, muted)),
      'No alarm since v2; watched until Oct 25. Alarms are muted.',
    );
  });

  it('is drawn anew where it is muted or unmuted, and else not', async () => {
    const snapshot = await answered(new InsightBook(), look(dropped));
    const first = keyResultOf(snapshot, 'signups');
    assert.equal(keyResultOf({ ...snapshot, muted: new Set() }, 'signups'), first);
    assert.equal(keyResultOf({ ...snapshot, muted: new Set(['tidy']) }, 'signups'), first);
    const muted = keyResultOf({ ...snapshot, muted: new Set(['signups']) }, 'signups');
    assert.deepEqual([muted.insight?.watch?.muted, muted.alarms], [true, undefined]);
  });

  it('puts a name that looks like a place for a word where it belongs', async () => {
    const second = { ...SECOND, name: 'v{1}' };
    const branch = onBranch({ releases: [FIRST, second] });
    const { cycleWork } = look();
    const work = cycleWork?.byKeyResult.get('signups');
    assert.ok(cycleWork && work);
    const releases = new Set(['v1', 'v{1}']);
    const named = { ...cycleWork, byKeyResult: new Map([['signups', { ...work, releases }]]) };
    assert.match(wordsOf(await watchOf(dropped, { branch, cycleWork: named })), /lower since v\{1\} \(/);
    assert.match(
      wordsOf(await watchOf({}, { branch, cycleWork: named })),
      /No alarm since v\{1\}; watched until Oct/,
    );
  });
});

describe('the guardrails on the page', () => {
  it('say what moved, and fold away what can’t be told', async () => {
    const { guardrails } = await shown({ errors: fresh(course(25, { seed: 2 })) });
    const [errors, load] = guardrails;
    assert.match(wordsOf(errors?.effect), /^Since v2: \+\d(\.\d)?%, 95% likely between \+.* and \+.*\.$/);
    assert.equal(errors?.effect?.quiet, undefined);
    assert.equal(errors?.effect?.parts.find(({ tone }) => tone)?.tone, 'bad');
    assert.match(wordsOf(errors?.watch), /^Alarm: higher since v2 \(evidence/);
    assert.deepEqual([load?.effect?.quiet, load?.watch], [true, undefined]);
    assert.deepEqual(
      errors?.watch?.actions.map(({ action, arg }) => [action, arg]),
      [['muteKeyResult', 'signups']],
    );
  });

  it('call a change good news where it goes away from the bound', async () => {
    const { guardrails } = await shown({ errors: fresh(course(-25, { seed: 2 })) });
    assert.equal(guardrails[0]?.effect?.parts.find(({ tone }) => tone)?.tone, 'good');
    assert.equal(guardrails[0]?.watch?.quiet, true);
  });
});

describe('the alarms of a page', () => {
  const both: Readings = { ...dropped, errors: fresh(course(25, { seed: 2 })) };

  it('name key result, metric and deployment, and need nothing around them', async () => {
    const { alarms, status } = viewOf(await answered(new InsightBook(), look(both)));
    assert.deepEqual(
      alarms?.map(({ keyResultId, key }) => [keyResultId, JSON.parse(key)]),
      [
        ['signups', ['signups', 'repo', 'signups', 'drop', 'v2']],
        ['signups', ['signups', 'repo', 'errors', 'rise', 'v2']],
      ],
    );
    assert.match(
      alarms?.[0]?.text ?? '',
      /^Alarm for More signups: lower since v2 \(evidence (over 1000|\d+):1; threshold 10:1\)\. In simulations/,
    );
    assert.match(alarms?.[1]?.text ?? '', /^Alarm for Errors, guardrail of More signups: higher since v2 /);
    assert.equal(status, undefined, 'the branch serves nothing');
  });

  it('are told of together where they come together', async () => {
    const { alarms = [] } = viewOf(await answered(new InsightBook(), look(both)));
    const evidence = String.raw`\(evidence (?:over 1000|\d+):1\)`;
    assert.match(
      alarmsText(alarms, plainWords) ?? '',
      new RegExp(
        `^2 alarms \\(threshold 10:1\\)\\. More signups: lower since v2 ${evidence}; ` +
          `Errors, guardrail of More signups: higher since v2 ${evidence}\\. ` +
          'In simulations fewer than 1 in 20 quiet deployments raise each of them in 60 days\\.$',
      ),
    );
    const [first] = alarms;
    assert.ok(first);
    assert.equal(alarmsText([first], plainWords), first.text);
    assert.equal(alarmsText([], plainWords), undefined);
    const many = Array.from({ length: 6 }, () => ({ ...first, short: 'A' }));
    assert.match(
      alarmsText(many, plainWords) ?? '',
      /^6 alarms \(threshold 10:1\)\. A; A; A; A; 2 more\. In /,
    );
  });

  it('are none where they are muted, quiet, or over', async () => {
    const snapshot = await answered(new InsightBook(), look(both));
    assert.equal(viewOf({ ...snapshot, muted: new Set(['signups']) }).alarms, undefined);
    assert.equal(viewOf(await answered(new InsightBook(), look())).alarms, undefined);
    assert.equal(viewOf({ ...snapshot, now: instant('2026-11-20') }).alarms, undefined);
  });

  it('stand with a closed key result, in the status bar and in the terminal', async () => {
    const link = { ids: ['signups'], reason: { kind: 'explicit' } } as const;
    const branch = onBranch({ releases: [FIRST, SECOND], link });
    const snapshot = await answered(new InsightBook(), look(both, { branch }));
    const { alarms } = keyResultOf(snapshot, 'signups');
    assert.match(alarms?.[0] ?? '', /^Alarm: lower since v2/);
    assert.match(alarms?.[1] ?? '', /^Errors · Alarm: higher since v2/);
    const { status, page } = viewOf(snapshot);
    assert.equal(status?.icon, 'warning');
    assert.ok(status.tooltip.includes(alarms?.[0] ?? '?'));
    assert.match(status.label, /Alarm: lower since v2/);
    const printed = printPage(page);
    assert.match(
      printed,
      /\n {4}! Alarm: lower since v2 \(evidence .*\)\. In simulations fewer than 1 in 20/,
    );
    assert.match(printed, /✓ Errors .*\n {6}! Alarm: higher since v2 .*\n {6}Since v2: \+/);
  });
});
