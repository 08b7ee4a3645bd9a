import { randomUUID } from 'node:crypto';
import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import type { FileChange, FileFact, HookFilesPort } from './ports';

const LIMIT_BYTES = 1_000_000;
const ANY_EXECUTE = 0o111;
const NEW_FILE = 0o666;

export function createHookFiles(): HookFilesPort {
  return {
    look,

    async list(folder) {
      return readdir(folder).catch(() => []);
    },

    async apply(changes) {
      const done: FileChange[] = [];
      for (const change of changes) {
        try {
          if ((await textOf(change.path)) !== change.before) throw new Error('it changed meanwhile');
          await write(change);
          done.push(change);
        } catch (error) {
          const detail = error instanceof Error ? error.message : String(error);
          return { ok: false, error: { path: change.path, detail, left: await takeBack(done) } };
        }
      }
      return { ok: true, value: undefined };
    },
  };
}

/** @returns the paths of those that it can't be done with */
async function takeBack(done: readonly FileChange[]): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { path, before, after } of done.toReversed()) {
    await write({
      path,
      ...(after === undefined ? {} : { before: after }),
      ...(before === undefined ? {} : { after: before }),
    }).catch(() => left.push(path));
  }
  return left;
}

async function look(within: string, path: string): Promise<FileFact> {
  try {
    const parent = await realpath(dirname(path));
    if (!isInside(await realpath(within), parent)) return { kind: 'link', target: parent };
    const facts = await lstat(path);
    if (facts.isSymbolicLink()) return { kind: 'link', target: await readlink(path) };
    if (!facts.isFile()) return { kind: 'other', detail: 'it is not a regular file' };
    if (facts.size > LIMIT_BYTES) return { kind: 'other', detail: `it has more than ${LIMIT_BYTES} bytes` };
    const text = await readFile(path, 'latin1');
    if (text.includes('\0')) return { kind: 'other', detail: 'it is a binary file' };
    // Windows has no such bit, and asks for none.
    const executable = process.platform === 'win32' || (facts.mode & ANY_EXECUTE) !== 0;
    return { kind: 'text', text, executable };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'other', detail: code };
  }
}

async function textOf(path: string): Promise<string | undefined> {
  const facts = await lstat(path).catch(() => undefined);
  if (facts === undefined) return undefined;
  if (!facts.isFile()) throw new Error('it is not a regular file');
  return readFile(path, 'latin1');
}

/** Beside its place and renamed into it, with the mode that it had. */
async function write({ path, before, after, executable }: FileChange): Promise<void> {
  if (after === undefined) {
    await rm(path);
    // Fails where anything else is in it.
    await rmdir(dirname(path)).catch(() => undefined);
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  const mode = before === undefined ? NEW_FILE & ~process.umask() : (await stat(path)).mode & 0o7777;
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, after, { encoding: 'latin1', flag: 'wx' });
    // Whoever may read it may run it.
    await chmod(temporary, executable === true ? mode | ((mode & 0o444) >> 2) : mode);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
