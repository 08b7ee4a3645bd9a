import assert from 'node:assert/strict';
import { type BlameEntry, BlameReader } from '../../../../src/work/blame/blameReader';
import { LineBlame } from '../../../../src/work/blame/lineBlame';
import { quotedPath } from '../../../../src/work/blame/quotedPath';

const SHA1 = '0f8bbafd0ed13a860528feff6dbdd4fe600f027f';
const SHA256 = 'c6e495bdbcf3fb5f4bf4240b470a7d3af6a87306c6e495bdbcf3fb5f4bf4240b';
const ZERO = '0'.repeat(40);

const OUTPUT = `${SHA1} 2 3 2
author Ada
author-mail <ada@example.com>
author-time 1795569582
author-tz +0100
committer Bo
committer-mail <bo@example.com>
committer-time 1795569999
committer-tz +0000
summary filename größer\u{1f680}
previous ${ZERO} a b.ts
filename "src/\\303\\274 \\"q\\"\\n.ts"
${SHA256} 1 1 1
author A
committer-time 7
summary Start
boundary
filename a.ts
${SHA1} 9 5 1
filename other.ts
${ZERO} 4 4 1
author Not Committed Yet
committer-time 8
summary Version of a.ts from a.ts
filename a.ts
`;

const bytes = new TextEncoder().encode(OUTPUT);

function read(...pieces: readonly Uint8Array[]): BlameEntry[] {
  const reader = new BlameReader();
  return pieces.flatMap((piece) => reader.push(piece));
}

describe('the output of git blame --incremental', () => {
  it('is read entry by entry, with the facts of a commit from where it came first', () => {
    const one = { id: SHA1, at: 1795569999000, subject: 'filename größer\u{1f680}', boundary: false };
    const two = { id: SHA256, at: 7000, subject: 'Start', boundary: true };
    const none = { id: ZERO, at: 8000, subject: 'Version of a.ts from a.ts', boundary: false };
    assert.deepEqual(read(bytes), [
      { commit: one, line: 2, from: 1, count: 2, path: 'src/ü "q"\n.ts' },
      { commit: two, line: 0, from: 0, count: 1, path: 'a.ts' },
      { commit: one, line: 4, from: 8, count: 1, path: 'other.ts' },
      { commit: none, line: 3, from: 3, count: 1, path: 'a.ts' },
    ]);
  });

  it('is read the same, wherever the pieces are cut', () => {
    const whole = read(bytes);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      assert.deepEqual(read(bytes.subarray(0, cut), bytes.subarray(cut)), whole, `cut at ${cut}`);
    }
    assert.deepEqual(read(...[...bytes].map((byte) => Uint8Array.of(byte))), whole);
  });

  it('gives nothing for an entry that is not whole', () => {
    const cut = OUTPUT.indexOf('filename "');
    assert.deepEqual(read(bytes.subarray(0, cut)), []);
  });

  it('is read no further where it is none', () => {
    const reader = new BlameReader();
    assert.deepEqual(reader.push(new TextEncoder().encode(`fatal: no\n${OUTPUT}`)), []);
    assert.equal(reader.broken, true);
  });

  it('fills the lines in any order', () => {
    const blame = new LineBlame();
    for (const entry of read(bytes)) blame.take(entry);
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((line) => blame.at(line)?.commit.id),
      [SHA256, undefined, SHA1, ZERO, SHA1, undefined],
    );
    assert.equal(blame.at(3)?.from, 3, 'the last entry for a line counts');
    assert.equal(blame.at(2)?.path, 'src/ü "q"\n.ts');
    assert.equal(blame.count, 5);
    assert.deepEqual(
      blame.commits().map(({ id }) => id),
      [SHA1, SHA256, ZERO],
    );
  });

  it('has paths in quotes where they hold what would end a line', () => {
    assert.equal(quotedPath('a b.ts'), 'a b.ts');
    assert.equal(quotedPath('"a\\\\b\\t\\"c\\".ts"'), 'a\\b\t"c".ts');
    assert.equal(quotedPath('"\\346\\227\\245本.ts"'), '日本.ts');
    assert.equal(quotedPath('"'), '"');
  });
});
