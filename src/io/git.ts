import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { CatFile } from './catFile';
import { environment, READING_CONFIG, type RunOptions } from './gitEnvironment';
import { tooOld } from './gitVersion';
import type { GitFailure, GitStreamPort, Result, StreamOptions } from './ports';

export interface GitOptions {
  /** The executable; `git` on the PATH unless given. */
  readonly path?: string;
}

const OUTPUT_LIMIT = 64 * 1024 * 1024;
const ERROR_LIMIT = 64 * 1024;
/** Enough for one branch's questions at once, few enough for a small machine. */
const AT_ONCE = 6;

/** What git says of a repository that is somebody else's; the second is git 2.35's. */
const UNTRUSTED = /dubious ownership|unsafe repository/;

/**
 * The one place that starts a process: git, without a shell. Writing acts as the user's own command would:
 * with their hooks, their signing (which may ask for a passphrase), their file monitor and their language. It fetches
 * nothing either, unless told that it may.
 */
export function createGit(options: GitOptions = {}): GitStreamPort {
  const path = options.path ?? 'git';
  const slots = new Slots(AT_ONCE);
  const age = new Age(path);
  const runBytes = async (
    cwd: string,
    args: readonly string[],
    run: RunOptions = {},
  ): Promise<Result<Buffer, GitFailure>> => {
    await slots.enter();
    try {
      // The first answer is not kept waiting for the version; what an old git would write is never written.
      const reading = run.writes ? undefined : runGit(path, cwd, args, run);
      const refusal = await age.refusal(cwd);
      if (refusal !== undefined) return { ok: false, error: { kind: 'git-old', code: -1, detail: refusal } };
      return await (reading ?? runGit(path, cwd, args, run));
    } finally {
      slots.leave();
    }
  };
  return {
    runBytes,
    run: async (cwd, args, run) => {
      const ended = await runBytes(cwd, args, run);
      return ended.ok ? { ok: true, value: ended.value.toString('utf8') } : ended;
    },
    stream: async (cwd, args, each, run = {}) => {
      const refusal = await age.refusal(cwd);
      if (refusal !== undefined) return { ok: false, error: { kind: 'git-old', code: -1, detail: refusal } };
      return streamGit(path, cwd, args, each, run);
    },
    objects: (cwd) => new CatFile(() => start(path, cwd, ['cat-file', '--batch'], { eager: true })),
  };
}

class Slots {
  private readonly waiting: (() => void)[] = [];
  constructor(private free: number) {}

  async enter(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}

/** Asks for git's version with the first run, and again only where it was no good: it may be another one by then. */
class Age {
  private asked: Promise<string | undefined> | undefined;
  constructor(private readonly path: string) {}

  async refusal(cwd: string): Promise<string | undefined> {
    this.asked ??= runGit(this.path, cwd, ['version'], {}).then((version) => {
      const refusal = version.ok ? tooOld(version.value.toString('utf8')) : undefined;
      if (!version.ok || refusal !== undefined) this.asked = undefined;
      return refusal;
    });
    return this.asked;
  }
}

/** Git that only reads, for as long as it takes. */
function start(path: string, cwd: string, args: readonly string[], run: StreamOptions): ChildProcess {
  const { GIT_FLUSH: _, ...early } = environment({});
  const child = spawn(path, ['--no-pager', ...READING_CONFIG, ...args], {
    cwd,
    env: {
      ...(run.eager ? early : environment({})),
      ...(run.graftFile === undefined ? {} : { GIT_GRAFT_FILE: run.graftFile }),
    },
    shell: false,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // Git may end before it has read everything.
  child.stdin?.on('error', () => undefined);
  return child;
}

async function streamGit(
  path: string,
  cwd: string,
  args: readonly string[],
  each: (piece: Uint8Array) => void | Promise<void>,
  run: StreamOptions,
): Promise<Result<void, GitFailure>> {
  const { signal } = run;
  if (signal?.aborted) return { ok: false, error: CANCELED };
  let child: ChildProcess;
  try {
    child = start(path, cwd, args, run);
  } catch (error) {
    // An argument with a NUL, for example.
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { kind: 'git-failed', code: -1, detail } };
  }
  const ended = endOf(child, cwd);
  const stop = (): void => {
    child.kill();
  };
  signal?.addEventListener('abort', stop, { once: true });
  if (run.background && child.pid !== undefined) lower(child.pid);
  child.stdin?.end(run.input ?? '');
  try {
    for await (const piece of child.stdout ?? []) {
      if (signal?.aborted) break;
      await each(piece);
      if (!run.eager && piece.length < FULL_BYTES) await sleep(GATHERING_MS);
    }
  } catch (error) {
    // Killed while it was being read; anything else is the reader's.
    if (!signal?.aborted) throw error;
  } finally {
    stop();
    signal?.removeEventListener('abort', stop);
  }
  const end = await ended;
  return signal?.aborted ? { ok: false, error: CANCELED } : end;
}

const CANCELED: GitFailure = { kind: 'canceled', code: -1, detail: 'canceled' };

/** Git writes some kB at a time. To wake up for each costs more than to read it: a pipe holds 64 kB. */
const FULL_BYTES = 1 << 15;
const GATHERING_MS = 4;

/** Where the system does not allow it, it runs as everything else. */
function lower(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It may also have ended already.
  }
}

function endOf(child: ChildProcess, cwd: string): Promise<Result<void, GitFailure>> {
  const err: Buffer[] = [];
  let errSize = 0;
  child.stderr?.on('data', (chunk: Buffer) => {
    errSize += chunk.length;
    if (errSize <= ERROR_LIMIT) err.push(chunk);
  });
  return new Promise((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      const kind = error.code === 'ENOENT' && existsSync(cwd) ? 'git-missing' : 'git-failed';
      resolve({ ok: false, error: { kind, code: -1, detail: error.message } });
    });
    child.on('close', (code) => {
      if (code === 0) resolve({ ok: true, value: undefined });
      else resolve({ ok: false, error: failureOf(code, Buffer.concat(err).toString('utf8').trim()) });
    });
  });
}

function failureOf(code: number | null, detail: string): GitFailure {
  return { kind: UNTRUSTED.test(detail) ? 'git-untrusted' : 'git-failed', code: code ?? -1, detail };
}

function runGit(
  path: string,
  cwd: string,
  args: readonly string[],
  run: RunOptions,
): Promise<Result<Buffer, GitFailure>> {
  const { input, signal, writes = false } = run;
  return new Promise((resolve) => {
    const fail = (kind: GitFailure['kind'], code: number, detail: string): void =>
      resolve({ ok: false, error: { kind, code, detail } });
    if (signal?.aborted) {
      fail('canceled', -1, 'canceled');
      return;
    }
    let child: ChildProcess;
    try {
      child = spawn(path, ['--no-pager', ...(writes ? [] : READING_CONFIG), ...args], {
        cwd,
        env: environment(run),
        shell: false,
        windowsHide: true,
        stdio: ['pipe', 'pipe', 'pipe'],
      });
    } catch (error) {
      // An argument with a NUL, for example.
      fail('git-failed', -1, error instanceof Error ? error.message : String(error));
      return;
    }
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let outSize = 0;
    let errSize = 0;
    let tooLarge = false;
    const stop = (): void => {
      child.kill();
    };
    signal?.addEventListener('abort', stop, { once: true });
    child.stdout?.on('data', (chunk: Buffer) => {
      outSize += chunk.length;
      if (outSize <= OUTPUT_LIMIT) {
        out.push(chunk);
        return;
      }
      tooLarge = true;
      child.kill();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      errSize += chunk.length;
      if (errSize <= ERROR_LIMIT) err.push(chunk);
    });
    // Git may end before it has read everything.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
    child.on('error', (error: NodeJS.ErrnoException) => {
      signal?.removeEventListener('abort', stop);
      // A missing folder is reported as a missing executable is.
      const missing = error.code === 'ENOENT' && existsSync(cwd);
      fail(missing ? 'git-missing' : 'git-failed', -1, error.message);
    });
    child.on('close', (code) => {
      signal?.removeEventListener('abort', stop);
      const detail = Buffer.concat(err).toString('utf8').trim();
      if (signal?.aborted) fail('canceled', -1, 'canceled');
      else if (tooLarge) fail('too-large', -1, `more than ${OUTPUT_LIMIT / 1024 / 1024} MB`);
      else if (code === 0) resolve({ ok: true, value: Buffer.concat(out) });
      else resolve({ ok: false, error: failureOf(code, detail) });
    });
  });
}
