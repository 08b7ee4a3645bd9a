import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import {
  branchNameProblem,
  DEFAULT_TEMPLATE,
  isLinkedByName,
  proposeBranchName,
  slugOf,
} from '../../src/work/branchName';
import { ISOLATED } from '../support/gitRepository';

/** Git is asked once for each name. */
const NAMES = 300;

/** What git itself says of a name. */
function gitTakes(name: string): boolean {
  if (name.includes('\0')) return false;
  try {
    execFileSync('git', ['check-ref-format', '--branch', name], {
      env: { ...process.env, ...ISOLATED },
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

/** Made of what git's rules are about. */
const nearlyNames = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'b',
        'Z',
        '0',
        '-',
        '.',
        '..',
        '/',
        '//',
        '@',
        '{',
        '@{',
        '.lock',
        'lock',
        'HEAD',
        'ü',
        '日',
        '🚀',
      ],
      ...[
        ' ',
        '~',
        '^',
        ':',
        '?',
        '*',
        '[',
        ']',
        '\\',
        '\t',
        '\n',
        '\u007f',
        '\u00a0',
        '$(x)',
        '"',
        "'",
        '|',
      ],
    ),
    { maxLength: 7 },
  )
  .map((parts) => parts.join(''))
  // Git takes it, for the branch that is checked out.
  .filter((name) => name !== '@');

const ids = fc
  .stringMatching(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,20}$/)
  .chain((id) => fc.constantFrom(id, `${id}.lock`, `${id}..x`, `${id}/.x`, `${id}.`));

describe('branch names', () => {
  it('are judged as git judges them', () => {
    fc.assert(
      fc.property(nearlyNames, (name) => {
        assert.equal(branchNameProblem(name) === undefined, gitTakes(name), JSON.stringify(name));
      }),
      { numRuns: NAMES },
    );
  });

  it('that are proposed are taken by git, whatever the words, the id and the template', () => {
    const templates = fc.oneof(
      fc.constant(DEFAULT_TEMPLATE),
      fc
        .array(fc.oneof(nearlyNames, fc.constantFrom('{id}', '{slug}', '{date}', '{x}')), { maxLength: 4 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(ids, fc.string({ unit: 'binary' }), templates, (id, words, template) => {
        const wish = { ids: [id], slug: slugOf(words), rules: [], template, day: '2026-11-05' };
        const name = proposeBranchName(wish);
        assert.ok(name === '' || gitTakes(name), JSON.stringify({ name, id, words, template }));
      }),
      { numRuns: NAMES },
    );
  });

  it('are proposed by a rule only where that rule links them', () => {
    const patterns = fc.oneof(
      nearlyNames.map((name) => `${name}/**`),
      fc.constantFrom('**', 'signup/*', 'a/**/b', '{a,b}/**', 'fix-*', '*/x', 'exact', '[ab]/*', '!a/*'),
    );
    const rules = fc.array(
      fc.record({ pattern: patterns, serves: fc.array(fc.constantFrom('a.b', 'other'), { maxLength: 2 }) }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(rules, fc.string(), (all, words) => {
        const wish = {
          ids: ['A.B'],
          slug: slugOf(words),
          rules: all,
          template: 'by/template',
          day: '2026-11-05',
        };
        const name = proposeBranchName(wish);
        assert.ok(
          name === 'by/template' || isLinkedByName(name, ['a.b'], all),
          JSON.stringify({ name, all }),
        );
      }),
    );
  });

  it('have a slug without anything that is no letter, digit or single hyphen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const slug = slugOf(words);
        assert.match(slug, /^$|^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u);
        assert.ok([...slug].length <= 50);
      }),
    );
  });
});
