import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGit } from '../../../../src/io/git';
import { planRetag } from '../../../../src/work/retag/plan';
import { retag } from '../../../../src/work/retag/retag';
import { undoRetag } from '../../../../src/work/retag/undo';
import { GitRepository, ISOLATED } from '../../../support/gitRepository';
import { placeOf, planned, refusalOf, requestFor, retagged } from '../../../support/retagging';

const NO_CONSENT = { dropSignatures: false };

describe('retag refuses, and has changed nothing', () => {
  let repository: GitRepository;
  let one: string;
  let two: string;

  beforeEach(() => {
    repository = new GitRepository();
    one = repository.commit('one\n');
    two = repository.commit('two\n');
  });
  afterEach(() => repository.dispose());

  const place = () => placeOf(repository.root);
  const allRefs = (): string =>
    repository.git('show-ref', '--head') + repository.git('status', '--branch', '--porcelain');
  const refused = async (commits: readonly string[] = [one]): Promise<string | undefined> => {
    const before = allRefs();
    const kind = refusalOf(await planRetag(await place(), requestFor(commits)));
    assert.equal(allRefs(), before);
    return kind;
  };
  const attempt = (...args: string[]): void => {
    assert.throws(() => repository.git(...args));
  };

  it('on a branch without a commit', async () => {
    repository.git('symbolic-ref', 'HEAD', 'refs/heads/fresh');
    assert.equal(await refused(), 'unborn');
    assert.equal(refusalOf(await undoRetag(await place())), 'unborn');
  });

  it('while something is under way', async () => {
    const under = async (): Promise<void> => {
      assert.equal(await refused(), 'operation');
      assert.equal(refusalOf(await undoRetag(await place())), 'operation');
    };
    repository.write('a', 'main\n');
    repository.git('add', 'a');
    repository.commit('a\n');
    repository.git('checkout', '--quiet', '-b', 'side', two);
    repository.write('a', 'side\n');
    repository.git('add', 'a');
    const side = repository.commit('b\n');
    attempt('merge', '--quiet', 'main');
    await under();
    repository.git('merge', '--abort');
    attempt('cherry-pick', 'main');
    await under();
    repository.git('cherry-pick', '--abort');
    attempt('rebase', '--quiet', 'main');
    await under();
    repository.git('rebase', '--abort');
    repository.git('commit', '--quiet', '-m', 'c', '--allow-empty');
    repository.write('a', 'other\n');
    repository.git('commit', '--quiet', '-am', 'd');
    attempt('revert', '--no-edit', side);
    await under();
    repository.git('revert', '--abort');
    repository.git('bisect', 'start');
    await under();
    repository.git('bisect', 'reset');
    assert.equal(await refused([side]), undefined);
  });

  it('where a lock says that another git is at work', async () => {
    for (const lock of ['index.lock', 'HEAD.lock', 'packed-refs.lock', 'refs/heads/main.lock']) {
      repository.write(`.git/${lock}`, '');
      assert.equal(await refused(), 'locked', lock);
      rmSync(join(repository.root, '.git', lock));
    }
    assert.equal(await refused(), undefined);
  });

  it('where the branch moved since the plan, or another one is checked out', async () => {
    const plan = await planned(await place(), requestFor([one]));
    const three = repository.commit('three\n');
    assert.equal(refusalOf(await retag(await place(), plan, NO_CONSENT)), 'moved');
    assert.equal(repository.git('rev-parse', 'main'), three);
    repository.git('checkout', '--quiet', '-b', 'side', two);
    assert.equal(refusalOf(await retag(await place(), plan, NO_CONSENT)), 'moved');
  });

  it('where the branch moves at the last moment', async () => {
    const real = createGit();
    const moving = await placeOf(repository.root, {
      ...real,
      run: (root, args, options) => {
        if (args[0] === 'update-ref') repository.commit('three\n');
        return real.run(root, args, options);
      },
    });
    const plan = await planned(moving, requestFor([one]));
    assert.equal(refusalOf(await retag(moving, plan, NO_CONSENT)), 'moved');
    assert.equal(repository.git('log', '-1', '--format=%s%d', 'main'), 'three (HEAD -> main)');
    assert.equal(repository.git('for-each-ref', 'refs/throughline'), '');
  });

  it('what somebody else has, also where it was pushed since the plan', async () => {
    const plan = await planned(await place(), requestFor([one]));
    repository.git('update-ref', 'refs/remotes/origin/main', one);
    assert.equal(await refused([one]), 'pushed');
    assert.equal(await refused([one, two]), 'pushed');
    assert.equal(await refused([two]), undefined);
    assert.equal(refusalOf(await retag(await place(), plan, NO_CONSENT)), 'pushed');
    const noting = await planned(await place(), requestFor([one], { pushed: 'note' }));
    assert.deepEqual([noting.noted, noting.rewritten], [[one], []]);
  });

  it('commits of another branch', async () => {
    repository.git('checkout', '--quiet', '-b', 'side', one);
    assert.equal(await refused([two]), 'not-here');
  });

  it('a message without a subject', async () => {
    const empty = repository.git('commit-tree', '-p', 'HEAD', 'HEAD^{tree}', '-m', '');
    repository.git('reset', '--quiet', '--soft', empty);
    assert.equal(await refused([empty]), 'no-subject');
    assert.equal(await refused([two]), undefined);
  });

  it('at the edge of a shallow clone, and not above it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-shallow-'));
    try {
      const clone = join(folder, 'clone');
      const three = repository.commit('three\n');
      repository.git('clone', '--quiet', '--depth=2', `file://${repository.root}`, clone);
      execFileSync('git', ['update-ref', '-d', 'refs/remotes/origin/main'], {
        cwd: clone,
        env: { ...process.env, ...ISOLATED },
      });
      execFileSync('git', ['symbolic-ref', '-d', 'refs/remotes/origin/HEAD'], { cwd: clone });
      const there = await placeOf(clone);
      assert.equal(refusalOf(await planRetag(there, requestFor([two]))), 'shallow');
      const { tip } = await retagged(there, requestFor([three]));
      assert.equal(
        execFileSync('git', ['rev-parse', `${tip}^`], { cwd: clone, encoding: 'utf8' }).trim(),
        two,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('commits that a replacement or a graft makes look like others', async () => {
    const three = repository.commit('three\n');
    repository.git('replace', two, repository.git('commit-tree', '-m', 'other', 'HEAD^{tree}'));
    assert.equal(await refused([one]), 'replaced');
    assert.equal(await refused([three]), undefined);
    repository.git('replace', '-d', two);
    repository.write('.git/info/grafts', `${three} ${one}\n`);
    assert.equal(await refused([three]), 'replaced');
  });

  it('where the backup of a branch that is gone stands in the way', async () => {
    repository.git('checkout', '--quiet', '-b', 'fix');
    const three = repository.commit('three\n');
    await retagged(await place(), requestFor([three]));
    repository.git('checkout', '--quiet', 'main');
    repository.git('branch', '-D', 'fix');
    repository.git('checkout', '--quiet', '-b', 'fix/more');
    assert.equal(await refused([two]), 'backup-in-the-way');
  });

  it('to undo twice, what was never done, and what is no longer what it made', async () => {
    assert.equal(refusalOf(await undoRetag(await place())), 'nothing-to-undo');
    const { tip } = await retagged(await place(), requestFor([one]));
    repository.commit('three\n');
    assert.equal(refusalOf(await undoRetag(await place())), 'changed-since');
    repository.git('reset', '--quiet', '--soft', tip);
    repository.git('update-ref', 'refs/remotes/origin/main', `${tip}^`);
    assert.equal(refusalOf(await undoRetag(await place())), 'pushed');
    repository.git('update-ref', '-d', 'refs/remotes/origin/main');
    assert.deepEqual(await undoRetag(await place()), { ok: true, value: { name: 'main', tip: two } });
    assert.equal(repository.git('for-each-ref', 'refs/throughline'), '');
    assert.equal(repository.git('rev-parse', 'HEAD'), two);
    assert.match(repository.git('reflog', '-1'), /throughline: undo the last retag/);
    assert.equal(refusalOf(await undoRetag(await place())), 'nothing-to-undo');
  });

  it('undoes the last of several only', async () => {
    const first = await retagged(await place(), requestFor([one]));
    await retagged(await place(), requestFor([first.tip], { ids: ['other'] }));
    assert.ok((await undoRetag(await place())).ok);
    assert.equal(repository.git('rev-parse', 'HEAD'), first.tip);
    assert.equal(refusalOf(await undoRetag(await place())), 'nothing-to-undo');
  });
});
