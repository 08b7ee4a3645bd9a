import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGit } from '../../../src/io/git';
import { readExplicitLink } from '../../../src/work/explicitLink';
import { branchExists, createBranch, linkStarted, switchBranch } from '../../../src/work/startBranch';
import { restoreEnvironment } from '../../support/environment';
import { GitRepository, ISOLATED } from '../../support/gitRepository';

const git = createGit();
const RULES = [{ pattern: 'signup/**', serves: ['a.b'] }];

describe('starting work', () => {
  let repository: GitRepository;
  let first: string;
  const before = { ...process.env };

  beforeEach(() => {
    Object.assign(process.env, ISOLATED, { LC_ALL: 'C' });
    repository = new GitRepository();
    repository.write('file', 'one\n');
    repository.git('add', '.');
    first = repository.commit('one');
    repository.write('file', 'two\n');
    repository.git('commit', '--quiet', '--all', '-m', 'two');
  });

  afterEach(() => {
    repository.dispose();
    restoreEnvironment(before);
  });

  const here = (): string => repository.git('symbolic-ref', '--short', 'HEAD');
  const text = (): string => readFileSync(join(repository.root, 'file'), 'utf8');
  const linked = async (name: string): Promise<unknown> => {
    const read = await readExplicitLink(git, repository.root, name);
    return read.ok && read.value;
  };

  for (const name of [
    'signup/one-tap',
    'it\'s-"odd"',
    'größe/日本',
    'a.b-c_d',
    '{x}',
    '$(touch x)'.replace(' ', '-'),
  ]) {
    it(`makes and checks out a branch named ${name}, with what is not committed`, async () => {
      repository.write('file', 'mine\n');
      assert.deepEqual(await branchExists(git, repository.root, name), { ok: true, value: false });
      assert.deepEqual(await createBranch(git, repository.root, name), { ok: true, value: undefined });
      assert.deepEqual(await branchExists(git, repository.root, name), { ok: true, value: true });
      assert.deepEqual([here(), text()], [name, 'mine\n']);
    });
  }

  it('starts at another commit without tracking anything', async () => {
    repository.git('update-ref', 'refs/remotes/origin/main', first);
    repository.git('config', 'branch.autoSetupMerge', 'always');
    assert.ok((await createBranch(git, repository.root, 'fix', first)).ok);
    assert.equal(repository.git('rev-parse', 'HEAD'), first);
    assert.throws(() => repository.git('config', '--get', 'branch.fix.merge'));
  });

  it('loses nothing where git refuses: changed files, a branch that is there, a merge under way', async () => {
    repository.write('file', 'mine\n');
    const overwriting = await createBranch(git, repository.root, 'fix', first);
    assert.match(overwriting.ok ? '' : overwriting.error.detail, /overwritten/);
    assert.deepEqual([here(), text()], ['main', 'mine\n']);
    assert.deepEqual(await branchExists(git, repository.root, 'fix'), { ok: true, value: false });

    repository.git('checkout', '--quiet', '--', 'file');
    repository.git('branch', 'other', first);
    const taken = await createBranch(git, repository.root, 'other');
    assert.match(taken.ok ? '' : taken.error.detail, /already exists/);
    assert.equal(repository.git('rev-parse', 'other'), first);

    repository.git('switch', '--quiet', 'other');
    repository.write('file', 'three\n');
    repository.git('commit', '--quiet', '--all', '-m', 'three');
    assert.throws(() => repository.git('merge', '--quiet', 'main'));
    const merging = await createBranch(git, repository.root, 'fix');
    assert.match(merging.ok ? '' : merging.error.detail, /merging/);
    assert.equal(here(), 'other');
  });

  it('works before the first commit and from a detached HEAD', async () => {
    const empty = new GitRepository();
    try {
      assert.ok((await createBranch(git, empty.root, 'signup/first')).ok);
      assert.equal(empty.git('symbolic-ref', '--short', 'HEAD'), 'signup/first');
    } finally {
      empty.dispose();
    }
    repository.git('switch', '--quiet', '--detach', first);
    assert.ok((await createBranch(git, repository.root, 'fix')).ok);
    assert.deepEqual([here(), repository.git('rev-parse', 'HEAD')], ['fix', first]);
  });

  it('runs the hooks that the user has, as their own switch would', async () => {
    repository.write('.git/hooks/post-checkout', '#!/bin/sh\ntouch was-here\n');
    chmodSync(join(repository.root, '.git/hooks/post-checkout'), 0o755);
    assert.ok((await createBranch(git, repository.root, 'fix')).ok);
    assert.ok(existsSync(join(repository.root, 'was-here')));
  });

  it('switches to a local branch only', async () => {
    repository.git('branch', 'local', first);
    assert.ok((await switchBranch(git, repository.root, 'local')).ok);
    assert.equal(here(), 'local');
    repository.git('update-ref', 'refs/remotes/origin/theirs', first);
    repository.git('config', 'remote.origin.url', 'https://example.invalid/x');
    repository.git('config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
    assert.equal((await switchBranch(git, repository.root, 'theirs')).ok, false);
    assert.deepEqual(await branchExists(git, repository.root, 'theirs'), { ok: true, value: false });
  });

  it('links by hand where the name does not', async () => {
    const link = (name: string, ids = ['A.B', 'old']) => linkStarted(git, repository.root, name, ids, RULES);
    assert.deepEqual(await link('signup/x'), { ok: true, value: 'name' });
    assert.deepEqual(await linked('signup/x'), []);
    assert.deepEqual(await link('other/x'), { ok: true, value: 'hand' });
    assert.deepEqual(await linked('other/x'), ['A.B']);
    assert.deepEqual(await link('other/x', ['c']), { ok: true, value: 'hand' });
    assert.deepEqual(await link('other/x', ['new', 'a.b']), { ok: true, value: 'hand' });
    assert.deepEqual(await linked('other/x'), ['A.B', 'c']);
    // What somebody linked by hand hides the pattern.
    repository.git('config', 'branch.signup/y.okr', 'c');
    assert.deepEqual(await link('signup/y'), { ok: true, value: 'hand' });
    assert.deepEqual(await linked('signup/y'), ['c', 'A.B']);
  });
});
