import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGit } from '../../../src/io/git';
import { watchHead } from '../../../src/io/refWatch';
import { readBranchWork } from '../../../src/work/branchWork';
import { readExplicitLink, writeExplicitLink } from '../../../src/work/explicitLink';
import { readHead, readLayout, readOperation } from '../../../src/work/repository';
import { undoRetag } from '../../../src/work/retag/undo';
import { createBranch } from '../../../src/work/startBranch';
import { amendWithTags } from '../../../src/work/tagging';
import { restoreEnvironment } from '../../support/environment';
import { GitRepository, ISOLATED } from '../../support/gitRepository';
import { installHook, removeHook } from '../../support/hookedRepository';
import { placeOf, requestFor, retagged } from '../../support/retagging';

const git = createGit();

/** A work tree, and where what git keeps of it lies. */
interface Place {
  readonly root: string;
  readonly gitDir: string;
  readonly commonDir: string;
}

/** Work trees that have no `.git` folder of their own, each made in an empty folder from a repository with commits. */
const PLACES: Readonly<Record<string, (folder: string, origin: string) => Place>> = {
  'a work tree of a bare repository': (folder, origin) => {
    const bare = join(folder, 'bare.git');
    run(folder, 'clone', '--quiet', '--bare', origin, bare);
    run(bare, 'worktree', 'add', '--quiet', '-b', 'topic', join(folder, 'tree'), 'main');
    return { root: join(folder, 'tree'), gitDir: join(bare, 'worktrees', 'tree'), commonDir: bare };
  },
  'a work tree whose bare repository lies hidden beside it': (folder, origin) => {
    const bare = join(folder, '.bare');
    run(folder, 'clone', '--quiet', '--bare', origin, bare);
    run(bare, 'worktree', 'add', '--quiet', '-b', 'topic', join(folder, 'topic'), 'main');
    return { root: join(folder, 'topic'), gitDir: join(bare, 'worktrees', 'topic'), commonDir: bare };
  },
  'a submodule': (folder, origin) => {
    const outer = join(folder, 'outer');
    run(folder, 'init', '--quiet', outer);
    run(outer, '-c', 'protocol.file.allow=always', 'submodule', 'add', '--quiet', origin, 'deep/inner');
    const root = join(outer, 'deep', 'inner');
    run(root, 'switch', '--quiet', '--create', 'topic');
    const gitDir = join(outer, '.git', 'modules', 'deep', 'inner');
    return { root, gitDir, commonDir: gitDir };
  },
  'a linked work tree of a submodule': (folder, origin) => {
    const { gitDir, root } = PLACES['a submodule']?.(folder, origin) ?? assert.fail();
    run(root, 'switch', '--quiet', 'main');
    run(root, 'branch', '--quiet', '--delete', 'topic');
    const linked = join(folder, 'linked');
    run(root, 'worktree', 'add', '--quiet', '-b', 'topic', linked);
    return { root: linked, gitDir: join(gitDir, 'worktrees', 'linked'), commonDir: gitDir };
  },
  'a work tree with its git directory elsewhere': (folder, origin) => {
    const root = join(folder, 'tree');
    const gitDir = join(folder, 'elsewhere.git');
    run(folder, 'clone', '--quiet', '--separate-git-dir', gitDir, origin, root);
    run(root, 'switch', '--quiet', '--create', 'topic');
    return { root, gitDir, commonDir: gitDir };
  },
};

function run(folder: string, ...args: string[]): string {
  // Whoever needs no folder for it may be in one that is not there yet.
  const env = { ...process.env, ...ISOLATED };
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
}

function value<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

describe('where the git directory is elsewhere', () => {
  let origin: GitRepository;
  let folder: string;
  const before = { ...process.env };

  beforeEach(() => {
    Object.assign(process.env, ISOLATED);
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-places-')));
    origin = new GitRepository();
    origin.write('file', 'one\n');
    origin.git('add', '.');
    origin.commit('Start');
  });

  afterEach(() => {
    origin.dispose();
    rmSync(folder, { recursive: true, force: true });
    restoreEnvironment(before);
  });

  for (const [what, make] of Object.entries(PLACES)) {
    it(`everything works in ${what}`, async () => {
      const place = make(folder, origin.root);
      const { root, gitDir, commonDir } = place;
      const layout = value(await readLayout(git, root));
      assert.deepEqual(layout, place);
      const branch = run(root, 'symbolic-ref', '--short', 'HEAD');
      assert.equal(branch, 'topic');

      // Linking: the configuration is that of all work trees.
      value(await writeExplicitLink(git, root, branch, ['k1']));
      assert.match(readFileSync(join(commonDir, 'config'), 'utf8'), /okr = k1/);
      assert.deepEqual(value(await readExplicitLink(git, root, branch)), ['k1']);

      // The hook, which git runs from there.
      const installed = await installHook(root);
      assert.ok('changes' in installed, JSON.stringify(installed));
      assert.ok(existsSync(join(commonDir, 'hooks', 'prepare-commit-msg')));
      run(root, 'commit', '--quiet', '--allow-empty', '-m', 'Work');
      const tagged = run(root, 'rev-parse', 'HEAD');
      const head = value(await readHead(git, root));
      assert.deepEqual(head, { kind: 'branch', name: 'topic', commit: tagged });
      const { commits } = value(await readBranchWork(git, root, head, { trailerKey: 'OKR', limit: 9 }));
      assert.deepEqual(
        commits.map(({ id, tags }) => [id, tags.map((tag) => tag.id)]),
        [[tagged, ['k1']]],
      );
      const removed = await removeHook(root);
      assert.ok('changes' in removed, JSON.stringify(removed));
      assert.ok(!existsSync(join(commonDir, 'hooks', 'prepare-commit-msg')));

      // Amend, retag and undo.
      run(root, 'commit', '--quiet', '--allow-empty', '-m', 'More');
      const commit = run(root, 'rev-parse', 'HEAD');
      const amended = value(await amendWithTags(git, root, { commit, key: 'OKR', ids: ['k2'] }));
      assert.equal(run(root, 'log', '-1', '--format=%B'), 'More\n\nOKR: k2');
      const there = await placeOf(root);
      const { tip } = await retagged(there, requestFor([tagged]));
      assert.equal(run(root, 'log', '-1', '--skip=1', '--format=%B'), 'Work\n\nOKR: reach.users\nOKR: k1');
      assert.equal(run(root, 'rev-parse', 'HEAD'), tip);
      assert.equal(value(await undoRetag(there)).tip, amended);
      assert.equal(run(root, 'status', '--porcelain'), '');

      // What is under way here is under way here only.
      run(root, 'bisect', 'start');
      const exists = async (path: string): Promise<boolean> => existsSync(path);
      assert.equal(await readOperation(place, exists), 'bisect');
      if (gitDir !== commonDir) {
        assert.equal(await readOperation({ ...place, gitDir: commonDir }, exists), undefined);
      }
      run(root, 'bisect', 'reset');

      // Starting work is seen by whoever watches.
      const heard = new Promise<void>((resolve) => {
        const stop = watchHead(place, () => {
          stop();
          resolve();
        });
      });
      value(await createBranch(git, root, 'next'));
      await heard;
      assert.equal(run(root, 'symbolic-ref', '--short', 'HEAD'), 'next');
    });
  }

  it('is no work tree in a bare repository itself, nor in a git directory', async () => {
    const bare = join(folder, 'bare.git');
    run(folder, 'clone', '--quiet', '--bare', origin.root, bare);
    assert.equal(value(await readLayout(git, bare)), undefined);
    assert.equal(value(await readLayout(git, join(origin.root, '.git'))), undefined);
  });

  it('keeps the link that was there where another git holds the configuration', async () => {
    value(await writeExplicitLink(git, origin.root, 'main', ['k1']));
    origin.write('.git/config.lock', '');
    const refused = await writeExplicitLink(git, origin.root, 'main', ['k2']);
    assert.ok(!refused.ok);
    assert.match(refused.error.detail, /could not lock config file .*config/);
    assert.deepEqual(value(await readExplicitLink(git, origin.root, 'main')), ['k1']);
    rmSync(join(origin.root, '.git', 'config.lock'));
    value(await writeExplicitLink(git, origin.root, 'main', ['k2']));
    assert.deepEqual(value(await readExplicitLink(git, origin.root, 'main')), ['k2']);
  });
});
