import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGit } from '../../../src/io/git';
import { readBranchWork } from '../../../src/work/branchWork';
import { readDeployments } from '../../../src/work/deployments';
import { readExplicitLink, removeExplicitLink, writeExplicitLink } from '../../../src/work/explicitLink';
import { isClean, isPushed, readHead, readLayout, readOperation } from '../../../src/work/repository';
import { amendWithTags } from '../../../src/work/tagging';
import { restoreEnvironment } from '../../support/environment';
import { GitRepository, ISOLATED } from '../../support/gitRepository';

const git = createGit();
const exists = async (path: string): Promise<boolean> => existsSync(path);
const work = { trailerKey: 'OKR', limit: 200 };

function value<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

describe('a repository, read through git', () => {
  let repository: GitRepository;
  const before = { ...process.env };

  beforeEach(() => {
    Object.assign(process.env, ISOLATED);
    repository = new GitRepository();
  });

  afterEach(() => {
    repository.dispose();
    restoreEnvironment(before);
  });

  it('knows its layout, also of a linked work tree, and that a bare folder has none', async () => {
    repository.commit('one');
    const { root } = repository;
    const layout = { root, gitDir: join(root, '.git'), commonDir: join(root, '.git') };
    assert.deepEqual(value(await readLayout(git, root)), layout);
    repository.git('worktree', 'add', '--quiet', join(root, 'linked'), '-b', 'other');
    const linked = value(await readLayout(git, join(root, 'linked')));
    assert.equal(linked?.commonDir, layout.commonDir);
    assert.equal(linked?.gitDir, join(layout.gitDir, 'worktrees', 'linked'));
    const empty = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-empty-')));
    assert.equal(value(await readLayout(git, empty)), undefined);
    rmSync(empty, { recursive: true });
  });

  it('reads a branch, an unborn branch and a detached HEAD', async () => {
    const { root } = repository;
    assert.deepEqual(value(await readHead(git, root)), { kind: 'unborn', name: 'main' });
    const commit = repository.commit('one');
    assert.deepEqual(value(await readHead(git, root)), { kind: 'branch', name: 'main', commit });
    repository.git('switch', '--quiet', '--detach');
    assert.deepEqual(value(await readHead(git, root)), { kind: 'detached', commit });
  });

  it('says which operation is under way', async () => {
    const { root } = repository;
    repository.write('a', 'base\n');
    repository.git('add', 'a');
    repository.commit('base');
    repository.git('switch', '--quiet', '-c', 'side');
    repository.write('a', 'side\n');
    repository.git('commit', '--quiet', '-am', 'side');
    repository.git('switch', '--quiet', 'main');
    repository.write('a', 'main\n');
    repository.git('commit', '--quiet', '-am', 'main');
    const layout = value(await readLayout(git, root));
    assert.ok(layout);
    assert.equal(await readOperation(layout, exists), undefined);
    assert.throws(() => repository.git('merge', 'side'));
    assert.equal(await readOperation(layout, exists), 'merge');
    repository.git('merge', '--abort');
    assert.throws(() => repository.git('rebase', 'side'));
    assert.equal(await readOperation(layout, exists), 'rebase');
  });

  for (const name of [
    'feat/a.b',
    '--upload-pack=x',
    '--output=canary',
    `it's-"so"`,
    'größe/日本',
    'rocket-🚀',
    'a b'.replace(' ', '\u00a0'),
  ]) {
    it(`links a branch named ${name}, and nothing is taken for an option`, async () => {
      const { root } = repository;
      const commit = repository.commit('one');
      repository.git('update-ref', `refs/heads/${name}`, commit);
      repository.git('symbolic-ref', 'HEAD', `refs/heads/${name}`);
      assert.deepEqual(value(await readHead(git, root)), { kind: 'branch', name, commit });
      assert.deepEqual(value(await readExplicitLink(git, root, name)), []);
      value(await writeExplicitLink(git, root, name, ['k1', 'k2']));
      value(await writeExplicitLink(git, root, name, ['k2', 'k3']));
      assert.deepEqual(value(await readExplicitLink(git, root, name)), ['k2', 'k3']);
      assert.deepEqual(
        value(await readBranchWork(git, root, { kind: 'branch', name, commit }, work)).commits,
        [],
      );
      value(await removeExplicitLink(git, root, name));
      value(await removeExplicitLink(git, root, name));
      assert.deepEqual(value(await readExplicitLink(git, root, name)), []);
      assert.equal(existsSync(join(root, 'canary')), false);
    });
  }

  it('reads the commits that only this branch has, with their tags', async () => {
    const { root } = repository;
    repository.commit('on main\n\nOKR: main.only\n');
    repository.git('switch', '--quiet', '-c', 'topic');
    const first = repository.commit('first\n\nOKR: k1\nOKR: k2\n');
    const second = repository.commit('second\n\nBREAKING CHANGE: x y\nOKR: k3\n');
    const third = repository.commit('third, no tag\n\nOKR: is prose here\nand goes on\n');
    const read = value(
      await readBranchWork(git, root, { kind: 'branch', name: 'topic', commit: third }, work),
    );
    assert.equal(read.base, 'main');
    assert.deepEqual(
      read.commits.map(({ id, tags }) => [id, tags.map((tag) => tag.id)]),
      [
        [third, gitReads(third)],
        [second, ['k3']],
        [first, ['k1', 'k2']],
      ],
    );
    const capped = value(
      await readBranchWork(
        git,
        root,
        { kind: 'branch', name: 'topic', commit: third },
        { ...work, limit: 2 },
      ),
    );
    assert.deepEqual([capped.commits.length, capped.capped], [2, true]);
    const main = value(
      await readBranchWork(git, root, { kind: 'branch', name: 'main', commit: first }, work),
    );
    assert.deepEqual(main.commits, []);
  });

  function gitReads(id: string): string[] {
    const format = '--format=%(trailers:key=OKR,valueonly,unfold,separator=%x01)';
    const out = repository.git('-c', 'trailer.okr.key=OKR', 'log', '-1', format, id);
    return out === '' ? [] : out.split('\u0001');
  }

  it('says whether anything is changed, staged or untracked', async () => {
    const { root } = repository;
    repository.commit('one');
    assert.equal(value(await isClean(git, root)), true);
    repository.write('a', 'x\n');
    assert.equal(value(await isClean(git, root)), false);
    repository.git('add', 'a');
    assert.equal(value(await isClean(git, root)), false);
    repository.commit('two');
    assert.equal(value(await isClean(git, root)), true);
    repository.write('a', 'y\n');
    assert.equal(value(await isClean(git, root)), false);
  });

  it('compares the main branch with its remote one, and knows what is pushed', async () => {
    const { root } = repository;
    const pushed = repository.commit('pushed');
    repository.git('update-ref', 'refs/remotes/origin/main', pushed);
    const local = repository.commit('local');
    const read = value(
      await readBranchWork(git, root, { kind: 'branch', name: 'main', commit: local }, work),
    );
    assert.deepEqual(
      read.commits.map(({ id }) => id),
      [local],
    );
    assert.equal(value(await isPushed(git, root, pushed)), true);
    assert.equal(value(await isPushed(git, root, local)), false);
  });

  it('compares with what VS Code noted, unless that has gone, and never with itself', async () => {
    const { root } = repository;
    repository.commit('one');
    repository.git('switch', '--quiet', '-c', 'release');
    repository.commit('two');
    repository.git('switch', '--quiet', '-c', 'topic');
    const commit = repository.commit('three');
    const head = { kind: 'branch', name: 'topic', commit } as const;
    const read = async (noted: string): Promise<readonly [string | undefined, number]> => {
      repository.git('config', 'branch.topic.vscode-merge-base', noted);
      const { base, commits } = value(await readBranchWork(git, root, head, work));
      return [base, commits.length];
    };
    assert.deepEqual(await read('release'), ['release', 1]);
    assert.deepEqual(await read('origin/gone'), ['main', 2]);
    assert.deepEqual(await read('--output=canary'), ['main', 2]);
    assert.equal(existsSync(join(root, 'canary')), false);
    assert.deepEqual(await read('topic'), ['main', 2]);
  });

  it('knows the main branch by the remote, whatever its name, and leaves out what waits there to be pushed', async () => {
    const { root } = repository;
    repository.git('branch', '--move', 'prod');
    const pushed = repository.commit('pushed');
    repository.git('update-ref', 'refs/remotes/origin/prod', pushed);
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/prod');
    const waiting = repository.commit('waiting');
    const onMain = { kind: 'branch', name: 'prod', commit: waiting } as const;
    const main = value(await readBranchWork(git, root, onMain, work));
    assert.deepEqual([main.base, main.commits.map(({ id }) => id)], ['origin/prod', [waiting]]);

    repository.git('branch', '--move', 'main');
    repository.git('update-ref', 'refs/remotes/origin/main', pushed);
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    repository.git('switch', '--quiet', '-c', 'topic');
    const mine = repository.commit('mine');
    const topic = value(
      await readBranchWork(git, root, { kind: 'branch', name: 'topic', commit: mine }, work),
    );
    assert.deepEqual([topic.base, topic.commits.map(({ id }) => id)], ['origin/main', [mine]]);
  });

  it('reads release tags by pattern, oldest first, and which of them carry the work', async () => {
    const { root } = repository;
    repository.commit('one');
    repository.git('tag', 'v1');
    repository.git('tag', 'other');
    const mine = repository.commit('mine');
    repository.git('tag', '-a', '-m', 'release', 'v2');
    const releases = value(await readDeployments(git, root, 'v*', mine));
    assert.deepEqual(releases.map(({ name, carries }) => [name, carries]).toSorted(), [
      ['v1', false],
      ['v2', true],
    ]);
    assert.ok(releases.every(({ at }) => Math.abs(at - Date.now()) < 600_000));
    assert.deepEqual(value(await readDeployments(git, root, 'none*', undefined)), []);
  });

  it('amends with a tag, keeps author, date and tree, and once is enough', async () => {
    const { root } = repository;
    repository.write('a', 'x\n');
    repository.git('add', 'a');
    repository.git(
      'commit',
      '--quiet',
      '--author',
      'Grace <grace@example.com>',
      '--date',
      '2026-03-04T05:06:07+0200',
      '-m',
      'work',
    );
    const commit = repository.git('rev-parse', 'HEAD');
    const amended = value(await amendWithTags(git, root, { commit, key: 'OKR', ids: ['k1'] }));
    assert.notEqual(amended, commit);
    assert.equal(
      repository.git('log', '-1', '--format=%an %aI %T'),
      `Grace 2026-03-04T05:06:07+02:00 ${repository.git('rev-parse', `${commit}^{tree}`)}`,
    );
    assert.equal(repository.git('log', '-1', '--format=%B'), 'work\n\nOKR: k1');
    assert.equal(
      value(await amendWithTags(git, root, { commit: amended, key: 'OKR', ids: ['K1'] })),
      amended,
    );
    assert.equal(repository.git('rev-parse', 'HEAD@{1}'), commit);
  });

  it('amends in UTF-8, whatever the repository labels its commits with', async () => {
    const { root } = repository;
    const commit = repository.commit('größe');
    repository.git('config', 'i18n.commitEncoding', 'ISO-8859-1');
    value(await amendWithTags(git, root, { commit, key: 'OKR', ids: ['k1'] }));
    assert.equal(repository.git('log', '-1', '--encoding=UTF-8', '--format=%B'), 'größe\n\nOKR: k1');
  });

  it('leaves a commit without a subject alone: git would read no tag there', async () => {
    const { root } = repository;
    repository.git('commit', '--quiet', '--allow-empty', '--allow-empty-message', '-m', '');
    const commit = repository.git('rev-parse', 'HEAD');
    const refused = await amendWithTags(git, root, { commit, key: 'OKR', ids: ['k1'] });
    assert.ok(!refused.ok && refused.error.detail.includes('subject'));
    assert.equal(repository.git('rev-parse', 'HEAD'), commit);
  });

  it('refuses to amend another HEAD, or to take in what is staged', async () => {
    const { root } = repository;
    const old = repository.commit('old');
    const head = repository.commit('new');
    const moved = await amendWithTags(git, root, { commit: old, key: 'OKR', ids: ['k1'] });
    assert.ok(!moved.ok && moved.error.detail.includes('another commit'));
    repository.write('a', 'x\n');
    repository.git('add', 'a');
    const staged = await amendWithTags(git, root, { commit: head, key: 'OKR', ids: ['k1'] });
    assert.ok(!staged.ok && staged.error.detail.includes('staged'));
    assert.equal(repository.git('rev-parse', 'HEAD'), head);
  });

  it('keeps the message where a hook of the user refuses the amend', async () => {
    const { root } = repository;
    const head = repository.commit('work');
    repository.write('.git/hooks/commit-msg', '#!/bin/sh\necho "no ticket" >&2\nexit 1\n');
    repository.git('config', 'core.hooksPath', join(root, '.git', 'hooks'));
    const { chmodSync } = await import('node:fs');
    chmodSync(join(root, '.git', 'hooks', 'commit-msg'), 0o755);
    const refused = await amendWithTags(git, root, { commit: head, key: 'OKR', ids: ['k1'] });
    assert.ok(!refused.ok && refused.error.detail.includes('no ticket'));
    assert.equal(repository.git('rev-parse', 'HEAD'), head);
  });
});
