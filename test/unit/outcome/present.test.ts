import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { MetricError } from '../../../src/metrics/metricError';
import { problemView } from '../../../src/outcome/problemView';
import type { Snapshot } from '../../../src/outcome/snapshot';
import type { ReadyPage } from '../../../src/outcome/view';
import { plainWords } from '../../../src/outcome/words';
import { DAY, NOW } from '../../support/metricQuery';
import { FOUNDING_EXAMPLE } from '../okr/foundingExample';
import { withKeyResult } from '../okr/readOkrs';
import {
  daily,
  fresh,
  keyResultOf,
  onBranch,
  type Readings,
  readyPageOf,
  servingByHand,
  snapshotOf,
  viewOf,
} from './snapshots';

const CODICONS = readFileSync('node_modules/@vscode/codicons/dist/codicon.css', 'utf8');
const SIGNUPS = 'sum(increase(signups_total[30d]))';
const ORDERS = 'orders_usd';
const ERRORS = 'checkout_error_ratio';

/** 60 days up to 12,600 signups, $61.2M of orders in June, 0.42% errors at the checkout. */
const NUMBERS: Readings = {
  [SIGNUPS]: fresh(daily(Array.from({ length: 60 }, (_, day) => 12_010 + day * 10))),
  [ORDERS]: fresh(
    daily(
      Array.from({ length: 30 }, () => 2_040_000),
      Date.UTC(2026, 5, 30, 18),
    ),
  ),
  [ERRORS]: fresh(daily([0.004, 0.0042])),
};

const founding = (changes: Partial<Snapshot> = {}, readings: Readings = NUMBERS): Snapshot =>
  snapshotOf(FOUNDING_EXAMPLE, readings, changes);

const whyOf = (page: ReadyPage): string => page.branch.why.map(({ text }) => text).join('');
const textsOf = (page: ReadyPage): string[] => page.notices.map(({ text }) => text);

describe('the outcome of a branch', () => {
  describe('of the founding example', () => {
    it('shows both key results with value, goal, change, score and pace', () => {
      const page = readyPageOf(founding({ branch: servingByHand('engagement.signups') }));
      const [objective] = page.objectives;
      assert.ok(objective);
      assert.equal(objective.title, 'Increase customer engagement on our platform');
      assert.deepEqual(objective.eyebrow, ['Objective', 'growth', '61 days left']);
      assert.deepEqual(objective.facts, ['for public', 'score 0.56', 'pace +0.21']);
      const [signups, orders] = objective.keyResults;
      assert.ok(signups && orders);
      assert.deepEqual(
        [signups.value, signups.goal, signups.score?.text, signups.linked, signups.expanded],
        ['12,600', 'of 13,200', '0.50', true, true],
      );
      assert.deepEqual(signups.delta, {
        text: '0.56% in 7 d',
        direction: 'up',
        tone: 'good',
        label: 'up 0.56% in 7 days',
      });
      assert.equal(signups.bar?.label, '50% of the way, 34% of the time, pace +0.16');
      assert.equal(signups.chart?.label, 'Chart of 59 days: higher than at its start, now 12,600 of 13,200');
      assert.deepEqual(signups.freshness, { state: 'fresh', text: 'now' });
      assert.deepEqual([orders.value, orders.goal, orders.score?.text], ['$61.2M', 'of $100M', '0.61']);
      assert.deepEqual(orders.notes, ['Ended on Jun 30.']);
      assert.deepEqual([orders.delta, orders.bar?.pace, orders.linked], [undefined, undefined, false]);
      assert.equal(page.footer.text, 'from prometheus.example.com, metrics.example.com');
    });

    it('says why the branch is linked, and offers to undo only what was done by hand', () => {
      const ids = ['ENGAGEMENT.SIGNUPS'];
      const by = (reason: NonNullable<ReturnType<typeof onBranch>['link']>['reason']): ReadyPage =>
        readyPageOf(founding({ branch: onBranch({ link: { ids, reason } }) }));
      const byPattern = by({ kind: 'pattern', pattern: 'signup/**' });
      assert.deepEqual(byPattern.branch.why, [
        { text: 'linked because it matches ' },
        { text: 'signup/**', code: true },
        { text: ' in ' },
        { text: 'okrs.yaml', code: true },
      ]);
      assert.equal(whyOf(by({ kind: 'explicit' })), 'linked by hand, in this clone');
      assert.equal(whyOf(by({ kind: 'commits', count: 1 })), 'linked because 1 of its commits is tagged');
      assert.equal(whyOf(by({ kind: 'commits', count: 3 })), 'linked because 3 of its commits are tagged');
      const actionsBy = (page: ReadyPage): string[] => page.branch.actions.map(({ action }) => action);
      assert.deepEqual(actionsBy(by({ kind: 'explicit' })), ['link', 'unlink']);
      assert.deepEqual(actionsBy(byPattern), ['link']);
      assert.deepEqual(
        byPattern.objectives.flatMap(({ keyResults }) => keyResults.map(({ linked }) => linked)),
        [true, false],
      );
    });

    it('shows everything, and no status, where the branch is not linked', () => {
      const view = viewOf(founding());
      assert.equal(view.status, undefined);
      const page = readyPageOf(founding());
      assert.equal(whyOf(page), 'not linked to a key result');
      assert.deepEqual(
        page.objectives.flatMap(({ keyResults }) => keyResults.map(({ linked }) => linked)),
        [false, false],
      );
    });

    it('shows the file alone in Restricted Mode', () => {
      const waiting = {
        error: { kind: 'not-approved', origin: 'https://a.example' },
        loading: false,
      } as const;
      const { branch: _, ...restricted } = founding({ trusted: false }, { [SIGNUPS]: waiting });
      const page = readyPageOf(restricted);
      assert.deepEqual(textsOf(page), [
        'Restricted Mode: the OKR file is shown, nothing is requested and no git is run.',
      ]);
      assert.deepEqual(page.branch.actions, []);
      assert.equal(page.work, undefined);
      assert.deepEqual(page.footer.actions, []);
      assert.equal(keyResultOf(restricted, 'engagement.signups').freshness.text, 'not requested');
      assert.equal(viewOf(restricted).status, undefined);
    });
  });

  describe('in the status bar', () => {
    it('is one line, and a tooltip with every key result served', () => {
      const both = servingByHand('engagement.signups', 'engagement.orders');
      const { status } = viewOf(founding({ branch: both }));
      assert.equal(status?.text, 'signups 12,600 ▲ 0.50 +1');
      assert.equal(status?.icon, 'target');
      assert.deepEqual(status?.tooltip, [
        'Increase customer engagement on our platform',
        '',
        'Increase monthly new user signups by 10%',
        '12,600 of 13,200 · up 0.56% in 7 days · score 0.50 of 1.00',
        'now',
        '',
        '$100M in orders in June',
        '$61.2M of $100M · score 0.61 of 1.00',
        'now',
        '',
        'The next commit can carry OKR: engagement.signups, OKR: engagement.orders',
      ]);
      assert.ok(status?.label.startsWith('Throughline, Increase monthly new user signups by 10%, 12,600'));
    });

    it('says so where the number is old or not there', () => {
      const branch = servingByHand('engagement.signups');
      assert.equal(viewOf(founding({ branch }, {})).status?.text, 'signups –');
      assert.equal(viewOf(founding({ branch, now: NOW + 120_000 })).status?.icon, 'history');
    });
  });

  describe('where a number is missing or old', () => {
    const withError = (error: MetricError, last: Readings[string] = { loading: false }): Snapshot =>
      founding({ branch: servingByHand('engagement.signups') }, { [SIGNUPS]: { ...last, error } });
    const origin = 'https://prometheus.example.com';

    it('asks for approval once per address, not on each key result', () => {
      const error = { kind: 'not-approved', origin } as const;
      const readings = {
        [SIGNUPS]: { error, loading: false },
        [ERRORS]: { error, loading: false },
        [ORDERS]: { error: { ...error, origin: 'https://metrics.example.com' }, loading: false },
      };
      const page = readyPageOf(founding({}, readings));
      assert.deepEqual(
        page.notices.map(({ text, actions }) => [text, actions.map(({ action, arg }) => `${action} ${arg}`)]),
        [origin, 'https://metrics.example.com'].map((one) => [
          `okrs.yaml asks for numbers from ${one}. Nothing has been sent yet.`,
          [`approve ${one}`],
        ]),
      );
      const signups = keyResultOf(founding({}, readings), 'engagement.signups');
      assert.equal(signups.problem, undefined);
      assert.equal(signups.freshness.text, 'waits for your approval');
    });

    const errors: { readonly [Kind in Exclude<MetricError['kind'], 'not-approved'>]: MetricError } = {
      insecure: { kind: 'insecure', origin: 'http://a.example' },
      auth: { kind: 'auth', status: 401, origin },
      'not-found': { kind: 'not-found', detail: 'no such metric' },
      'rate-limit': { kind: 'rate-limit', retryAt: NOW + 60_000 },
      server: { kind: 'server', status: 500, detail: 'it broke' },
      'bad-query': { kind: 'bad-query', detail: 'parse error' },
      network: { kind: 'network', code: 'ENOTFOUND', detail: 'The name is not known.' },
      'name-not-found': { kind: 'name-not-found', host: 'a.example' },
      certificate: { kind: 'certificate', code: 'CERT_HAS_EXPIRED', detail: 'It has expired.' },
      proxy: { kind: 'proxy', status: 407, detail: 'The proxy wants a password.' },
      budget: { kind: 'budget', per: 'hour', most: 60, retryAt: NOW + 60_000 },
      off: { kind: 'off', by: 'source' },
      timeout: { kind: 'timeout', seconds: 10 },
      'too-large': { kind: 'too-large', limitBytes: 5_000_000 },
      redirect: { kind: 'redirect', detail: 'It redirects elsewhere.' },
      schema: { kind: 'schema', at: '$.data', detail: 'no list' },
      empty: { kind: 'empty' },
      config: { kind: 'config', detail: 'The query is empty.' },
      canceled: { kind: 'canceled' },
    };
    /** Where the next step is a tap away, this is the tap. */
    const taps: Readonly<Record<string, string>> = {
      auth: 'signIn',
      network: 'refresh',
      'bad-query': 'reveal',
    };
    for (const [kind, error] of Object.entries(errors)) {
      it(`says what went wrong and what to do next: ${kind}`, () => {
        const { problem, value } = keyResultOf(withError(error), 'engagement.signups');
        assert.ok(problem);
        assert.match(problem.text, /\S/);
        assert.match(problem.next, /^[A-Z].*\.$/);
        assert.doesNotMatch(`${problem.text} ${problem.next}`, /\{\d|undefined/);
        assert.equal(value, undefined);
        if ('detail' in error && error.detail !== undefined) assert.ok(problem.text.includes(error.detail));
        const tap = taps[kind];
        if (tap !== undefined) assert.ok(problem.actions.some(({ action }) => action === tap));
      });
    }

    it('tells every state from every other by its words and its picture', () => {
      const all: readonly MetricError[] = [
        ...Object.values(errors),
        { kind: 'not-approved', origin },
        { kind: 'auth', status: 403, origin },
      ];
      const views = all.map((error) => problemView(error, 'a', 'en', plainWords));
      assert.equal(new Set(views.map(({ text }) => text)).size, all.length);
      // Several names of the font draw the same picture; `history` is that of an old number.
      const glyphs = new Map(
        [...CODICONS.matchAll(/\.codicon-([\w-]+):before \{ content: "\\([0-9a-f]+)"/g)].map(
          ([, name, code]) => [name, code] as const,
        ),
      );
      const drawn = ['history', ...views.map(({ icon }) => icon)].map((icon) => glyphs.get(icon));
      assert.ok(!drawn.includes(undefined));
      assert.equal(new Set(drawn).size, drawn.length);
    });

    it('says whose certificate it is, and until when a server or an allowance has to be waited for', () => {
      const say = (error: MetricError): string => {
        const { text, next } = problemView(error, 'a', 'en', plainWords);
        return `${text} ${next}`;
      };
      const detail = 'The certificate of a is not known.';
      assert.match(
        say({ kind: 'certificate', code: 'X', detail, issuer: 'Office CA' }),
        /issued by Office CA/,
      );
      assert.match(say({ kind: 'server', status: 503, retryAt: NOW }), /left alone until \d/);
      assert.match(
        say({ kind: 'budget', per: 'hour', most: 60, retryAt: NOW }),
        /60 requests an hour .* until \d/,
      );
      assert.match(
        say({ kind: 'budget', per: 'minute', most: 240, retryAt: NOW }),
        /240 requests a minute .* until \d/,
      );
    });

    it('calls a number that is switched off, or waits for its allowance, no failure', () => {
      const last = NUMBERS[SIGNUPS];
      assert.ok(last);
      for (const error of [errors.off, errors.budget]) {
        const view = keyResultOf(withError(error, { ...last, fetchedAt: NOW - 1000 }), 'engagement.signups');
        assert.equal(view.freshness.state, 'fresh');
      }
      const old = { ...last, fetchedAt: NOW - 7_200_000, staleAfter: 86_400_000, loading: false };
      const slow = keyResultOf(founding({}, { [SIGNUPS]: old }), 'engagement.signups');
      assert.equal(slow.freshness.state, 'fresh');
    });

    it('leaves the day that is not over out of the value, and says so', () => {
      const days = [2, 1, 0].map((before) => ({
        t: NOW - before * 86_400_000,
        v: before === 0 ? 3 : 12_600,
      }));
      const series = { points: days, unfinishedFrom: NOW };
      const reading = { series, fetchedAt: NOW, loading: false };
      const view = keyResultOf(founding({}, { [SIGNUPS]: reading }), 'engagement.signups');
      assert.equal(view.value, '12,600');
      assert.ok(
        view.notes.some((note) => /is not over and left out; so far 3/.test(note)),
        view.notes.join(),
      );
      assert.equal(view.chart?.unfinished?.length, 4);
    });

    it('keeps the last value through an error, and calls it stale', () => {
      const last = NUMBERS[SIGNUPS];
      assert.ok(last);
      const view = keyResultOf(
        withError(errors.network, { ...last, fetchedAt: NOW - 7_200_000 }),
        'engagement.signups',
      );
      assert.equal(view.value, '12,600');
      assert.equal(view.freshness.state, 'stale');
      assert.match(view.freshness.text, /^stale since \d\d:\d\d/);
      assert.equal(view.problem?.text, 'The name is not known.');
    });

    it('says how many days ago a value was read that is older than a day', () => {
      const last = NUMBERS[SIGNUPS];
      assert.ok(last);
      const old = withError(errors.network, { ...last, fetchedAt: NOW - 3 * 86_400_000 });
      assert.equal(keyResultOf(old, 'engagement.signups').freshness.text, 'stale, read 3 days ago');
    });

    it('calls no number fresh that comes from a time to come', () => {
      const last = NUMBERS[SIGNUPS];
      assert.ok(last);
      const at = (fetchedAt: number) =>
        keyResultOf(withError(errors.budget, { ...last, fetchedAt }), 'engagement.signups').freshness;
      assert.deepEqual(at(NOW + 86_400_000), { state: 'stale', text: 'of unknown age' });
      assert.equal(at(NOW + 30_000).state, 'fresh');
    });

    it('does not call a value that always failed loading each time it is asked for', () => {
      const failing = founding({}, { [SIGNUPS]: { loading: true, error: errors.network } });
      assert.equal(keyResultOf(failing, 'engagement.signups').freshness.text, 'never fetched');
    });

    it('says that a first value is on its way', () => {
      const view = keyResultOf(founding({}, { [SIGNUPS]: { loading: true } }), 'engagement.signups');
      assert.deepEqual([view.freshness.state, view.value, view.score], ['loading', undefined, undefined]);
    });

    it('scores an objective by what is known, says how much, and holds only a whole one against time', () => {
      const { [ORDERS]: _, ...some } = NUMBERS;
      assert.deepEqual(readyPageOf(founding({}, some)).objectives[0]?.facts, [
        'for public',
        'score 0.50 (1 of 2 known)',
      ]);
      assert.deepEqual(readyPageOf(founding({}, {})).objectives[0]?.facts, ['for public']);
    });
  });

  describe('by the calendar', () => {
    const at = (day: string): Snapshot => founding({ now: Date.parse(`${day}T18:00:00Z`) });

    it('judges nothing before the start', () => {
      const view = keyResultOf(at('2026-09-15'), 'engagement.signups');
      assert.deepEqual(view.notes, ['Starts on Oct 1.']);
      assert.deepEqual(
        [view.value, view.score, view.bar, view.delta],
        [undefined, undefined, undefined, undefined],
      );
    });

    it('keeps the last standing after the end, without a pace', () => {
      const view = keyResultOf(at('2027-02-01'), 'engagement.signups');
      assert.deepEqual(view.notes, ['Ended on Dec 31, 2026.']);
      assert.deepEqual([view.value, view.score?.text, view.bar?.pace], ['12,600', '0.50', undefined]);
      assert.equal(readyPageOf(at('2027-02-01')).objectives[0]?.eyebrow.at(-1), '2026-Q4 is over');
    });

    it('counts the last day', () => {
      assert.equal(readyPageOf(at('2026-12-31')).objectives[0]?.eyebrow.at(-1), 'last day');
    });
  });

  describe('by the kind of key result', () => {
    const shown = (values: readonly number[], ...lines: readonly string[]) =>
      keyResultOf(snapshotOf(withKeyResult('title: One', ...lines), { m: fresh(daily(values)) }), 'kr');
    const metric = 'metric: { source: repo, query: m }';
    const standing = (values: readonly number[], ...lines: readonly string[]) => {
      const { value, goal, score, delta } = shown(values, metric, ...lines);
      return [value, goal, score?.text, delta?.tone];
    };
    const week = [1, 2, 3, 4, 5, 6, 7, 8];

    it('increases', () => {
      assert.deepEqual(standing(week, 'start: 0', 'target: 16'), ['8', 'of 16', '0.50', 'good']);
    });
    it('decreases', () => {
      assert.deepEqual(standing(week.toReversed(), 'start: 6', 'target: 1'), ['1', 'of 1', '1.00', 'good']);
      assert.deepEqual(standing(week, 'start: 10', 'target: 0'), ['8', 'of 0', '0.20', 'bad']);
    });
    it('maintains a range', () => {
      assert.deepEqual(standing([15, 15], 'range: { min: 10, max: 20 }'), [
        '15',
        'within 10 to 20',
        '1.00',
        undefined,
      ]);
      assert.deepEqual(standing(week, 'range: { min: 0, max: 9 }').at(-1), 'neutral');
    });
    it('holds at least and at most', () => {
      assert.deepEqual(standing([0.9995], 'atLeast: 99.95%').slice(0, 3), [
        '99.95%',
        'at least 99.95%',
        '1.00',
      ]);
      assert.deepEqual(standing([300], 'atMost: 200', 'unit: ms', 'start: 400').slice(0, 3), [
        '300 ms',
        'at most 200 ms',
        '0.50',
      ]);
    });
    it('writes a percentage as exactly as its bound tells it apart', () => {
      assert.deepEqual(standing([0.9991], 'atLeast: 99.9%').slice(0, 2), ['99.91%', 'at least 99.9%']);
      assert.deepEqual(standing([0.984], 'atLeast: 98.5%').slice(0, 2), ['98.4%', 'at least 98.5%']);
      assert.deepEqual(standing([99.98], 'atLeast: 99.95', "unit: '%'").slice(0, 2), [
        '99.98%',
        'at least 99.95%',
      ]);
    });
    it('is done in milestones', () => {
      const view = shown(
        [],
        'milestones:',
        '  - { title: Beta, done: true, weight: 3 }',
        '  - { title: Launch, due: 2026-11-15 }',
      );
      assert.deepEqual(
        [view.goal, view.score?.text, view.freshness.state, view.value, view.chart],
        ['1 of 2 milestones done', '0.75', 'none', undefined, undefined],
      );
      assert.deepEqual(view.notes, ['Next: Launch, due Nov 15']);
    });
  });

  describe('with guardrails', () => {
    const guard = (ratio: number | undefined) =>
      keyResultOf(
        founding({}, ratio === undefined ? {} : { [ERRORS]: fresh(daily([ratio])) }),
        'engagement.signups',
      ).guardrails;

    it('says whether they hold', () => {
      assert.deepEqual(guard(0.01), [
        {
          state: 'held',
          title: 'Checkout errors',
          value: '1%',
          bound: '≤ 1%',
          stateText: 'holds',
          label: 'Guardrail Checkout errors holds: 1%, bound ≤ 1%',
        },
      ]);
      assert.deepEqual(
        guard(0.012).map(({ state, value }) => [state, value]),
        [['broken', '1.2%']],
      );
      assert.deepEqual(
        guard(undefined).map(({ state, value, stateText }) => [state, value, stateText]),
        [['unknown', '–', 'not known']],
      );
    });
  });

  describe('with a link that does not fit the file', () => {
    it('names ids that are unknown or have ended, and shows what is left', () => {
      const text = `${FOUNDING_EXAMPLE}ended:
  - { id: old.one, title: Halve the errors }
  - { id: old.two }
`;
      const branch = servingByHand('engagement.orders', 'nobody.knows', 'OLD.one', 'old.two');
      const snapshot = snapshotOf(text, NUMBERS, { branch });
      assert.deepEqual(textsOf(readyPageOf(snapshot)), [
        'This branch is linked to nobody.knows, which okrs.yaml does not have.',
        'old.one has ended: Halve the errors',
        'old.two has ended.',
      ]);
      assert.equal(keyResultOf(snapshot, 'engagement.orders').linked, true);
      assert.equal(viewOf(snapshot).status?.text, 'orders $61.2M 0.61');
    });

    it('puts the key results of the branch first', () => {
      const page = readyPageOf(founding({ branch: servingByHand('engagement.orders') }));
      assert.deepEqual(
        page.objectives[0]?.keyResults.map(({ id }) => id),
        ['engagement.orders', 'engagement.signups'],
      );
    });
  });

  describe('of an unusual head', () => {
    it('names a commit, a branch without one, an operation, and the repository among several', () => {
      const detached = readyPageOf(
        founding({ branch: onBranch({ head: { kind: 'detached', commit: '0123456789' } }) }),
      );
      assert.deepEqual(
        [detached.branch.name, detached.branch.state, whyOf(detached), detached.branch.actions],
        ['01234567', 'detached', 'no branch is checked out, so nothing is linked', []],
      );
      const unborn = readyPageOf(
        founding({
          branch: onBranch({ head: { kind: 'unborn', name: 'main' } }),
          repository: { name: 'shop', several: true },
        }),
      );
      assert.deepEqual(
        [unborn.branch.name, unborn.branch.state, unborn.branch.repository],
        ['main', 'unborn', 'shop'],
      );
      assert.equal(unborn.work?.count, 'no commits of its own yet');
      const rebase = readyPageOf(founding({ branch: onBranch({ operation: 'rebase' }) }));
      assert.equal(rebase.branch.operation, 'rebase in progress');
      assert.equal(rebase.branch.repository, undefined);
    });
  });

  describe('with work', () => {
    const commit = (id: string, ...tags: string[]) => ({
      id,
      subject: 'Work',
      tags: tags.map((tag) => ({ id: tag, from: 'trailer' as const })),
    });
    const workOf = (
      commits: readonly ReturnType<typeof commit>[],
      boxTags: readonly string[] = [],
      capped = false,
    ) =>
      readyPageOf(founding({ branch: onBranch({ work: { base: 'main', commits, capped } }), boxTags })).work;

    it('says what is tagged and what the next commit will carry', () => {
      const some = workOf([commit('a', 'x'), commit('b')], ['engagement.signups', 'engagement.orders'], true);
      assert.deepEqual([some?.count, some?.tagged], ['2+ commits', '1 tagged · 1 untagged']);
      assert.deepEqual(some?.next, [
        { text: 'The next commit will carry ' },
        { text: 'OKR: engagement.signups, OKR: engagement.orders', code: true },
      ]);
      const offered = (work: ReadyPage['work']) =>
        work?.actions.map(({ action, label, style }) => [action, label, style]);
      assert.deepEqual(offered(some), [
        ['tag', 'Change Tag…', 'secondary'],
        ['tagPast', 'Tag Past Commits…', 'link'],
      ]);
      const all = workOf([commit('a', 'x')]);
      assert.deepEqual(
        [all?.count, all?.tagged, all?.next, all?.offer, offered(all)],
        ['1 commit', 'all tagged', undefined, undefined, [['tag', 'Tag Commit…', 'primary']]],
      );
    });

    it('makes way for what is offered', () => {
      const { work, status } = { ...readyPageOf(servingSignups()), ...viewOf(servingSignups()) };
      assert.deepEqual(
        work?.actions.map(({ label, style }) => [label, style]),
        [['Tag Commit…', 'link']],
      );
      assert.equal(status?.tooltip.at(-1), 'The next commit can carry OKR: engagement.signups');
    });

    it('steps back further where a hook is asked for', () => {
      const { work } = readyPageOf({ ...servingSignups(), tagging: 'automatic', hookInstalled: false });
      assert.deepEqual(
        work?.actions.map(({ label, style }) => [label, style]),
        [['Tag Commit…', 'link']],
      );
    });

    it('says in the status bar what the next commit will carry', () => {
      const { status } = viewOf({ ...servingSignups(), boxTags: ['engagement.signups'] });
      assert.equal(status?.tooltip.at(-1), 'The next commit will carry OKR: engagement.signups');
    });

    function servingSignups(): Snapshot {
      return founding({ branch: servingByHand('engagement.signups') });
    }
  });

  it('says which trailer key is used where the setting names none', () => {
    const page = readyPageOf(founding({ refusedTrailerKey: 'no key' }));
    assert.deepEqual(textsOf(page), [
      'The setting throughline.trailerKey takes letters, digits and hyphens, which "no key" is not. Until then, OKR is used.',
    ]);
    assert.deepEqual(
      page.notices[0]?.actions.map(({ action }) => action),
      ['openSettings'],
    );
  });

  it('says which tags are no trailers of their commits, and names them all', () => {
    const tag = (from: 'trailer' | 'note' | 'squash', id: string) => ({ id, from });
    const commits = [
      { id: 'a', subject: 'Work', tags: [tag('trailer', 'K1'), tag('squash', 'k2')] },
      { id: 'b', subject: 'Work', tags: [tag('note', 'k2'), tag('note', 'k3')] },
      { id: 'c', subject: 'Work', tags: [tag('trailer', 'k1')] },
      { id: 'd', subject: 'Work', tags: [] },
    ];
    const work = { base: 'main', commits, capped: false };
    const shown = readyPageOf(founding({ branch: onBranch({ work }) })).work;
    assert.equal(shown?.tagged, '3 tagged · 1 untagged');
    assert.equal(shown.found, '1 by a note · 1 found in squashed messages');
    assert.deepEqual(shown.tags, [
      { id: 'K1', from: 'trailer', commits: 2 },
      { id: 'k2', from: 'squash', commits: 1 },
      { id: 'k2', from: 'note', commits: 1 },
      { id: 'k3', from: 'note', commits: 1 },
    ]);
    const trailers = readyPageOf(
      founding({ branch: onBranch({ work: { ...work, commits: commits.slice(2) } }) }),
    ).work;
    assert.equal(trailers?.found, undefined);
  });

  describe('with many key results', () => {
    it('opens those of the branch only', () => {
      const extra = Array.from(
        { length: 5 },
        (_, n) => `      - { id: more-${n}, title: More, metric: { source: repo }, start: 0, target: 5 }\n`,
      );
      const text = withKeyResult('title: One', 'atLeast: 5', 'metric: { source: repo }') + extra.join('');
      const expanded = (branch: Snapshot['branch']) =>
        readyPageOf(snapshotOf(text, {}, branch ? { branch } : {})).objectives.flatMap(({ keyResults }) =>
          keyResults.filter((one) => one.expanded).map(({ id }) => id),
        );
      assert.deepEqual(expanded(servingByHand('more-3')), ['more-3']);
      assert.deepEqual(expanded(undefined), []);
    });
  });

  it('leaves hostile text as it is: the faces show it as text', () => {
    const title = '<img src=x onerror=alert(1)> {0} $& **bold** [x](command:y)';
    const text = withKeyResult(
      `title: '${title}'`,
      'metric: { source: repo, query: m }',
      'start: 0',
      'target: 5',
    );
    const view = viewOf(snapshotOf(text, { m: fresh(daily([1])) }, { branch: servingByHand('kr', '{0}') }));
    assert.equal(view.page.kind === 'ready' && view.page.objectives[0]?.keyResults[0]?.title, title);
    assert.ok(view.status?.tooltip.includes(title));
  });

  it('tells of a file with a problem beside what is sound', () => {
    const page = readyPageOf(snapshotOf(withKeyResult('title: One', 'target: 5')));
    assert.deepEqual(textsOf(page), ['okrs.yaml has a problem; the rest is shown.']);
    assert.deepEqual(
      page.objectives.flatMap(({ keyResults }) => keyResults.map(({ id }) => id)),
      ['healthy'],
    );
  });

  describe('that can not be shown', () => {
    const stateOf = (snapshot: Snapshot): string => {
      const { page } = viewOf(snapshot);
      assert.ok(page.kind === 'empty');
      assert.match(page.title, /\S/);
      return page.state;
    };

    it('fills the page with the state and the next step', () => {
      const { branch: _, ...unread } = founding();
      const failed = (failure: Extract<Snapshot['okr'], { kind: 'failed' }>['failure']): Snapshot =>
        founding({ okr: { kind: 'failed', failure } });
      assert.equal(stateOf(founding({ okr: { kind: 'loading' } })), 'loading');
      assert.equal(stateOf(unread), 'loading');
      assert.equal(stateOf(failed({ kind: 'missing', path: 'okrs.yaml' })), 'noOkrFile');
      assert.equal(stateOf(failed({ kind: 'outside', path: '../okrs.yaml' })), 'brokenOkrFile');
      assert.equal(stateOf(snapshotOf('objectives: [')), 'brokenOkrFile');
      assert.equal(stateOf(snapshotOf('')), 'emptyOkrFile');
      for (const kind of ['git-missing', 'git-old', 'git-failed', 'git-untrusted'] as const) {
        assert.equal(
          stateOf(founding({ gitFailure: { kind, code: 128, detail: 'said git' } })),
          'gitProblem',
        );
      }
    });
  });

  it('keeps every share and every place of a picture between 0 and 1, whatever the numbers', () => {
    const point = fc.record({
      t: fc.integer({ min: NOW - 180 * DAY, max: NOW + 30 * DAY }),
      v: fc.oneof(
        fc.constantFrom(null, 0, Number.MAX_VALUE, -Number.MAX_VALUE),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      ),
    });
    const series = fc
      .uniqueArray(point, { selector: ({ t }) => t, maxLength: 60 })
      .map((points) => ({ points: points.toSorted((a, b) => a.t - b.t) }));
    const moment = fc.integer({ min: NOW - 200 * DAY, max: NOW + 100 * DAY });
    const text = withKeyResult(
      'title: One',
      'metric: { source: repo, query: b }',
      'range: { min: 1, max: 2 }',
    );
    fc.assert(
      fc.property(series, series, moment, fc.boolean(), (a, b, now, linked) => {
        const readings = { [SIGNUPS]: fresh(a), [ORDERS]: fresh(b), [ERRORS]: fresh(a), b: fresh(b) };
        const branch = {
          ...(linked ? servingByHand('engagement.signups', 'kr') : onBranch()),
          releases: [{ name: 'v1', at: NOW, mine: true }],
        };
        for (const okrs of [FOUNDING_EXAMPLE, text]) {
          const shares = readyPageOf(snapshotOf(okrs, readings, { now, branch }))
            .objectives.flatMap(({ keyResults }) => keyResults)
            .flatMap(({ bar, score, chart }) => [
              bar?.fraction ?? 0,
              bar?.pace ?? 0,
              score?.value ?? 0,
              chart?.target ?? 0,
              ...(chart?.marks ?? []).map(({ x }) => x),
              ...(chart?.lines.flat() ?? []).map((part) => part / 1e4),
              ...(chart?.now ? [chart.now.x, chart.now.y] : []),
            ]);
          assert.deepEqual(
            shares.filter((share) => !(share >= 0 && share <= 1)),
            [],
          );
        }
      }),
      { numRuns: 100 },
    );
  });
});
