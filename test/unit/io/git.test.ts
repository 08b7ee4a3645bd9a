import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGit } from '../../../src/io/git';
import { restoreEnvironment } from '../../support/environment';
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

  it('tells a missing folder from a missing git', async () => {
    const run = await createGit().run(join(repository.root, 'nowhere'), ['version']);
    assert.ok(!run.ok && run.error.kind === 'git-failed');
  });

  it('hands over a long answer in pieces, one at a time', async () => {
    const git = createGit();
    repository.commit('one');
    repository.git('config', 'core.bigFileThreshold', '512m');
    repository.write('large', `${'x'.repeat(99)}\n`.repeat(5_000));
    repository.git('add', '.');
    repository.commit('two');
    let busy = false;
    let size = 0;
    const read = await git.stream(repository.root, ['show', 'HEAD:large'], async (piece) => {
      assert.equal(busy, false);
      busy = true;
      await new Promise((resolve) => setImmediate(resolve));
      size += piece.length;
      busy = false;
    });
    assert.deepEqual([read.ok, size], [true, 500_000]);
  });

  it('ends a stream that failed, that nobody wants any more, or whose reader fails', async () => {
    const git = createGit();
    repository.commit('one');
    const failed = await git.stream(repository.root, ['log', 'nowhere'], () => undefined);
    assert.ok(!failed.ok && failed.error.kind === 'git-failed' && failed.error.detail.includes('nowhere'));
    const stop = new AbortController();
    const stopped = await git.stream(repository.root, ['log', '-z'], () => stop.abort(), {
      signal: stop.signal,
    });
    assert.ok(!stopped.ok && stopped.error.kind === 'canceled');
    const broken = git.stream(repository.root, ['log'], () => {
      throw new Error('of the reader');
    });
    await assert.rejects(broken, /of the reader/);
    const missing = await createGit({ path: join(tmpdir(), 'no-such-git') }).stream(
      repository.root,
      ['log'],
      () => undefined,
    );
    assert.ok(!missing.ok && missing.error.kind === 'git-missing');
  });

  it('answers for one commit after the other, and goes on after one that is none', async () => {
    const objects = createGit().objects(repository.root);
    try {
      const one = repository.commit('one');
      const tree = repository.git('rev-parse', 'HEAD^{tree}');
      const textOf = async (id: string) => new TextDecoder().decode(await objects.commit(id));
      const all = await Promise.all([one, 'f'.repeat(40), tree].map((id) => objects.commit(id)));
      assert.deepEqual(
        all.map((bytes) => bytes !== undefined),
        [true, false, false],
      );
      const two = repository.commit('two');
      assert.match(await textOf(two), new RegExp(`^tree ${tree}\nparent ${one}\n[^]*\n\ntwo$`));
      repository.git('gc', '--quiet', '--prune=now');
      assert.match(await textOf(one), /\n\none$/);
      objects.dispose();
      assert.match(await textOf(two), /\n\ntwo$/);
    } finally {
      objects.dispose();
    }
  });

  it('takes an argument that no system takes for a failure of git', async () => {
    const run = await createGit().run(repository.root, ['for-each-ref', 'refs/tags/v\0']);
    assert.ok(!run.ok && run.error.kind === 'git-failed');
  });

  it('writes as the user would: with their hooks, language and passphrase prompt', async () => {
    const seen = join(repository.root, '.git', 'seen');
    repository.write('.git/hooks/pre-commit', `#!/bin/sh\nenv > '${seen}'\n`);
    chmodSync(join(repository.root, '.git', 'hooks', 'pre-commit'), 0o755);
    repository.git('config', 'core.hooksPath', join(repository.root, '.git', 'hooks'));
    repository.identify();
    const before = { ...process.env };
    Object.assign(process.env, { LC_ALL: 'C.UTF-8', SSH_ASKPASS: '/ask' });
    try {
      const args = ['commit', '--allow-empty', '--file=-'];
      const run = await createGit().run(repository.root, args, { input: 'one', writes: true });
      assert.ok(run.ok, JSON.stringify(run));
    } finally {
      restoreEnvironment(before);
    }
    const env = readFileSync(seen, 'utf8').split('\n');
    for (const line of ['LC_ALL=C.UTF-8', 'SSH_ASKPASS=/ask', 'GIT_TERMINAL_PROMPT=0']) {
      assert.ok(env.includes(line), line);
    }
  });

  it('fetches nothing while it writes either, unless told that it may', async () => {
    const seen = join(repository.root, '.git', 'seen');
    repository.write('.git/hooks/reference-transaction', `#!/bin/sh\nenv > '${seen}'\n`);
    chmodSync(join(repository.root, '.git', 'hooks', 'reference-transaction'), 0o755);
    const commit = repository.commit('one');
    const never = ['GIT_NO_LAZY_FETCH=1', 'GIT_ALLOW_PROTOCOL=none'];
    for (const [fetches, expected] of [
      [false, never],
      [true, []],
    ] as const) {
      const args = ['update-ref', `refs/heads/fetches-${fetches}`, commit];
      const run = await createGit().run(repository.root, args, { writes: true, fetches });
      assert.ok(run.ok, JSON.stringify(run));
      const env = readFileSync(seen, 'utf8').split('\n');
      assert.deepEqual(
        never.filter((line) => env.includes(line)),
        expected,
      );
    }
  });

  it('runs many at once, each with its own answer', async () => {
    const git = createGit();
    const numbers = Array.from({ length: 20 }, (_, index) => String(index));
    const answers = await Promise.all(
      numbers.map((number) => git.run(repository.root, ['stripspace'], { input: number })),
    );
    assert.deepEqual(
      answers.map((answer) => answer.ok && answer.value),
      numbers.map((number) => `${number}\n`),
    );
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
