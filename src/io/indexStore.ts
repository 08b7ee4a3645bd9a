import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { holdFileLock, withFileLock } from './fileLock';
import type { IndexFile, IndexStorePort } from './ports';

const DAY = 86_400_000;
/** An index is made again in seconds: what nobody has opened for so long is not worth its bytes. */
const UNUSED_FOR = 60 * DAY;
/** A temporary file is renamed within seconds; an older one belongs to a process that was killed. */
const TEMPORARY_FOR = 10 * 60_000;
const APPENDING = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;
const READ_ONLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Indexes in a folder, readable by this user only: `HASH.index` and, for each of the logs it has had, `HASH.LOG.log`.
 * Follows no link and waits for no pipe, since others may write to the folder.
 */
export function createIndexStore(folder: string): IndexStorePort {
  const fileOf = (key: string): string =>
    join(folder, createHash('sha256').update(key).digest('hex').slice(0, 32));
  const indexOf = (key: string): string => `${fileOf(key)}.index`;
  const logOf = (key: string, log: string): string => `${fileOf(key)}.${log}.log`;
  const prepare = (): Promise<unknown> => mkdir(folder, { recursive: true, mode: 0o700 });

  return {
    open: async (key) => {
      const path = indexOf(key);
      const file = await openOwn(path);
      if (file === undefined) return undefined;
      const now = new Date();
      await utimes(path, now, now).catch(() => undefined);
      return file;
    },

    write: async (key, parts) => {
      const path = indexOf(key);
      const temporary = `${path}.${randomUUID()}.tmp`;
      try {
        await prepare();
        await tidy(folder);
        const file = await open(temporary, 'wx', 0o600);
        try {
          for (const part of parts) await file.writeFile(part);
        } finally {
          await file.close();
        }
        await rename(temporary, path);
        return true;
      } catch {
        await rm(temporary, { force: true }).catch(() => undefined);
        return false;
      }
    },

    setAside: async (key) => {
      const path = indexOf(key);
      await rename(path, `${path}.damaged`).catch(() => rm(path, { force: true }).catch(() => undefined));
    },

    readLog: (key, log, from) => readFrom(logOf(key, log), from),

    updateLog: async (key, log, from, change) => {
      const path = logOf(key, log);
      await prepare().catch(() => undefined);
      return withFileLock(`${path}.lock`, async () => {
        const { keep, add } = change(await readFrom(path, from));
        try {
          await changeOwn(path, from + keep, add);
          return from + keep + add.length;
        } catch {
          return from;
        }
      });
    },

    hold: async (key) => {
      await prepare().catch(() => undefined);
      return holdFileLock(`${fileOf(key)}.lock`);
    },

    checksum: (bytes, before) => crc32(bytes, before),

    lend: async (text) => {
      const path = join(folder, `${randomUUID()}.tmp`);
      try {
        await prepare();
        await writeFile(path, text, { flag: 'wx', mode: 0o600 });
      } catch {
        return undefined;
      }
      return { path, dispose: () => rm(path, { force: true }).catch(() => undefined) };
    },
  };
}

async function readFrom(path: string, from: number): Promise<Uint8Array> {
  const file = await openOwn(path);
  try {
    if (file === undefined || file.size <= from) return new Uint8Array(0);
    const bytes = new Uint8Array(file.size - from);
    return bytes.subarray(0, await file.read(from, bytes));
  } finally {
    await file?.close();
  }
}

async function changeOwn(path: string, keep: number, add: Uint8Array): Promise<void> {
  const file = await open(path, APPENDING, 0o600);
  try {
    const { size } = await file.stat();
    if (size > keep) await file.truncate(keep);
    await file.write(add, 0, add.length, keep);
  } finally {
    await file.close();
  }
}

async function openOwn(path: string): Promise<IndexFile | undefined> {
  let file: FileHandle | undefined;
  try {
    const opened = await open(path, READ_ONLY);
    file = opened;
    const found = await opened.stat();
    if (found.isFile()) {
      return {
        size: found.size,
        read: (at, into) => readAll(opened, at, into),
        close: () => opened.close(),
      };
    }
  } catch {
    // Not there, or not ours to read: there is none.
  }
  await file?.close();
  return undefined;
}

async function readAll(file: FileHandle, at: number, into: Uint8Array): Promise<number> {
  let filled = 0;
  while (filled < into.length) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** Removes what nobody has used for long, and what killed processes left behind. */
async function tidy(folder: string): Promise<void> {
  const now = Date.now();
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) continue;
    const age = now - found.mtimeMs;
    if (age > UNUSED_FOR || (name.endsWith('.tmp') && age > TEMPORARY_FOR)) {
      await rm(path, { force: true }).catch(() => undefined);
    }
  }
}
