import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { addTrailers, readTrailers, removeTrailers } from '../../../src/work/trailers';

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

/** What git makes of the message, with a trailer for each of the ids. */
function interpretTrailers(message: string, ...ids: string[]): string {
  const trailers = ids.flatMap((id) => ['--trailer', `OKR: ${id}`]);
  const place = ['--no-divider', '--where', 'start', '--if-exists', 'addIfDifferent'];
  return execFileSync('git', ['interpret-trailers', ...place, ...trailers], {
    input: message,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  });
}

describe('readTrailers', () => {
  for (const { name, message, key, values, valuesWithKeyConfigured } of cases) {
    it(`reads as git does: ${name}`, () => {
      assert.deepEqual(readTrailers(message, key, { keyConfigured: false }), values);
      assert.deepEqual(readTrailers(message, key, { keyConfigured: true }), valuesWithKeyConfigured);
    });
  }
});

describe('addTrailers', () => {
  // Left out: a paragraph that only a configured key makes readable, where git without one starts a new paragraph.
  const comparable = cases.filter(
    ({ message, values, valuesWithKeyConfigured }) =>
      !/^BREAKING CHANGE: /m.test(message) && values.length === valuesWithKeyConfigured.length,
  );

  for (const { name, message } of comparable) {
    it(`writes where git does: ${name}`, () => {
      const written = addTrailers(message, 'OKR', ['fresh.one', 'fresh.two']);
      // Git tidies the trailers that are there, so it is let to do so here as well.
      assert.equal(interpretTrailers(written), interpretTrailers(message, 'fresh.two', 'fresh.one'));
    });
  }

  it('covers most of the cases', () => assert.ok(comparable.length >= 40, String(comparable.length)));

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
    assert.equal(addTrailers(message, 'OKR', ['k1']), interpretTrailers(message, 'k1'));
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
