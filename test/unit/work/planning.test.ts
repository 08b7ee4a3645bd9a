import assert from 'node:assert/strict';
import type { Head } from '../../../src/work/head';
import { linkOf } from '../../../src/work/links';
import { planTag } from '../../../src/work/tagging';

const commit = 'a'.repeat(40);
const head: Head = { kind: 'branch', name: 'topic', commit };
const calm = { boxText: '', workTreeClean: true, head, headPushed: false };

describe('planTag', () => {
  it('takes the next commit where one is on its way', () => {
    assert.deepEqual(planTag({ ...calm, boxText: 'Add' }), { kind: 'box' });
    assert.deepEqual(planTag({ ...calm, workTreeClean: false, headPushed: true }), { kind: 'box' });
    assert.deepEqual(planTag({ ...calm, head: { kind: 'unborn', name: 'main' } }), { kind: 'box' });
    assert.deepEqual(planTag({ ...calm, operation: 'rebase' }), { kind: 'box' });
  });

  it('offers to amend what nobody else has, and leaves what is pushed', () => {
    assert.deepEqual(planTag(calm), { kind: 'amend' });
    assert.deepEqual(planTag({ ...calm, headPushed: true }), { kind: 'pushed' });
  });
});

describe('linkOf', () => {
  const rules = [
    { pattern: 'signup/**', serves: ['k1', 'K1', 'k2'] },
    { pattern: '**', serves: ['all'] },
  ];
  const tags = ['t1', 'T1', 't2'].map((id) => ({ id, from: 'trailer' as const }));
  const work = { commits: [{ id: commit, subject: '', tags }], capped: false };

  it('prefers the explicit link, then tags, then the first pattern', () => {
    const evidence = { branch: 'signup/a/b', explicit: ['e1', 'E1'], work, rules };
    assert.deepEqual(linkOf(evidence), { ids: ['e1'], reason: { kind: 'explicit' } });
    assert.deepEqual(linkOf({ ...evidence, explicit: [] }), {
      ids: ['t1', 't2'],
      reason: { kind: 'commits', count: 1 },
    });
    assert.deepEqual(linkOf({ branch: 'signup/a/b', explicit: [], rules }), {
      ids: ['k1', 'k2'],
      reason: { kind: 'pattern', pattern: 'signup/**' },
    });
  });

  it('reads a pattern as a glob and a branch as text', () => {
    assert.equal(
      linkOf({ branch: 'main', explicit: [], rules: [{ pattern: 'signup/**', serves: ['k'] }] }),
      undefined,
    );
    assert.equal(
      linkOf({ branch: 'signupx', explicit: [], rules: [{ pattern: 'signup/**', serves: ['k'] }] }),
      undefined,
    );
    assert.ok(
      linkOf({ branch: 'signup/.hidden', explicit: [], rules: [{ pattern: 'signup/**', serves: ['k'] }] }),
    );
    assert.equal(linkOf({ explicit: [], rules }), undefined);
  });

  it('runs no regular expression of a repository, and does not hang on its globs', () => {
    const links = (pattern: string, branch: string): boolean =>
      linkOf({ branch, explicit: [], rules: [{ pattern, serves: ['k'] }] }) !== undefined;
    assert.equal(links('feat(x)', 'feat(x)'), true);
    assert.equal(links('(a+)+', 'aaaa'), false);
    assert.equal(links('a|b', 'a'), false);
    assert.equal(links('!main', 'topic'), false);
    assert.equal(links('**/*-fix-*', 'team/a-fix-b'), true);
    assert.equal(links('{fix,feat}/[a-c]?', 'feat/bz'), true);
    // Each of these would keep the matcher busy for minutes and more.
    for (const pattern of ['+(a|aa|aaa)', '(a+)+$', `${'*a'.repeat(20)}b`, `${'**a'.repeat(20)}b`]) {
      assert.equal(links(pattern, `${'a'.repeat(200)}!`), false, pattern);
    }
    for (const pattern of ['', '[', '{a', '\\', 'a'.repeat(70_000)]) assert.equal(links(pattern, 'x'), false);
  });
});
