import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { createGit } from '../../../../src/io/git';
import { planRetag } from '../../../../src/work/retag/plan';
import { retag } from '../../../../src/work/retag/retag';
import { undoRetag } from '../../../../src/work/retag/undo';
import { skipBecause } from '../../../steps/skipBecause';
import { Died, dyingGit, watchedGit } from '../../../support/dyingGit';
import { GitRepository, ISOLATED } from '../../../support/gitRepository';
import { placeOf, planned, requestFor, retagged } from '../../../support/retagging';

const CONSENT = { dropSignatures: false };
const SOURCE = resolve(__dirname, '../../../support/retagProcess.ts');

describe('a retag that is cut short', () => {
  let original: GitRepository;
  let folder: string;
  let one: string;
  let old: string;
  let program: string;

  /** A merge, notes, a commit that is pushed. */
  before(() => {
    original = new GitRepository();
    original.identify();
    folder = mkdtempSync(join(tmpdir(), 'throughline-cut-'));
    program = join(folder, 'retag.cjs');
    buildSync({ entryPoints: [SOURCE], bundle: true, platform: 'node', outfile: program });
    const root = original.commit('root\n');
    original.git('update-ref', 'refs/remotes/origin/main', root);
    one = original.commit('one\n');
    original.git('checkout', '--quiet', '-b', 'side');
    original.commit('side\n');
    original.git('checkout', '--quiet', 'main');
    original.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'side');
    old = original.commit('last\n');
    original.git('notes', '--ref=okr', 'add', '-m', 'Kept.', one);
  });

  after(() => {
    original.dispose();
    rmSync(folder, { recursive: true });
  });

  let tested = false;
  let copies = 0;
  const copy = (): string => {
    copies += 1;
    const root = join(folder, `copy-${copies}`);
    cpSync(original.root, root, { recursive: true });
    return root;
  };
  const gitIn = (root: string, ...args: string[]): string =>
    execFileSync('git', args, {
      cwd: root,
      env: { ...process.env, ...ISOLATED },
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  const tagged = (root: string): string[] =>
    gitIn(
      root,
      'log',
      '--first-parent',
      '--reverse',
      '--format=%s:%(trailers:key=OKR,valueonly,separator=)',
    ).split('\n');
  const UNTAGGED = ['root:', 'one:', 'merge:', 'last:'];
  const TAGGED = ['root:', 'one:reach.users', 'merge:', 'last:'];

  /** Wholly old or wholly new, whatever happened; nothing is lost, and doing it again works. */
  const assertSound = async (root: string, what: string): Promise<void> => {
    assert.equal(gitIn(root, 'fsck', '--no-dangling'), '', what);
    const isUntouched = gitIn(root, 'for-each-ref') === original.git('for-each-ref');
    // What is as it was at the start is known to work.
    if (isUntouched && tested && !filesIn(join(root, '.git')).some((path) => path.endsWith('.lock'))) {
      rmSync(root, { recursive: true });
      return;
    }
    tested ||= isUntouched;
    const tip = gitIn(root, 'rev-parse', 'main');
    assert.deepEqual(tagged(root), tip === old ? UNTAGGED : TAGGED, what);
    if (tip !== old) assert.equal(gitIn(root, 'rev-parse', 'refs/throughline/backup/main'), old, what);
    assert.equal(gitIn(root, 'rev-parse', 'main@{0}'), tip, what);
    assert.equal(gitIn(root, 'notes', '--ref=okr', 'show', one), 'Kept.', what);
    assert.equal(gitIn(root, 'status', '--porcelain'), '', what);
    const place = await placeOf(root);
    const again = tip === old ? one : gitIn(root, 'rev-parse', 'main~2');
    await retagged(place, requestFor([again]));
    assert.deepEqual(tagged(root), TAGGED, what);
    assert.equal(gitIn(root, 'notes', '--ref=okr', 'show', 'main~2'), 'Kept.', what);
    const undone = await undoRetag(place);
    assert.ok(undone.ok && gitIn(root, 'rev-parse', 'main') === old, `${what} ${JSON.stringify(undone)}`);
    rmSync(root, { recursive: true });
  };

  /** What a retag that nobody disturbs asks git. */
  const listCalls = async (): Promise<string[]> => {
    const calls: string[] = [];
    const root = copy();
    const git = watchedGit(createGit(), (_call, run, command) => {
      calls.push(command);
      return run();
    });
    await retagged(await placeOf(root, git), requestFor([one]));
    await assertSound(root, 'undisturbed');
    return calls;
  };

  for (const moment of ['before', 'after'] as const) {
    it(`leaves the old or the new branch where it ends ${moment} any call of git`, async () => {
      const calls = (await listCalls()).length;
      for (let at = 1; at <= calls; at += 1) {
        const root = copy();
        const git = dyingGit(createGit(), at, moment, () => {
          throw new Died();
        });
        const place = await placeOf(root, git);
        await assert.rejects(retagged(place, requestFor([one])), Died, `call ${at}`);
        await assertSound(root, `${moment} call ${at}`);
      }
    });
  }

  it('leaves the old or the new branch where any call of git fails', async () => {
    const calls = (await listCalls()).length;
    for (let at = 1; at <= calls; at += 1) {
      const root = copy();
      const real = createGit();
      let asked = 0;
      const fails = (): boolean => {
        asked += 1;
        return asked === at;
      };
      const failure = { ok: false, error: { kind: 'git-failed', code: 128, detail: 'fatal: no' } } as const;
      const place = await placeOf(root, {
        run: async (...question) => (fails() ? failure : real.run(...question)),
        runBytes: async (...question) => (fails() ? failure : real.runBytes(...question)),
      });
      const plan = await planRetag(place, requestFor([one]));
      if (plan.ok) await retag(place, plan.value, CONSENT);
      assert.ok(asked >= at);
      await assertSound(root, `call ${at}`);
    }
  });

  /** Runs a retag in a process of its own, which is to be killed. */
  const runKilled = async (...args: readonly string[]): Promise<void> => {
    const child = spawn(process.execPath, [program, ...args], {
      // A group of its own, so that the git that it leaves behind can be told.
      detached: true,
      env: { ...process.env, ...ISOLATED },
      stdio: 'inherit',
    });
    const [, signal] = await once(child, 'close');
    assert.equal(signal, 'SIGKILL', args.join(' '));
    const { pid = 0 } = child;
    while (isRunning(-pid)) await sleep(5);
  };

  it('leaves the old or the new branch where its process is killed at any call of git', async () => {
    const moments = ['before', 'during', 'after'] as const;
    for (const [index, command] of (await listCalls()).entries()) {
      const moment = WRITING.has(command) ? 'during' : (moments[index % 3] ?? 'during');
      const root = copy();
      await runKilled('die', root, one, String(index + 1), moment);
      await assertSound(root, `killed ${moment} ${command}`);
    }
  });

  it('leaves the old or the new branch where git is killed too, but for locks, which are named', async () => {
    for (const [index, command] of (await listCalls()).entries()) {
      for (const milliseconds of WRITING.has(command) ? [0, 3, 6] : []) {
        const root = copy();
        await runKilled('cut', root, one, String(index + 1), String(milliseconds));
        const locks = filesIn(join(root, '.git')).filter((path) => path.endsWith('.lock'));
        if (locks.includes('refs/heads/main.lock')) {
          const plan = await planRetag(await placeOf(root), requestFor([one]));
          assert.ok(!plan.ok && plan.error.kind === 'locked', locks.join());
        }
        for (const path of locks) rmSync(join(root, '.git', path));
        await assertSound(root, `cut ${milliseconds} ms into ${command}`);
      }
    }
  });

  it('lets one of two win that tag the same branch at once, and refuses the other', async () => {
    for (let round = 0; round < 3; round += 1) {
      const root = copy();
      const racers = ['first', 'second'].map((id) =>
        spawn(process.execPath, [program, 'race', root, one, id], {
          env: { ...process.env, ...ISOLATED },
          stdio: ['pipe', 'pipe', 'inherit'],
        }),
      );
      const outputs = racers.map(({ stdout }) => text(stdout));
      await Promise.all(racers.map(({ stdout }) => once(stdout, 'readable')));
      for (const { stdin } of racers) stdin.end('go\n');
      const ended = (await Promise.all(outputs)).map((output) => JSON.parse(output.replace('planned\n', '')));
      const [refused, ...others] = ended.filter(({ ok }) => !ok);
      assert.deepEqual([others, ended.filter(({ ok }) => ok).length], [[], 1], JSON.stringify(ended));
      assert.match(JSON.stringify(refused), /"moved"|"locked"|lock/);
      const winner = ended[0].ok ? 'first' : 'second';
      assert.equal(tagged(root)[1], `one:${winner}`);
      assert.equal(gitIn(root, 'rev-parse', 'refs/throughline/backup/main'), old);
      assert.equal(gitIn(root, 'fsck', '--no-dangling'), '');
    }
  });

  it('loses nothing on a full disk', async function () {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      skipBecause(this, 'a small disk can be mounted by root only');
    }
    try {
      const root = join(disk, 'repository');
      const filler = join(disk, 'filler');
      let full = 0;
      // From nothing left to enough, a page at a time.
      for (let pages = 0; ; pages += 1) {
        cpSync(original.root, root, { recursive: true });
        const { bavail, bsize } = statfsSync(disk);
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail - pages) * bsize));
        const place = await placeOf(root);
        const done = await retag(place, await planned(place, requestFor([one])), CONSENT);
        rmSync(filler);
        await assertSound(root, `${pages} pages left`);
        if (done.ok) break;
        full += 1;
      }
      assert.ok(full > 3, `${full}`);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('loses nothing where no file can be written', async () => {
    const limited = join(folder, 'limited-git');
    writeFileSync(limited, '#!/bin/sh\ntrap "" XFSZ\nulimit -f 0\nexec git "$@"\n');
    chmodSync(limited, 0o755);
    const root = copy();
    const place = await placeOf(root, createGit({ path: limited }));
    const done = await retag(place, await planned(place, requestFor([one])), CONSENT);
    assert.ok(!done.ok && done.error.kind === 'git');
    assert.equal(gitIn(root, 'rev-parse', 'main'), old);
    await assertSound(root, 'no file');
  });
});

const WRITING = new Set(['unpack-objects', 'notes', 'update-ref']);

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}

/** @param pid of a process, or less than zero for its group */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
