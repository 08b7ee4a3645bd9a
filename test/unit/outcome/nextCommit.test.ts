import assert from 'node:assert/strict';
import { nextCommit, untagged } from '../../../src/outcome/nextCommit';
import { parseAims } from '../../../src/outcome/okrDocument';
import { servedKeyResults } from '../../../src/outcome/servedKeyResults';
import type { BranchState, Snapshot } from '../../../src/outcome/snapshot';
import { plainWords } from '../../../src/outcome/words';
import { onBranch, servingByHand, snapshotOf } from './snapshots';

const OKRS = `version: 1
cycle: { id: c, start: 2026-10-01, end: 2026-12-31 }
sources: { repo: { type: file } }
objectives:
  - id: growth
    title: Grow
    keyResults:
      - { id: signups, title: Signups, metric: { source: repo, query: a.csv }, start: 1, target: 2, aliases: [old-signups] }
      - { id: orders, title: Orders, metric: { source: repo, query: b.csv }, start: 1, target: 2 }
ended: [{ id: gone }]
`;
const { file } = parseAims(OKRS);

describe('the next commit', () => {
  const ask = (changes: Partial<Snapshot>, okrs = OKRS) => {
    assert.ok(file);
    const snapshot = snapshotOf(okrs, {}, { branch: servingByHand('signups'), ...changes });
    const { next, offer } = nextCommit(
      snapshot,
      servedKeyResults(snapshot.branch?.link, file).active,
      plainWords,
    );
    return {
      next: next?.map(({ text }) => text).join(''),
      offer: offer?.text.map(({ text }) => text).join(''),
      actions: offer?.actions.map(({ action, style }) => `${action} ${style}`),
    };
  };
  const nothing = { next: undefined, offer: undefined, actions: undefined };
  const offered = {
    next: undefined,
    offer: 'The next commit can carry OKR: signups',
    actions: ['tagNext primary'],
  };
  const carried = { ...nothing, next: 'The next commit will carry OKR: signups' };
  const added = { ...nothing, next: 'The hook adds OKR: signups to the next commit' };
  const during = (operation: BranchState['operation']): Partial<Snapshot> => ({
    branch: { ...servingByHand('signups'), ...(operation ? { operation } : {}) },
  });

  it('is offered what its branch serves', () => {
    assert.deepEqual(ask({}), offered);
    assert.deepEqual(ask({ branch: servingByHand('Signups', 'orders', 'gone', 'unheard') }), {
      ...offered,
      offer: 'The next commit can carry OKR: signups, OKR: orders',
    });
    assert.deepEqual(ask({ trailerKey: 'Goal' }).offer, 'The next commit can carry Goal: signups');
  });

  it('is offered nothing where its branch serves nothing, or it carries something', () => {
    assert.deepEqual(ask({ branch: onBranch() }), nothing);
    assert.deepEqual(ask({ branch: servingByHand('gone') }), nothing);
    assert.deepEqual(ask({ boxTags: ['signups'] }), carried);
    assert.equal(ask({ boxTags: ['orders'] }).offer, undefined, 'somebody has chosen');
  });

  it('is offered nothing where that is switched off, and what it carries is shown all the same', () => {
    assert.deepEqual(ask({ tagging: 'off' }), nothing);
    assert.deepEqual(ask({ tagging: 'off', boxTags: ['signups'] }), carried);
  });

  it('is offered nothing where it is git that makes it', () => {
    for (const operation of ['rebase', 'merge', 'cherry-pick', 'revert'] as const) {
      assert.deepEqual(ask(during(operation)), nothing, operation);
      assert.deepEqual(ask({ ...during(operation), tagging: 'automatic', hookInstalled: true }), nothing);
    }
    assert.deepEqual(ask(during('bisect')), offered);
  });

  it('says what the hook adds, whatever the setting is', () => {
    for (const tagging of ['off', 'suggest', 'automatic'] as const) {
      assert.deepEqual(ask({ tagging, hookInstalled: true }), added, tagging);
    }
    assert.deepEqual(
      ask({ hookInstalled: true, boxTags: ['SIGNUPS'] }).next,
      'The next commit will carry OKR: SIGNUPS',
    );
    assert.equal(
      ask({ hookInstalled: true, boxTags: ['orders'] }).next,
      'The next commit will carry OKR: orders, and the hook adds OKR: signups',
    );
  });

  it('names the key that the hook writes, which may be another one', () => {
    assert.equal(
      ask({ hookInstalled: true, hookKey: 'Goal', boxTags: ['signups'] }).next,
      'The next commit will carry OKR: signups, and the hook adds Goal: signups',
    );
    assert.deepEqual(ask({ hookInstalled: true, hookKey: 'okr', boxTags: ['signups'] }), carried);
  });

  it('says no more than the hook does', () => {
    const gone = servingByHand('gone', 'no id', 'x'.repeat(65));
    assert.equal(
      ask({ hookInstalled: true, branch: gone }).next,
      'The hook adds OKR: gone to the next commit',
    );
  });

  it('leaves to a click what the hook can not know', () => {
    const byCommits = onBranch({ link: { ids: ['signups'], reason: { kind: 'commits', count: 2 } } });
    const automatic = { tagging: 'automatic', hookInstalled: true } as const;
    assert.deepEqual(ask({ ...automatic, branch: byCommits }), offered);
    const detached = { ...byCommits, head: { kind: 'detached', commit: 'a'.repeat(40) } } as const;
    assert.deepEqual(ask({ ...automatic, branch: detached }), offered);
  });

  it('says what the hook adds by a pattern, where the tags of its commits say something of their own', () => {
    const byCommits = onBranch({ link: { ids: ['signups'], reason: { kind: 'commits', count: 2 } } });
    const head = byCommits.head.kind === 'branch' ? byCommits.head.name : '';
    const served = (id: string) => `${OKRS}branches: [{ pattern: "${head}", serves: [${id}] }]\n`;
    assert.deepEqual(ask({ hookInstalled: true, branch: byCommits }, served('signups')), added);
    assert.equal(
      ask({ hookInstalled: true, branch: byCommits }, served('orders')).next,
      'The hook adds OKR: orders to the next commit',
    );
    assert.deepEqual(ask({ hookInstalled: false, branch: byCommits }, served('orders')), offered);
  });

  it('asks for the hook where it is to do the work and is not there', () => {
    assert.deepEqual(ask({ tagging: 'automatic', hookInstalled: false }), {
      next: undefined,
      offer: 'No commit hook is installed to add OKR: signups',
      actions: ['installHook primary', 'tagNext link'],
    });
    assert.deepEqual(ask({ tagging: 'suggest', hookInstalled: false }), offered);
    assert.deepEqual(ask({ tagging: 'automatic' }), offered, 'nobody has looked');
  });

  it('counts a former id as a tag', () => {
    const served = file?.objectives.flatMap(({ keyResults }) => keyResults) ?? [];
    const left = (...tags: string[]) => untagged(served, tags).map(({ id }) => id);
    assert.deepEqual(left(), ['signups', 'orders']);
    assert.deepEqual(left('OLD-signups'), ['orders']);
    assert.deepEqual(left('Orders', 'signups', 'other'), []);
  });
});
