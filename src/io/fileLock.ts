import { randomUUID } from 'node:crypto';
import { lstat, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is done under such a lock takes milliseconds; an older one was left behind. */
const ABANDONED_MS = 5_000;
const LONGEST_WAIT_MS = 10_000;
const LONGEST_SLEEP_MS = 20;

/**
 * Does some short work while no other process of this machine that uses the same lock does any. The lock is a file that
 * names its process: where that one is gone, or the file is older than such work takes, it is taken over. Where it
 * can't be had at all, the work is done without.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mine = `${process.pid} ${randomUUID()}`;
  const deadline = Date.now() + LONGEST_WAIT_MS;
  let held = false;
  while (!held && Date.now() < deadline) {
    const made = await make(path, mine);
    held = made === 'made';
    if (made === 'impossible') break;
    if (!held && !(await takeAway(path))) await sleep(1 + Math.random() * LONGEST_SLEEP_MS);
  }
  try {
    return await work();
  } finally {
    if (held) await letGo(path, mine);
  }
}

const HEARTBEAT_MS = 1_000;

/**
 * The same kind of lock for work that takes long: it is kept young meanwhile.
 * @returns lets it go; `taken` where a living process has it, nothing where it can't be had at all
 */
export async function holdFileLock(path: string): Promise<(() => Promise<void>) | 'taken' | undefined> {
  const mine = `${process.pid} ${randomUUID()}`;
  let made = await make(path, mine);
  if (made === 'taken' && (await takeAway(path))) made = await make(path, mine);
  if (made !== 'made') return made === 'taken' ? made : undefined;
  const heart = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  heart.unref();
  return async () => {
    clearInterval(heart);
    await letGo(path, mine);
  };
}

async function make(path: string, content: string): Promise<'made' | 'taken' | 'impossible'> {
  try {
    await writeFile(path, content, { flag: 'wx', mode: 0o600 });
    return 'made';
  } catch (error) {
    return isTaken(error) ? 'taken' : 'impossible';
  }
}

/** @returns whether a lock that nobody holds was taken away */
async function takeAway(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return true;
  // Anything but a file is none of ours; a time to come is that of a clock that was set back.
  const content = found.isFile() ? await readFile(path, 'utf8').catch(() => '') : undefined;
  const isOld = Math.abs(Date.now() - found.mtimeMs) >= ABANDONED_MS;
  if (content !== undefined && !isOld && isAlive(content)) return false;
  // Renamed first: of several who judge it abandoned, one gets it.
  const away = `${path}.${randomUUID()}`;
  try {
    await rename(path, away);
  } catch (error) {
    // Gone meanwhile; what can't be renamed is waited for.
    return isGone(error);
  }
  const ours = (await lstat(away).catch(() => undefined))?.isFile() ?? false;
  const taken = ours ? await readFile(away, 'utf8').catch(() => undefined) : undefined;
  // Another one was quicker, and this is their new lock: it goes back where nobody has made one since.
  if (taken !== content && taken !== undefined) await make(path, taken);
  await rm(away, { recursive: true, force: true }).catch(() => undefined);
  return true;
}

async function letGo(path: string, mine: string): Promise<void> {
  const content = await readFile(path, 'utf8').catch(() => undefined);
  if (content === mine) await rm(path, { force: true }).catch(() => undefined);
}

/** A file just made may not hold its text yet: then its process is alive. */
function isAlive(content: string): boolean {
  const pid = Number(/^(\d+) /.exec(content)?.[1]);
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function isTaken(error: unknown): boolean {
  return codeOf(error) === 'EEXIST';
}

function isGone(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
