import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFileLock } from './fileLock';
import type { StorePort } from './ports';

const DAY = 86_400_000;
const UNUSED_FOR = 30 * DAY;
const MOST_FILES = 5_000;
/** More than any text that is kept; larger ones are none of ours. */
const MOST_BYTES = 20_000_000;
/** A temporary file is renamed at once; an older one belongs to a process that was killed. */
const TEMPORARY_FOR = 60_000;
const TEMPORARY = '.tmp';
const DAMAGED = '.damaged';
const LOCK = '.lock';

/**
 * Texts in a folder, one file each, readable by this user only. A file is written beside its place and renamed into it,
 * so that another process sees the old text or the new one. Where the folder can't be used, texts are kept by this
 * process alone.
 */
export function createStore(folder: string): StorePort {
  const own = new Map<string, string>();
  let prepared: Promise<void> | undefined;
  const prepare = (): Promise<void> => {
    prepared ??= mkdir(folder, { recursive: true, mode: 0o700 }).then(() => tidy(folder));
    return prepared;
  };

  const read = async (key: string): Promise<string | undefined> => {
    const kept = own.get(key);
    if (kept !== undefined) return kept;
    return readOwn(pathOf(folder, key)).catch(() => undefined);
  };

  const write = async (key: string, text: string): Promise<void> => {
    try {
      await prepare();
      await replace(pathOf(folder, key), text);
      own.delete(key);
    } catch {
      // Somebody may have removed the folder: it is made again with the next text.
      prepared = undefined;
      own.set(key, text);
    }
  };

  const setAside = async (key: string): Promise<void> => {
    own.delete(key);
    const path = pathOf(folder, key);
    await rename(path, path + DAMAGED).catch(() => rm(path, { force: true }).catch(() => undefined));
  };

  return {
    read,
    write,
    setAside,
    update: async (key, change) => {
      const changed = async () => {
        const { value, text, damaged = false } = change(await read(key));
        if (damaged) await setAside(key);
        if (text !== undefined) await write(key, text);
        return value;
      };
      const usable = await prepare().then(
        () => true,
        () => false,
      );
      return usable ? withFileLock(pathOf(folder, key) + LOCK, changed) : changed();
    },
  };
}

function pathOf(folder: string, key: string): string {
  return join(folder, createHash('sha256').update(key).digest('hex'));
}

/** Follows no link and waits for no pipe: others may write to the folder. */
async function readOwn(path: string): Promise<string | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    return found.isFile() && found.size <= MOST_BYTES ? await file.readFile('utf8') : undefined;
  } finally {
    await file.close();
  }
}

async function replace(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}${TEMPORARY}`;
  try {
    await writeFile(temporary, text, { mode: 0o600, flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Removes what nobody has used for long, what is too much, and what killed processes left behind. */
async function tidy(folder: string): Promise<void> {
  const now = Date.now();
  const files: { readonly path: string; readonly age: number }[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) files.push({ path, age: now - found.mtimeMs });
  }
  files.sort((a, b) => a.age - b.age);
  const old = files.filter(
    ({ path, age }, index) =>
      index >= MOST_FILES || age > UNUSED_FOR || (path.endsWith(TEMPORARY) && age > TEMPORARY_FOR),
  );
  for (const { path } of old) await rm(path, { force: true }).catch(() => undefined);
}
