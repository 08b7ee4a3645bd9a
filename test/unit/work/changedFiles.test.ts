import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createGit } from '../../../src/io/git';
import { type CommitChanges, readChanges } from '../../../src/work/changedFiles';
import { GitRepository } from '../../support/gitRepository';

describe('the files that a commit changed', () => {
  let repository: GitRepository;
  beforeEach(() => {
    repository = new GitRepository();
  });
  afterEach(() => repository.dispose());

  async function changes(commit = 'HEAD'): Promise<CommitChanges> {
    const read = await readChanges(createGit(), repository.root, repository.git('rev-parse', commit));
    assert.ok(read.ok, JSON.stringify(read));
    return read.value;
  }

  function commitAll(message: string): void {
    repository.git('add', '--all');
    repository.commit(message);
  }

  it('are all of a first commit, with names as they are', async () => {
    repository.write('a.txt', 'a\n');
    repository.write('sub/odd "name"\té.txt', 'b\n');
    commitAll('First');
    const { parent, subject, files } = await changes();
    assert.equal(parent, undefined);
    assert.equal(subject, 'First');
    assert.deepEqual(files, [{ after: 'a.txt' }, { after: 'sub/odd "name"\té.txt' }]);
  });

  it('are added, deleted, changed, renamed and binary ones', async () => {
    repository.write('gone', 'gone\n');
    repository.write('changed', 'one\n');
    repository.write('before', 'some\nlines\nthat\nstay\n');
    commitAll('First');
    rmSync(join(repository.root, 'gone'));
    rmSync(join(repository.root, 'before'));
    repository.write('changed', 'two\n');
    repository.write('after', 'some\nlines\nthat\nstay\n');
    repository.write('binary', '\0\x01\x02');
    commitAll('Second');
    const { files, parent } = await changes();
    assert.equal(parent, repository.git('rev-parse', 'HEAD^'));
    assert.deepEqual(
      files.toSorted((a, b) => (a.after ?? a.before ?? '').localeCompare(b.after ?? b.before ?? '')),
      [
        { before: 'before', after: 'after' },
        { after: 'binary' },
        { before: 'changed', after: 'changed' },
        { before: 'gone' },
      ],
    );
  });

  it('of a merge are those against its first parent', async () => {
    repository.commit('Base');
    repository.git('switch', '--quiet', '--create', 'side');
    repository.write('side', 's\n');
    commitAll('Side');
    repository.git('switch', '--quiet', 'main');
    repository.write('main', 'm\n');
    commitAll('Main');
    repository.git('merge', '--quiet', '--no-ff', '--message=Merge', 'side');
    assert.deepEqual((await changes()).files, [{ after: 'side' }]);
  });

  it('are none of a commit without a change, nor what a submodule holds', async () => {
    repository.commit('Empty');
    assert.deepEqual((await changes()).files, []);
    const id = repository.git('rev-parse', 'HEAD');
    repository.git('update-index', '--add', '--cacheinfo', `160000,${id},module`);
    repository.commit('Module');
    assert.deepEqual((await changes()).files, []);
  });

  it('is no option, whatever the id', async () => {
    repository.commit('First');
    const read = await readChanges(createGit(), repository.root, '--output=stolen');
    assert.equal(read.ok, false);
    assert.equal(repository.git('status', '--porcelain'), '');
  });
});
