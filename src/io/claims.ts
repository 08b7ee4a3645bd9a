import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const DAY = 86_400_000;
/** Longer than anything is claimed twice. */
const KEPT_FOR = 200 * DAY;

export interface Claims {
  /** @returns whether nobody has claimed this before: no other process, and not this one */
  claim(key: string): Promise<boolean>;
}

/**
 * What may be done once by all windows of this machine together: an empty file for each, which only one of them can make.
 * Where the folder can't be used, each process knows only what it has claimed itself.
 */
export function createClaims(folder: string): Claims {
  const own = new Set<string>();
  let prepared: Promise<void> | undefined;
  return {
    claim: async (key) => {
      if (own.has(key)) return false;
      own.add(key);
      prepared ??= mkdir(folder, { recursive: true, mode: 0o700 }).then(() => tidy(folder));
      try {
        await prepared;
      } catch {
        prepared = undefined;
        return true;
      }
      return make(join(folder, createHash('sha256').update(key).digest('hex')));
    },
  };
}

async function make(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'EEXIST');
  }
}

async function tidy(folder: string): Promise<void> {
  const now = Date.now();
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() && now - found.mtimeMs > KEPT_FOR)
      await rm(path, { force: true }).catch(() => undefined);
  }
}
