import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { LINKS_FILE, linksConfig, ruleFile } from '../../src/work/hook/linksConfig';
import { linkOf, type Rule } from '../../src/work/links';
import { GitRepository } from '../support/gitRepository';

/** Parts of which patterns are made: what people write, and what the two matchers could read differently. */
const PARTS = [
  ...[
    'a',
    'b',
    'ab',
    'feature',
    'x1',
    '.',
    '-',
    '_',
    '/',
    '/',
    '/',
    '#',
    '@',
    '!',
    '~',
    '=',
    '%',
    ';',
    '&',
    ',',
    'ö',
    '日',
    '🚀',
  ],
  ...[
    '*',
    '**',
    '**/',
    '/**',
    '/**/',
    '?',
    '[ab]',
    '[!a]',
    '[^a]',
    '[a-c]',
    '[c-a]',
    '[0-9]',
    '[a-]',
    '[]a]',
    '[',
    ']',
  ],
  ...[
    '{a,b}',
    '{a,b,feature}',
    '{a/b,b}',
    '{a*,b}',
    '{,a}',
    '{a}',
    '{1..3}',
    '{',
    '}',
    '+',
    '(a|b)',
    '(',
    ')',
    '|',
  ],
  ...[
    '\\',
    '\\*',
    '\\a',
    '\\d',
    '"',
    "'",
    '$',
    '^',
    ' ',
    '\t',
    '\n',
    '***',
    '[[:alpha:]]',
    './',
    '@(a)',
    '+(a)',
  ],
];
const NAME_PARTS = [
  'a',
  'b',
  'ab',
  'abc',
  'c',
  'feature',
  'x1',
  '1',
  '2',
  '-',
  '_',
  '/',
  '/',
  '.',
  '#',
  '@',
  '!',
  '=',
  '%',
  ';',
  '"',
  "'",
  '{',
  '}',
  '(',
  ')',
  '|',
  '+',
  '$',
  '&',
  ',',
  ']',
  'ö',
  '日',
  '🚀',
];

const pattern = fc
  .array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 7 })
  .map((parts) => parts.join(''));
const branch = fc
  .array(fc.constantFrom(...NAME_PARTS), { minLength: 1, maxLength: 7 })
  .map((parts) => parts.join(''))
  .filter((name) => isBranchName(name));

/** git-check-ref-format(1). */
function isBranchName(name: string): boolean {
  return (
    name !== '@' &&
    name !== 'HEAD' &&
    !/^[-/.]|\/\/|\/\.|\.\.|\/$|\.$|@\{|\.lock(\/|$)|[\p{Cc} ~^:?*[\\]/u.test(name)
  );
}

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,10}$/);
/** What a repository could write to break out of the file. */
const hostileId = fc.constantFrom('a"\n[core]\n\tx = y', 'a\\', '"', 'a;b', 'a # b', '$(touch x)', ' a ');
const rules: fc.Arbitrary<readonly Rule[]> = fc.array(
  fc.record({
    pattern,
    serves: fc.array(fc.oneof({ weight: 9, arbitrary: id }, { weight: 1, arbitrary: hostileId }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  { minLength: 1, maxLength: 4 },
);

describe('the links that are written for the hook', () => {
  let repository: GitRepository;
  before(() => {
    repository = new GitRepository();
  });
  after(() => repository.dispose());

  /** What the hook would read: ids of the first rule that git names. */
  function asked(rules: readonly Rule[], branches: readonly string[], checkedOut: string): string[] {
    const folder = join(repository.root, '.git', 'throughline');
    mkdirSync(join(folder, 'rules'), { recursive: true });
    writeFileSync(join(folder, LINKS_FILE), linksConfig({ rules, ids: ['known'], branches }));
    for (const [index] of rules.entries()) {
      const { path, text } = ruleFile(index);
      writeFileSync(join(folder, path), text);
    }
    writeFileSync(join(repository.root, '.git', 'HEAD'), `ref: refs/heads/${checkedOut}\n`);
    const read = repository.git(
      ...[
        '-c',
        `include.path=${join(folder, LINKS_FILE)}`,
        'config',
        '--null',
        '--get-regexp',
        '^throughline\\.',
      ],
    );
    const entries = read.split('\0').map((entry) => entry.split('\n'));
    const [, rule] = entries.find(([key]) => key === 'throughline.rule') ?? [];
    return entries.flatMap(([key, value = '']) => (key === `throughline.${rule}.serves` ? [value] : []));
  }

  it('give git the answer of the sidebar', () => {
    fc.assert(
      fc.property(rules, branch, fc.array(branch, { maxLength: 3 }), (rules, checkedOut, others) => {
        const expected = linkOf({ branch: checkedOut, explicit: [], rules })?.ids ?? [];
        const writable = expected.filter((id) => !/\p{Cc}/u.test(id));
        const found = asked(rules, [checkedOut, ...others], checkedOut);
        assert.deepEqual(
          [...new Set(found.map((id) => id.toLowerCase()))],
          writable.map((id) => id.toLowerCase()),
        );
      }),
      { numRuns: 250 },
    );
  });

  it('match no branch that was not there yet where the sidebar does not, and miss only what git can not say', () => {
    fc.assert(
      fc.property(pattern, branch, (pattern, later) => {
        const rules = [{ pattern, serves: ['k'] }];
        if (linkOf({ branch: later, explicit: [], rules }) === undefined)
          assert.deepEqual(asked(rules, [], later), [], `${pattern} takes ${later}`);
      }),
      { numRuns: 250 },
    );
  });

  for (const [pattern, name] of [
    ['signup/**', 'signup/a/b'],
    ['*', 'main'],
    ['**', 'a/b/c'],
    ['**/fix-*', 'team/fix-1'],
    ['**/fix-*', 'fix-1'],
    ['feature/*', 'feature/ö-日'],
    ['{feat,fix}/{a,b}-*', 'fix/b-1'],
    ['release/[0-9].?', 'release/4.x'],
    ['a/**/z', 'a/z'],
    ['größe/*', 'größe/1'],
  ] as const) {
    it(`know a later branch ${name} by ${pattern}`, () => {
      assert.ok(linkOf({ branch: name, explicit: [], rules: [{ pattern, serves: ['k'] }] }));
      assert.deepEqual(asked([{ pattern, serves: ['k'] }], [], name), ['k']);
    });
  }
});
