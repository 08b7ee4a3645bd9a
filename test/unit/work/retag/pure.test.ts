import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { bytesOfText, textOfBytes } from '../../../../src/work/retag/byteText';
import { commitPack } from '../../../../src/work/retag/commitPack';
import { withDescendants } from '../../../../src/work/retag/history';
import { withIds } from '../../../../src/work/retag/notes';
import { covers } from '../../../../src/work/retag/notesCopy';
import { commitId } from '../../../../src/work/retag/objectId';
import { commitText, parseCommit } from '../../../../src/work/retag/rawCommit';

describe('a commit as bytes', () => {
  it('comes out of a text as it went in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        assert.deepEqual(bytesOfText(textOfBytes(bytes)), bytes);
      }),
      { numRuns: 30 },
    );
  });

  it('comes out of headers and message as it went in', () => {
    const line = fc.stringMatching(/^[a-z]{1,8} [^\n]{0,9}$/);
    const header = fc
      .tuple(line, fc.array(fc.stringMatching(/^[^\n]{0,9}$/), { maxLength: 3 }))
      .map(([first, more]) => [first, ...more.map((one) => ` ${one}`)].map((one) => `${one}\n`).join(''));
    fc.assert(
      fc.property(fc.array(header, { minLength: 1 }), fc.string(), (headers, message) => {
        const text = commitText({ headers, message });
        const commit = parseCommit('id', text);
        assert.deepEqual(commit, { id: 'id', headers, message });
      }),
    );
  });

  it('has the id that git gives it', async () => {
    const body = Buffer.from('tree x\n\nmessage\n');
    for (const [hash, name] of [
      ['SHA-1', 'sha1'],
      ['SHA-256', 'sha256'],
    ] as const) {
      const expected = createHash(name).update(`commit ${body.length}\0`).update(body).digest('hex');
      assert.equal(await commitId(hash, body), expected);
    }
  });

  it('can be read from its pack, whatever its size', async () => {
    for (const size of [0, 1, 15, 16, 2047, 2048, 65_535, 65_536, 300_000]) {
      const body = Buffer.alloc(size, 'abc\xff');
      const pack = Buffer.from(await commitPack('SHA-1', [body]));
      const content = pack.subarray(0, -20);
      assert.deepEqual(createHash('sha1').update(content).digest(), pack.subarray(-20));
      const start = content.indexOf(Buffer.of(0x78, 0x01), 12);
      assert.deepEqual(inflateSync(content.subarray(start)), body);
    }
  });
});

describe('withDescendants', () => {
  it('takes whatever has one of the commits in its history', () => {
    const commits = [
      { id: 'a', parents: ['outside'] },
      { id: 'b', parents: ['a'] },
      { id: 'c', parents: ['a'] },
      { id: 'd', parents: ['c', 'b'] },
      { id: 'e', parents: ['c'] },
    ];
    const reached = (...ids: string[]): string =>
      withDescendants(commits, new Set(ids))
        .map(({ id }) => id)
        .join('');
    assert.deepEqual([reached('a'), reached('b'), reached('e'), reached()], ['abcde', 'bd', 'e', '']);
  });
});

describe('withIds', () => {
  const noted = (text: string, ...ids: string[]): string => withIds(text, 'OKR', ids);

  it('writes a line for each id', () => {
    assert.equal(noted('', 'a', 'b', 'A'), 'OKR: a\nOKR: b\n');
    assert.equal(noted('OKR: a\n', 'b'), 'OKR: a\nOKR: b\n');
    assert.equal(noted('OKR: a', 'b'), 'OKR: a\nOKR: b\n');
  });

  it('keeps what the note says, and puts the tags below it', () => {
    assert.equal(noted('Reviewed.\n', 'a'), 'Reviewed.\n\nOKR: a\n');
    assert.equal(noted('\xffno end', 'a'), '\xffno end\n\nOKR: a\n');
    assert.equal(noted('OKR: a\n\nLater.\n', 'b'), 'OKR: a\n\nLater.\n\nOKR: b\n');
  });

  it('changes nothing where the ids are there', () => {
    for (const text of ['OKR: a\n', 'okr:A', 'x\r\nOKR: a\r\ny\n']) assert.equal(noted(text, 'a'), text);
  });
});

describe('covers', () => {
  it('reads notes.rewriteRef as git does', () => {
    assert.ok(covers('refs/notes/okr', 'refs/notes/okr'));
    assert.ok(covers('refs/notes/*', 'refs/notes/a/b'));
    assert.ok(!covers('refs/notes/o', 'refs/notes/okr'));
    assert.ok(!covers('', 'refs/notes/okr'));
  });
});
