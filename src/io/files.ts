import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { FileFailure, FilesPort, Result } from './ports';

const LIMIT_BYTES = 5_000_000;

type Read<T> = Result<T, FileFailure>;

/** Reads files of a repository and nothing outside of it: neither by `..` nor through a symlink, and no devices. */
export function createFiles(): FilesPort {
  return {
    async read(root, path, limitBytes = LIMIT_BYTES): Promise<Read<string>> {
      const target = resolve(root, path);
      if (isAbsolute(path) || !isInside(root, target)) return { ok: false, error: { kind: 'outside', path } };
      let file: FileHandle | undefined;
      try {
        const [realRoot, realTarget] = await Promise.all([realpath(root), realpath(target)]);
        if (!isInside(realRoot, realTarget)) return { ok: false, error: { kind: 'outside', path } };
        // Every link has been followed; one that comes up now is refused, and a pipe is not waited for.
        file = await open(realTarget, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
        if (!(await file.stat()).isFile()) {
          return { ok: false, error: { kind: 'unreadable', path, detail: 'it is not a regular file' } };
        }
        return await readText(file, path, limitBytes);
      } catch (error) {
        return { ok: false, error: failureOf(error, path) };
      } finally {
        await file?.close();
      }
    },

    async exists(path) {
      try {
        await lstat(path);
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** Reads to the cap, not to the size that the file system promised: a file may grow meanwhile. */
async function readText(file: FileHandle, path: string, limitBytes: number): Promise<Read<string>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of file.createReadStream({ autoClose: false, end: limitBytes })) {
    chunks.push(chunk);
    size += chunk.length;
  }
  if (size > limitBytes) return { ok: false, error: { kind: 'too-large', path, limitBytes } };
  return { ok: true, value: new TextDecoder().decode(Buffer.concat(chunks)) };
}

function isInside(root: string, target: string): boolean {
  const way = relative(root, target);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function failureOf(error: unknown, path: string): FileFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'missing', path };
    case undefined:
      throw error;
    default:
      return { kind: 'unreadable', path, detail: code };
  }
}
