import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../steps/root';

/** Text files that are, or would be, committed. */
function texts(): readonly { readonly path: string; readonly text: string }[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: ROOT,
  });
  const paths = list
    .toString()
    .split('\0')
    .filter((path) => path !== '' && !/\.(png|ttf|ico)$/.test(path));
  return [...new Set(paths)].flatMap((path) => {
    try {
      return [{ path, text: readFileSync(join(ROOT, path), 'utf8') }];
    } catch {
      // Deleted, but not yet committed as such.
      return [];
    }
  });
}

/** What belongs to one machine or one person, or is not done. Split, so that this file may hold it. */
const FORBIDDEN = [
  ['a home folder', /(^|[\s"'`=:(])\/(?:home|Users|root)\/\w/m],
  ['unfinished work', new RegExp(`\\b(TO${'DO'}|FIX${'ME'}|XX${'X'})\\b`)],
  ['a silenced check', new RegExp(`@ts-${'ignore'}|@ts-${'nocheck'}|biome-${'ignore'}|eslint-${'disable'}`)],
  ['a test that hides the others', new RegExp(`\\b(describe|it)\\.${'only'}\\(`)],
  [
    'a test that is skipped without a reason',
    new RegExp(`\\b(describe|it)\\.${'skip'}\\(|\\bx(it|describe)\\(`),
  ],
  ['a merge conflict', /^(<{7}|>{7}) /m],
  ['a private key', new RegExp(`-----BEGIN [A-Z ]*PRIVATE ${'KEY'}-----`)],
] as const;

describe('repository', () => {
  const files = texts();

  it('has files to look at', () => {
    assert.ok(files.some(({ path }) => path === 'package.json'));
    assert.ok(files.some(({ path }) => path.startsWith('src/')));
  });

  it('keeps registry hosts out of the lock file', () => {
    const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
    assert.doesNotMatch(lock, /"resolved"/);
  });

  it('names in the lock file every package that any platform needs', () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<
        Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
      >;
    };
    const locked = Object.keys(packages);
    const wanted = Object.values(packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}));
    const missing = wanted.filter((name) => !locked.some((path) => path.endsWith(`node_modules/${name}`)));
    assert.deepEqual(missing, []);
  });

  for (const [what, pattern] of FORBIDDEN) {
    it(`holds no file with ${what}`, () => {
      const found = files.filter(({ path, text }) => path !== 'package-lock.json' && pattern.test(text));
      assert.deepEqual(
        found.map(({ path }) => path),
        [],
      );
    });
  }

  it('names its files in camelCase', () => {
    const odd = files
      .map(({ path }) => path)
      .filter((path) => /^(src|test)\/.*\.ts$/.test(path))
      .filter((path) => !/\/[a-z][A-Za-z0-9]*(\.test|\.d)?\.ts$/.test(path) || /\/utils?\.ts$/.test(path));
    assert.deepEqual(odd, []);
  });
});
