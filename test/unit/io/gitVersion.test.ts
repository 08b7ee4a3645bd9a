import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { createGit } from '../../../src/io/git';
import { tooOld } from '../../../src/io/gitVersion';
import { createHookFiles } from '../../../src/io/hookFiles';
import { readHookFacts } from '../../../src/work/hook/readHooks';
import { GitRepository } from '../../support/gitRepository';
import { oldGit } from '../../support/oldGit';

describe('the version of git', () => {
  let repository: GitRepository;
  let folder: string;
  beforeEach(() => {
    repository = new GitRepository();
    folder = mkdtempSync(join(tmpdir(), 'throughline-old-'));
  });
  afterEach(() => {
    repository.dispose();
    rmSync(folder, { recursive: true });
  });

  for (const version of ['1.9.5', '2.9.0', '2.25.1', '2.29.3.windows.1', '2.17.2 (Apple Git-113)']) {
    it(`is too old: ${version}`, () => {
      assert.equal(
        tooOld(`git version ${version}\n`),
        `git ${version.split(' ')[0]} is older than 2.30, which Throughline needs.`,
      );
    });
  }

  for (const answer of ['git version 2.30.0-rc1', 'git version 2.100.0', 'git version 3.0.0', 'hub 1', '']) {
    it(`is good enough, or not known: ${answer}`, () => assert.equal(tooOld(`${answer}\n`), undefined));
  }

  it('is asked once, and nothing is written by one that is too old', async () => {
    const path = oldGit(folder, '2.25.1');
    const git = createGit({ path });
    const refused = {
      kind: 'git-old',
      code: -1,
      detail: 'git 2.25.1 is older than 2.30, which Throughline needs.',
    };
    assert.deepEqual(await git.run(repository.root, ['rev-parse', 'HEAD']), { ok: false, error: refused });
    const write = ['config', 'branch.main.okr', 'k1'];
    assert.deepEqual(await git.run(repository.root, write, { writes: true }), { ok: false, error: refused });
    assert.throws(() => repository.git('config', '--get', 'branch.main.okr'));
    const current = oldGit(folder, '2.30.0');
    const newer = createGit({ path: current });
    await Promise.all([1, 2, 3].map(() => newer.run(repository.root, ['rev-parse', '--git-dir'])));
    const read = await newer.run(repository.root, ['rev-parse', '--git-dir']);
    assert.deepEqual(read, { ok: true, value: '.git\n' });
    const asked = readFileSync(join(dirname(current), 'asked'), 'utf8');
    assert.equal(asked.match(/version$/gm)?.length, 1);
  });

  it('is asked again after one that was too old, since it may have been updated', async () => {
    const path = oldGit(folder, '2.25.1');
    const git = createGit({ path });
    assert.ok(!(await git.run(repository.root, ['rev-parse', '--git-dir'])).ok);
    renameSync(oldGit(folder, '2.39.5'), path);
    assert.ok((await git.run(repository.root, ['rev-parse', '--git-dir'])).ok);
  });

  it('may be the oldest that is taken, which says back what it does not know', async () => {
    const facts = (path: string) =>
      readHookFacts({ git: createGit({ path }), hookFiles: createHookFiles() }, repository.root);
    for (const hooksPath of ['', 'tools/hooks', './tools/hooks', join(folder, 'hooks')]) {
      if (hooksPath !== '') repository.git('config', 'core.hooksPath', hooksPath);
      const oldest = await facts(oldGit(folder, '2.30.0'));
      assert.deepEqual(oldest, await facts('git'), hooksPath);
      assert.ok(oldest.ok && oldest.value !== undefined && isAbsolute(oldest.value.hooksDir));
    }
  });
});
