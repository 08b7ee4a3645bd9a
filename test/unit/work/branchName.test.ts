import assert from 'node:assert/strict';
import { branchNameProblem, DEFAULT_TEMPLATE, proposeBranchName, slugOf } from '../../../src/work/branchName';

const wish = { ids: ['engagement.signups', 'signups.old'], slug: 'one-tap', day: '2026-11-05' };

describe('a branch name', () => {
  for (const [words, slug] of [
    ['One-tap signup', 'one-tap-signup'],
    ["  Don't  ask twice! ", 'dont-ask-twice'],
    ['Größe ändern', 'große-andern'],
    ['日本 を 支える', '日本-を-支える'],
    ['…', ''],
    ['a'.repeat(80), 'a'.repeat(50)],
    [`${'word '.repeat(10)}andmore`, 'word-word-word-word-word-word-word-word-word-word'],
  ] as const) {
    it(`takes '${words}' as '${slug}'`, () => assert.equal(slugOf(words), slug));
  }

  for (const [pattern, name] of [
    ['signup/**', 'signup/one-tap'],
    ['signup/*', 'signup/one-tap'],
    ['signup-*', 'signup-one-tap'],
    ['*/signup', 'one-tap/signup'],
    ['signup', 'signup'],
    ['**', 'one-tap'],
  ] as const) {
    it(`follows the pattern ${pattern}`, () => {
      const rules = [{ pattern, serves: ['other', 'Signups.Old'] }];
      assert.equal(proposeBranchName({ ...wish, rules, template: DEFAULT_TEMPLATE }), name);
    });
  }

  it('is not taken from a rule that an earlier rule hides, or that says no name', () => {
    const rules = [
      { pattern: 'signup/**', serves: ['other'] },
      { pattern: 'signup/*', serves: ['engagement.signups'] },
      { pattern: 'a[bc]/**', serves: ['engagement.signups'] },
    ];
    const name = proposeBranchName({ ...wish, rules, template: DEFAULT_TEMPLATE });
    assert.equal(name, 'engagement.signups/one-tap');
  });

  it('follows the template, and leaves out what is empty', () => {
    const by = (template: string, slug = 'one-tap'): string =>
      proposeBranchName({ ...wish, slug, rules: [], template });
    assert.equal(by('{date}/{id}/{slug}'), '2026-11-05/engagement.signups/one-tap');
    assert.equal(by('{id}/{slug}', ''), 'engagement.signups');
    assert.equal(by('feature {slug}..{id}.lock'), 'feature-one-tap.engagement.signups-lock');
    assert.equal(by('{constructor}/{slug}'), '{constructor}/one-tap');
    assert.equal(by('', ''), '');
  });

  it('says what is wrong with it', () => {
    const problems = [
      '',
      '@',
      'HEAD',
      'a b',
      'a\u0085',
      'a\ud800',
      '-a',
      'a//b',
      'a..b',
      '.a',
      'a.lock/b',
      'a',
      'a/b.c-d_e',
    ];
    assert.deepEqual(problems.map(branchNameProblem), [
      ...[
        'empty',
        'reserved',
        'reserved',
        'character',
        'character',
        'character',
        'hyphen',
        'slashes',
        'dots',
        'dots',
        'lock',
      ],
      ...[undefined, undefined],
    ]);
  });
});
