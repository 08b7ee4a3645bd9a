import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { addTrailers, readTrailers, removeTrailers } from '../../../src/work/trailers';
import { ROOT } from '../../steps/root';
import { skipBecause } from '../../steps/skipBecause';
import { ISOLATED } from '../../support/gitRepository';
import { configured, readByGit, trailersFormat, valuesIn, writtenByGit } from '../../support/gitTrailers';

interface Case {
  readonly name: string;
  readonly message: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly valuesWithKeyConfigured: readonly string[];
}

const cases = JSON.parse(
  readFileSync(new URL('../../data/trailers.json', import.meta.url), 'utf8'),
) as Case[];

const messages = cases.map(({ message }) => message);

describe('readTrailers', () => {
  for (const { name, message, key, values, valuesWithKeyConfigured } of cases) {
    it(`reads as git does: ${name}`, () => {
      assert.deepEqual(readTrailers(message, key, { keyConfigured: false }), values);
      assert.deepEqual(readTrailers(message, key, { keyConfigured: true }), valuesWithKeyConfigured);
    });
  }

  it('reads the cases as the git at hand does', () => {
    for (const keyConfigured of [false, true]) {
      const read = readByGit(messages, { key: 'OKR', keyConfigured });
      assert.deepEqual(
        messages.map((message) => readTrailers(message, 'OKR', { keyConfigured })),
        read,
      );
    }
  });

  it('reads every commit of this project as git does', function () {
    const run = (...args: string[]) =>
      spawnSync('git', args, {
        cwd: ROOT,
        env: { ...process.env, ...ISOLATED },
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      });
    if (run('rev-parse', '--verify', 'HEAD').status !== 0)
      skipBecause(this, 'this is no checkout that git reads');
    for (const keyConfigured of [false, true]) {
      const asking = { key: 'OKR', keyConfigured };
      // What is configured for this checkout must not matter, so it is set to what git has without.
      const plain = ['-c', 'trailer.separators=:', '-c', 'core.commentChar=#'];
      const format = `--format=%H%x00%B%x00${trailersFormat('OKR')}`;
      const { stdout } = run(
        ...plain,
        ...configured(asking),
        'log',
        '-z',
        '--encoding=UTF-8',
        format,
        'HEAD',
      );
      const fields = stdout.split('\0');
      assert.ok(fields.length > 3);
      for (let at = 0; at + 2 < fields.length; at += 3) {
        const [id = '', message = '', values = ''] = fields.slice(at, at + 3);
        assert.deepEqual(readTrailers(message, 'OKR', { keyConfigured }), valuesIn(values), id);
      }
    }
  });
});

/** Where git does more than to add: it writes anew what is there. We leave every byte that was typed. */
const WRITTEN_ANEW_BY_GIT: Readonly<Record<string, string>> = {
  'trailing blanks and tab after the value': 'takes the blanks away',
  'lower-case key': 'writes the key as it is configured',
  'space before the colon': 'takes the space away',
  'no space after the colon': 'puts a space there',
  'three lines, mixed case, other keys between': 'writes the keys as it is configured',
  'value only on the continuation line': 'unfolds the value',
  'empty value': 'puts a space behind the colon',
  'empty value, then a value': 'puts a space behind the colon',
  'no-break space and zero-width space around the value': 'puts a space behind the colon',
  CRLF: 'ends the lines of the block by LF',
  'CRLF with a folded value': 'ends the last line of the value by LF',
  'comment line cuts a folded value': 'takes the comment away',
  'prose in the block and a key that is a prefix of okr': 'makes another key ours',
  'clean block with a key that is a prefix of okr': 'makes another key ours',
};

describe('addTrailers', () => {
  const differing = (ids: readonly string[]): string[] => {
    const byGit = writtenByGit(messages, ids);
    return cases
      .filter(({ message }, index) => addTrailers(message, 'OKR', ids) !== byGit[index])
      .map(({ name }) => name);
  };

  it('writes byte for byte what git writes, but for trailers that git writes anew', () => {
    assert.deepEqual(differing(['fresh.one']), Object.keys(WRITTEN_ANEW_BY_GIT));
    assert.deepEqual(differing(['fresh.one', 'fresh.two']), Object.keys(WRITTEN_ANEW_BY_GIT));
  });

  it('writes what is there already as git does, but for the same and a key that git mistakes for ours', () => {
    const known = [
      ...Object.keys(WRITTEN_ANEW_BY_GIT),
      // There is nothing to add, so there is no line to end.
      'no newline at the end',
      // Git holds `OKRs: signups.kr1` for `OKR: signups.kr1`, and adds nothing: the commit would stay untagged.
      'keys that only contain the key',
    ];
    assert.deepEqual(differing(['signups.kr1']).toSorted(), known.toSorted());
  });

  it('writes the same as git everywhere once git has written anew', () => {
    const written = messages.map((message) => addTrailers(message, 'OKR', ['fresh.one', 'fresh.two']));
    assert.deepEqual(writtenByGit(written, []), writtenByGit(messages, ['fresh.one', 'fresh.two']));
  });

  for (const { name, message } of cases) {
    it(`changes nothing the second time: ${name}`, () => {
      const once = addTrailers(message, 'OKR', ['fresh.one', 'fresh.two']);
      assert.equal(addTrailers(once, 'OKR', ['Fresh.One', 'fresh.two']), once);
    });
  }

  it('ends the last line before it adds a trailer', () => {
    assert.equal(addTrailers('feat: a', 'OKR', ['k1']), 'feat: a\n\nOKR: k1\n');
  });

  it('goes above a breaking change, where git still reads it', () => {
    const message = 'feat!: a\n\nBREAKING CHANGE: the old form is gone\n';
    const written = addTrailers(message, 'OKR', ['k1']);
    assert.equal(written, 'feat!: a\n\nOKR: k1\nBREAKING CHANGE: the old form is gone\n');
    assert.deepEqual(readTrailers(written, 'OKR', { keyConfigured: true }), ['k1']);
  });

  it('stays below a breaking change that is too long for git to read a trailer above it', () => {
    const message = 'feat!: a\n\nBREAKING CHANGE: one\ntwo\nthree\nfour\nfive\n';
    const written = addTrailers(message, 'OKR', ['k1']);
    assert.equal(written, `${message}\nOKR: k1\n`);
  });

  it('keeps the order of several ids and stays above a sign-off', () => {
    const written = addTrailers('a\n\nSigned-off-by: A <a@b>\n', 'OKR', ['k1', 'k2']);
    assert.equal(written, 'a\n\nOKR: k1\nOKR: k2\nSigned-off-by: A <a@b>\n');
  });

  it('leaves room for the subject of an empty message, and comments at its end', () => {
    assert.equal(addTrailers('', 'OKR', ['k1']), '\n\nOKR: k1\n');
    const template = '# Please enter the message.\n';
    const written = addTrailers(template, 'OKR', ['k1']);
    assert.equal(written, `\n\nOKR: k1\n${template}`);
    assert.deepEqual(readTrailers(written, 'OKR', { keyConfigured: true, draft: true }), ['k1']);
    assert.deepEqual(readTrailers(`Subject${written}`, 'OKR', { keyConfigured: true }), ['k1']);
  });

  it('leaves every byte that was typed, line ends and spacing too', () => {
    const typed = 'a\r\n\r\nOKR:k1  \r\n# note\r\nSigned-off-by:A <a@b>\r\n';
    assert.equal(addTrailers(typed, 'OKR', ['k2']), typed.replace('OKR:k1', 'OKR: k2\nOKR:k1'));
  });

  it('stays out of the way of an indented line at the start of the block', () => {
    const written = addTrailers('a\n\n  note\nSigned-off-by: A <a@b>\n', 'OKR', ['k1']);
    assert.equal(written, 'a\n\n  note\nOKR: k1\nSigned-off-by: A <a@b>\n');
  });

  it('joins the tags in a paragraph of text, which a new paragraph would hide from git', () => {
    const written = addTrailers('a\n\nCloses #12\nOKR: k1\n', 'OKR', ['k2']);
    assert.deepEqual(readTrailers(written, 'OKR', { keyConfigured: true }), ['k2', 'k1']);
  });

  it('writes above comments and scissors', () => {
    const message = 'a\n\nbody\n# comment\n# ------------------------ >8 ------------------------\ndiff\n';
    assert.deepEqual([addTrailers(message, 'OKR', ['k1'])], writtenByGit([message], ['k1']));
  });
});

describe('removeTrailers', () => {
  it('takes out what was added', () => {
    for (const message of ['a\n', 'a\n\nbody\n', 'a\n\nSigned-off-by: A <a@b>\n']) {
      assert.equal(removeTrailers(addTrailers(message, 'OKR', ['k1', 'k2']), 'OKR', ['K1', 'k2']), message);
    }
  });

  it('leaves others, and a message without the id', () => {
    assert.equal(removeTrailers('a\n\nOKR: k1\nOKR: k2\n', 'OKR', ['k1']), 'a\n\nOKR: k2\n');
    assert.equal(removeTrailers('a\n\nOKR: k1\n', 'OKR', ['k9']), 'a\n\nOKR: k1\n');
  });
});
