import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createGit } from '../../src/io/git';
import { readBranchWork } from '../../src/work/branchWork';
import { distinctIds } from '../../src/work/ids';
import { addTrailers, readTrailers, removeTrailers } from '../../src/work/trailers';
import { GitRepository } from '../support/gitRepository';
import { historyOf, readByGit, trailersFormat, valuesIn, writtenByGit } from '../support/gitTrailers';

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

function messagesWith(fragments: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 12 }), fc.boolean())
    .map(([lines, newline]) => `${lines.join('\n')}${newline ? '\n' : ''}`);
}

const message = messagesWith(FRAGMENTS);

/** What somebody writes: a subject of `Conflicts:` alone opens a list of conflicts for git, in which no tag is safe. */
const typed = message.filter((text) => !/^Conflicts:(\n|$)/.test(text));

const DRAFT = { keyConfigured: true, draft: true } as const;

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,20}$/);

/** Keys of every shape that the setting takes; one begins as another does, one ends in punctuation. */
const KEYS = ['Key-Result', 'O', 'okr-ledger', '2026', 'OKR-'];

/** What a repository or its user may have configured, each of which changes what git itself reads. */
const CONFIGURED = [
  ['trailer.separators', '=:#'],
  ['trailer.a.key', 'OKR-Ledger'],
  ['trailer.okr.key', 'Outcome'],
  ['trailer.refs.key', 'Closes'],
  ['trailer.ifexists', 'replace'],
  ['core.commentChar', ';'],
  ['notes.displayRef', 'refs/notes/*'],
  ['i18n.logOutputEncoding', 'ISO-8859-1'],
] as const;

/** Git writes anew what is there, so it is let to do so with what we wrote. */
function compareWriting(texts: readonly string[], comment: string): void {
  // The repairs are left out: a line end, a breaking change, an indented line in front, a missing subject.
  const messages = texts
    .map((text) => `Subject\n\n${text}\n`)
    .filter((text) => !/^BREAKING CHANGE|^[ \t\r]+\S/m.test(text));
  assert.ok(messages.length > texts.length / 4);
  const ids = ['fresh.one', 'fresh.two'];
  const written = messages.map((text) => addTrailers(text, 'OKR', ids, comment));
  const [ours, byGit] = [writtenByGit(written, [], comment), writtenByGit(messages, ids, comment)];
  ours.forEach((text, index) => {
    assert.equal(text, byGit[index], JSON.stringify(messages[index]));
  });
}

describe('trailers, against git', () => {
  for (const keyConfigured of [false, true]) {
    it(`reads random messages as git does, key ${keyConfigured ? '' : 'not '}configured`, () => {
      const messages = fc.sample(message, { numRuns: 3000, seed: keyConfigured ? 7 : 11 });
      const expected = readByGit(messages, { key: 'OKR', keyConfigured });
      messages.forEach((text, index) => {
        assert.deepEqual(readTrailers(text, 'OKR', { keyConfigured }), expected[index], JSON.stringify(text));
      });
    });
  }

  for (const key of KEYS) {
    it(`reads random messages as git does by the key ${key}`, () => {
      const own = [key.toLowerCase(), key.slice(0, 2), key].flatMap((one) => [
        `${one}: own`,
        `${one} : spaced`,
      ]);
      const messages = fc.sample(messagesWith([...FRAGMENTS, ...own]), { numRuns: 1000, seed: 13 });
      for (const keyConfigured of [false, true]) {
        const expected = readByGit(messages, { key, keyConfigured });
        messages.forEach((text, index) => {
          assert.deepEqual(readTrailers(text, key, { keyConfigured }), expected[index], JSON.stringify(text));
        });
      }
    });
  }

  it('reads and writes by another sign for comments', () => {
    const comment = ';';
    const signed = FRAGMENTS.map((line) => line.replace(/^#/, comment));
    const messages = fc.sample(messagesWith([...FRAGMENTS, ...signed]), { numRuns: 1000, seed: 19 });
    const expected = readByGit(messages, { key: 'OKR', keyConfigured: true, comment });
    messages.forEach((text, index) => {
      const read = readTrailers(text, 'OKR', { keyConfigured: true, comment });
      assert.deepEqual(read, expected[index], JSON.stringify(text));
    });
    assert.notDeepEqual(
      messages.map((text) => readTrailers(text, 'OKR', { keyConfigured: true })),
      expected,
    );
    compareWriting(messages.slice(0, 300), comment);
  });

  it('reads the same of a branch, whatever a repository configures', async () => {
    const messages = fc.sample(message, { numRuns: 1000, seed: 17 });
    const expected = readByGit(messages, { key: 'OKR', keyConfigured: true });
    const repository = new GitRepository();
    try {
      const base = repository.commit('Start');
      repository.gitWith(historyOf(messages, 'refs/heads/topic'), 'fast-import', '--quiet');
      for (const [name, value] of CONFIGURED) repository.git('config', name, value);
      assert.notDeepEqual(
        repository
          .git('log', '--reverse', '-z', `--format=${trailersFormat('OKR')}`, 'topic')
          .split('\0')
          .map(valuesIn),
        expected,
        'git itself reads something else',
      );
      const head = { kind: 'branch', name: 'topic', commit: repository.git('rev-parse', 'topic') } as const;
      assert.notEqual(head.commit, base);
      const work = await readBranchWork(createGit(), repository.root, head, {
        trailerKey: 'OKR',
        limit: 2000,
      });
      assert.ok(work.ok, JSON.stringify(work));
      const read = work.value.commits.toReversed().map(({ tags }) => tags);
      assert.equal(read.length, messages.length);
      messages.forEach((text, index) => {
        const tags = distinctIds(expected[index] ?? []).map((one) => ({ id: one, from: 'trailer' }));
        assert.deepEqual(read[index], tags, JSON.stringify(text));
      });
    } finally {
      repository.dispose();
    }
  });

  it('writes random messages as git does, once git has written anew what is there', () => {
    compareWriting(fc.sample(message, { numRuns: 500, seed: 3 }), '#');
  });

  it('writes what git reads back', () => {
    const subjects = fc.sample(message, { numRuns: 2000, seed: 5 }).map((text) => `Subject\n${text}`);
    const written = subjects.map((text) => addTrailers(text, 'OKR', ['fresh.one']));
    const read = readByGit(written, { key: 'OKR', keyConfigured: true });
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
