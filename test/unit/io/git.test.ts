import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGit } from '../../../src/io/git';
import { watchHead } from '../../../src/io/refWatch';
import { GitRepository } from '../../support/gitRepository';

describe('git', () => {
  let repository: GitRepository;
  beforeEach(() => {
    repository = new GitRepository();
  });
  afterEach(() => repository.dispose());

  it('says that git is missing', async () => {
    const run = await createGit({ path: join(tmpdir(), 'no-such-git') }).run(repository.root, ['version']);
    assert.ok(!run.ok && run.error.kind === 'git-missing');
  });

  it('gives what git said where it failed', async () => {
    const run = await createGit().run(repository.root, ['rev-parse', '--verify', 'nothing']);
    assert.ok(
      !run.ok &&
        run.error.kind === 'git-failed' &&
        run.error.code === 128 &&
        run.error.detail.includes('fatal'),
    );
  });

  it('stops when told', async () => {
    const stop = new AbortController();
    const run = createGit().run(repository.root, ['hash-object', '--stdin-paths'], { signal: stop.signal });
    stop.abort();
    const ended = await run;
    assert.ok(ended.ok || ended.error.kind === 'canceled');
    const never = await createGit().run(repository.root, ['version'], { signal: stop.signal });
    assert.ok(!never.ok && never.error.kind === 'canceled');
  });

  it('looks where it is told, whatever the environment says', async () => {
    process.env.GIT_DIR = '/nonexistent';
    try {
      const run = await createGit().run(repository.root, ['rev-parse', '--is-inside-work-tree']);
      assert.deepEqual(run, { ok: true, value: 'true\n' });
    } finally {
      delete process.env.GIT_DIR;
    }
  });

  it('runs no monitor and no hook of the repository while reading', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-canary-'));
    const canary = join(folder, 'canary');
    const script = join(folder, 'run');
    writeFileSync(script, `#!/bin/sh\ntouch '${canary}'\n`);
    chmodSync(script, 0o755);
    repository.git('config', 'core.fsmonitor', script);
    repository.git('config', 'core.pager', script);
    repository.git('config', 'log.showSignature', 'true');
    repository.git('config', 'gpg.program', script);
    repository.commit('one');
    rmSync(canary, { force: true });
    await createGit().run(repository.root, ['log', '-1', '--format=%H']);
    await createGit().run(repository.root, ['diff-index', '--cached', '--quiet', 'HEAD', '--']);
    assert.equal(existsSync(canary), false);
    rmSync(folder, { recursive: true });
  });
});

describe('watchHead', () => {
  it('hears of a switch, a commit, a reset and a link, and of nothing after it was stopped', async () => {
    const repository = new GitRepository();
    repository.commit('one');
    repository.commit('two');
    const gitDir = join(repository.root, '.git');
    let heard = 0;
    const stop = watchHead({ gitDir, commonDir: gitDir }, () => {
      heard += 1;
    });
    const hears = async (act: () => void): Promise<void> => {
      await sleep(60);
      const before = heard;
      act();
      const deadline = Date.now() + 5000;
      while (heard === before && Date.now() < deadline) await sleep(5);
      assert.notEqual(heard, before);
    };
    try {
      await hears(() => repository.git('switch', '--quiet', '-c', 'topic'));
      await hears(() => repository.commit('three'));
      await hears(() => repository.git('reset', '--quiet', '--hard', 'HEAD~1'));
      await hears(() => repository.git('config', 'branch.topic.okr', 'k1'));
      await sleep(60);
      stop();
      const before = heard;
      repository.git('switch', '--quiet', 'main');
      await sleep(200);
      assert.equal(heard, before);
    } finally {
      stop();
      repository.dispose();
    }
  });

  it('does not mind folders that are not there', () => {
    watchHead({ gitDir: '/nonexistent', commonDir: '/nonexistent' }, () => undefined)();
  });
});
