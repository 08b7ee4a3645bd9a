import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createGit } from '../../../../src/io/git';
import { LineBlame } from '../../../../src/work/blame/lineBlame';
import { readBlame } from '../../../../src/work/blame/readBlame';
import { readTags } from '../../../../src/work/blame/readTags';
import { trackedFile } from '../../../../src/work/blame/trackedFile';
import { gitBlame, ourBlame } from '../../../support/blamed';
import { GitRepository } from '../../../support/gitRepository';

/** 0…1, the same in every run. */
function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43758.5453;
  return x - Math.floor(x);
}

describe('outcome blame reads git', () => {
  let repository: GitRepository;

  beforeEach(() => {
    repository = new GitRepository();
  });

  afterEach(() => repository.dispose());

  function commit(path: string, text: string, message = 'Work'): string {
    repository.write(path, text);
    repository.git('add', '--', path);
    return repository.commit(message);
  }

  async function assertSame(path: string, ...options: string[]): Promise<void> {
    const expected = gitBlame(repository, path, ...options);
    assert.notEqual(expected.length, 0);
    assert.deepEqual(await ourBlame(repository, path), expected);
  }

  const tracked = async (path: string) => {
    const found = await trackedFile(createGit(), repository.root, repository.git('rev-parse', 'HEAD'), path);
    assert.ok(found.ok, JSON.stringify(found));
    return found.value;
  };

  it('as git does over a history with branches, merges and renames', async () => {
    let lines = Array.from({ length: 60 }, (_, index) => `line ${index}`);
    commit('a.ts', `${lines.join('\n')}\n`);
    let path = 'a.ts';
    for (let step = 1; step <= 40; step += 1) {
      const at = Math.floor(noise(step) * lines.length);
      const gone = Math.floor(noise(step + 0.3) * 3);
      const put = Array.from({ length: Math.floor(noise(step + 0.6) * 4) }, (_, n) => `${step} ${n}`);
      if (step % 7 === 0) {
        repository.git('switch', '--quiet', '--create', `side-${step}`);
        commit(path, `side ${step}\n${lines.join('\n')}\n`);
        repository.git('switch', '--quiet', 'main');
        lines = [...lines, `main ${step}`];
        commit(path, `${lines.join('\n')}\n`);
        repository.git('merge', '--quiet', '--no-edit', `side-${step}`);
        lines = [`side ${step}`, ...lines];
      } else if (step % 10 === 0) {
        repository.git('mv', path, `b-${step}.ts`);
        path = `b-${step}.ts`;
        repository.commit('Rename');
      } else {
        lines = lines.toSpliced(at, gone, ...put);
        commit(path, `${lines.join('\n')}\n`);
      }
    }
    await assertSame(path);
  });

  it('as git does for odd names, line ends and contents', async () => {
    const odd = 'd/:(top)ü "q"\\ -n.txt';
    commit(odd, 'a\nb\nc');
    commit(odd, 'a\nx\nc');
    commit('-L1', 'one line without an end');
    commit('crlf.txt', 'a\r\nb\r\nc\rd\r\n');
    commit('tab\tname', '\n\n\n');
    assert.deepEqual(
      (await ourBlame(repository, odd)).map(({ path }) => path),
      [odd, odd, odd],
    );
    for (const path of ['-L1', 'crlf.txt']) await assertSame(path);
    assert.equal((await ourBlame(repository, 'tab\tname')).length, 3);
  });

  it('as git does with ids of 256 bits', async () => {
    repository.dispose();
    repository = new GitRepository('--object-format=sha256');
    commit('a.ts', 'a\nb\n');
    commit('a.ts', 'a\nx\n');
    await assertSame('a.ts');
    assert.equal((await ourBlame(repository, 'a.ts'))[0]?.id.length, 64);
  });

  it('leaves out the revisions that the configuration ignores, and goes on where their file is missing', async () => {
    const first = commit('a.ts', 'a\nb\nc\n');
    const format = commit('a.ts', 'a;\nb;\nc;\n');
    repository.write('.ignored', `# Formatting\n${format}\n`);
    repository.git('config', 'blame.ignoreRevsFile', '.ignored');
    await assertSame('a.ts');
    assert.equal((await ourBlame(repository, 'a.ts'))[1]?.id, first);
    repository.git('config', 'blame.ignoreRevsFile', '.missing');
    await assertSame('a.ts', '--no-ignore-revs-file');
    repository.write('.ignored', 'nonsense\n');
    repository.git('config', 'blame.ignoreRevsFile', '.ignored');
    await assertSame('a.ts', '--no-ignore-revs-file');
  });

  it('the same, whatever the configuration says of the output', async () => {
    commit('a.ts', 'a\nb\n');
    commit('a.ts', 'a\nx\n');
    const plain = await ourBlame(repository, 'a.ts');
    for (const [name, value] of [
      ['blame.showEmail', 'true'],
      ['blame.coloring', 'repeatedLines'],
      ['blame.date', 'relative'],
      ['blame.blankBoundary', 'true'],
      ['blame.showRoot', 'true'],
      ['blame.markIgnoredLines', 'true'],
      ['core.abbrev', '5'],
      ['core.quotePath', 'false'],
      ['color.ui', 'always'],
    ] as const) {
      repository.git('config', name, value);
    }
    assert.deepEqual(await ourBlame(repository, 'a.ts'), plain);
  });

  it('runs no converter that a repository names', async () => {
    commit('a.ts', 'a\nb\n');
    commit('.gitattributes', '*.ts diff=evil\n');
    repository.git('config', 'diff.evil.textconv', 'echo converted; touch ran; cat');
    assert.equal((await ourBlame(repository, 'a.ts')).length, 2);
    assert.equal(repository.git('status', '--porcelain', '--', 'ran'), '');
  });

  it('entry by entry, and stops when nobody wants it any more', async () => {
    commit('a.ts', 'a\nb\nc\n');
    const last = commit('a.ts', 'a\nb\nx\n');
    const ask = { root: repository.root, commit: last, path: 'a.ts' };
    const counts: number[] = [];
    const blame = new LineBlame();
    assert.ok((await readBlame(createGit(), ask, blame, () => counts.push(blame.commits().length))).ok);
    assert.equal(counts.at(-1), 2);
    assert.equal(blame.complete, true);
    const stop = new AbortController();
    const cut = new LineBlame();
    const read = await readBlame(createGit(), { ...ask, signal: stop.signal }, cut, () => stop.abort());
    assert.equal(!read.ok && read.error.kind, 'canceled');
    assert.equal(cut.complete, false);
  });

  it('and says what has no lines to blame', async () => {
    commit('a.ts', 'a\n');
    commit('d/b.bin', 'a\0b\n');
    commit('lfs.psd', 'version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 3\n');
    commit('empty', '');
    commit('huge.txt', `${'x'.repeat(9 * 1024 * 1024)}\n`);
    repository.write('.gitignore', 'ignored\n');
    repository.write('ignored', 'a\n');
    mkdirSync(join(repository.root, 'sub'));
    execFileSync('git', ['init', '--quiet', join(repository.root, 'sub')]);
    repository.git('-C', 'sub', 'commit', '--quiet', '--allow-empty', '--message', 'Start');
    repository.git('-c', 'advice.addEmbeddedRepo=false', 'add', 'sub');
    repository.commit('Add all');
    for (const [path, kind] of [
      ['ignored', 'untracked'],
      ['nowhere/x', 'untracked'],
      ['d', 'folder'],
      ['sub', 'submodule'],
      ['sub/file', 'untracked'],
      ['d/b.bin', 'binary'],
      ['lfs.psd', 'large-file-storage'],
      ['huge.txt', 'too-large'],
    ] as const) {
      assert.deepEqual(await tracked(path), { kind }, path);
    }
    assert.deepEqual(await tracked('empty'), { kind: 'text', path: 'empty', bytes: Buffer.alloc(0) });
    assert.deepEqual(await ourBlame(repository, 'empty'), []);
    await assert.rejects(ourBlame(repository, 'ignored'), /no such path/);
  });

  it('where symbolic links lead, as long as they stay inside', async () => {
    commit('src/a.ts', 'a\n');
    for (const [name, target] of [
      ['in/link', '../src/./a.ts'],
      ['in/again', 'link'],
      ['in/out', '../../a.ts'],
      ['in/whole', '/etc/passwd'],
      ['in/round', 'round'],
    ] as const) {
      mkdirSync(join(repository.root, 'in'), { recursive: true });
      symlinkSync(target, join(repository.root, name));
    }
    repository.git('add', 'in');
    repository.commit('Link');
    for (const path of ['in/link', 'in/again']) {
      const found = await tracked(path);
      assert.equal(found.kind === 'text' && found.path, 'src/a.ts');
    }
    for (const path of ['in/out', 'in/whole', 'in/round']) {
      assert.deepEqual(await tracked(path), { kind: 'outside' });
    }
  });

  it('for the tags of commits that no ledger holds', async () => {
    const one = commit('a.ts', 'a\n', 'Add\n\nOKR: one, two\nOKR: b\nOKR: B\n');
    const other = commit('a.ts', 'b\n', 'Change');
    const missing = '1'.repeat(40);
    const read = await readTags(createGit(), repository.root, [other, missing, one], 'OKR');
    assert.deepEqual(read.ok && [...read.value], [
      [other, []],
      [one, ['one, two', 'b']],
    ]);
    const none = await readTags(createGit(), repository.root, [], 'OKR');
    assert.equal(none.ok && none.value.size, 0);
  });
});
