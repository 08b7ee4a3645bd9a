import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { addTrailers, readTrailers, removeTrailers } from '../../src/work/trailers';

const FRAGMENTS = [
  'Add a form',
  'OKR: signups.kr1',
  'okr : low',
  'OKR:tight',
  'OKR=no',
  'OKR:',
  'O: prefix',
  'OK-: prefix and punctuation',
  '-: punctuation alone',
  'OKR\t: tab before the colon',
  ': no key',
  'two words: no trailer',
  ' folded on',
  '\tfolded by tab',
  'Signed-off-by: Ada <ada@example.com>',
  'Co-authored-by: Bo <bo@example.com>',
  '(cherry picked from commit 0123)',
  'BREAKING CHANGE: gone',
  'Closes #12',
  '# comment',
  'Conflicts:',
  'Conflicts:\r',
  '\tfile.ts',
  '---',
  '',
  '',
  '   ',
  '\r',
  '\f',
  '\u00a0',
  'OKR: two\r',
  'Refs: é日',
  '# ------------------------ >8 ------------------------',
];

const message = fc
  .tuple(fc.array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 12 }), fc.boolean())
  .map(([lines, newline]) => `${lines.join('\n')}${newline ? '\n' : ''}`);

/** What somebody writes: a subject of `Conflicts:` alone opens a list of conflicts for git, in which no tag is safe. */
const typed = message.filter((text) => !/^Conflicts:(\n|$)/.test(text));

const DRAFT = { keyConfigured: true, draft: true } as const;

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,20}$/);

/** What git reads from each message, less empty values: one commit each, by fast-import, which keeps every byte. */
function askGit(messages: readonly string[], keyConfigured: boolean): string[][] {
  const root = mkdtempSync(join(tmpdir(), 'throughline-trailers-'));
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const git = (args: string[], input = ''): string =>
    execFileSync('git', args, { cwd: root, env, input, encoding: 'utf8', maxBuffer: 1 << 28 });
  try {
    git(['init', '--quiet', '--bare']);
    const stream = messages.map((text, index) => {
      const data = `data ${Buffer.byteLength(text)}\n${text}\n`;
      const from = index === 0 ? '' : `from :${index}\n`;
      return `commit refs/heads/main\nmark :${index + 1}\ncommitter A <a@b> ${index + 1} +0000\n${data}${from}\n`;
    });
    git(['fast-import', '--quiet'], stream.join(''));
    const configured = keyConfigured ? ['-c', 'trailer.okr.key=OKR'] : [];
    const format = '--format=%(trailers:key=OKR,valueonly,unfold,separator=%x01)';
    const out = git([...configured, 'log', '-z', '--reverse', format, 'refs/heads/main']);
    return out
      .split('\0')
      .slice(0, messages.length)
      .map((values) => values.split('\u0001').filter((value) => value !== ''));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe('trailers, against git', () => {
  for (const keyConfigured of [false, true]) {
    it(`reads random messages as git does, key ${keyConfigured ? '' : 'not '}configured`, () => {
      const messages = fc.sample(message, { numRuns: 3000, seed: keyConfigured ? 7 : 11 });
      const expected = askGit(messages, keyConfigured);
      messages.forEach((text, index) => {
        assert.deepEqual(readTrailers(text, 'OKR', { keyConfigured }), expected[index], JSON.stringify(text));
      });
    });
  }

  it('writes what git reads back', () => {
    const subjects = fc.sample(message, { numRuns: 2000, seed: 5 }).map((text) => `Subject\n${text}`);
    const written = subjects.map((text) => addTrailers(text, 'OKR', ['fresh.one']));
    const read = askGit(written, true);
    written.forEach((text, index) => {
      assert.ok(read[index]?.includes('fresh.one'), JSON.stringify([subjects[index], text]));
    });
  });
});

describe('trailers', () => {
  it('round-trip: what is written is read, and twice changes nothing', () => {
    fc.assert(
      fc.property(
        typed,
        fc.uniqueArray(id, { minLength: 1, maxLength: 4, selector: (one) => one.toLowerCase() }),
        (text, ids) => {
          const once = addTrailers(text, 'OKR', ids);
          const read = readTrailers(once, 'OKR', DRAFT).map((one) => one.toLowerCase());
          assert.ok(ids.every((one) => read.includes(one.toLowerCase())));
          assert.equal(addTrailers(once, 'OKR', ids), once);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('writing only inserts the trailers, blank lines and a missing line end', () => {
    fc.assert(
      fc.property(
        typed,
        fc.uniqueArray(id, { maxLength: 3, selector: (one) => one.toLowerCase() }),
        (text, ids) => {
          const written = addTrailers(text, 'OKR', ids);
          const carried = readTrailers(text, 'OKR', DRAFT).map((one) => one.toLowerCase());
          const lines = ids
            .filter((one) => !carried.includes(one.toLowerCase()))
            .map((one) => `OKR: ${one}\n`);
          const at = written.indexOf(lines.join(''));
          assert.notEqual(at, -1);
          const before = written.slice(0, at);
          const after = written.slice(at + lines.join('').length);
          const whole = text === '' || text.endsWith('\n') || lines.length === 0 ? text : `${text}\n`;
          assert.ok(
            [before, before.replace(/\n$/, ''), before.replace(/^\n\n$/, '')].some(
              (kept) => kept + after === whole,
            ),
            JSON.stringify([text, written]),
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('writing hides no tag that was there', () => {
    fc.assert(
      fc.property(typed, id, (text, one) => {
        // With its line end, which writing adds, git takes such a last line for the head of a list of conflicts.
        fc.pre(!text.endsWith('Conflicts:'));
        const left = readTrailers(addTrailers(text, 'OKR', [one]), 'OKR', DRAFT);
        for (const value of readTrailers(text, 'OKR', DRAFT)) assert.ok(left.includes(value), value);
      }),
      { numRuns: 3000 },
    );
  });

  it('removing what was added gives back what was typed', () => {
    fc.assert(
      fc.property(typed, id, (text, one) => {
        fc.pre(!readTrailers(text, 'OKR', DRAFT).some((value) => value.toLowerCase() === one.toLowerCase()));
        const removed = removeTrailers(addTrailers(text, 'OKR', [one]), 'OKR', [one]);
        assert.equal(removed, text === '' || text.endsWith('\n') ? text : `${text}\n`);
      }),
      { numRuns: 3000 },
    );
  });
});
