import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RepositoryStampPort } from './ports';

/** Git replaces a ref by renaming a file into its folder, or by writing all of them into one file anew. */
const REFS = ['packed-refs', 'reftable/tables.list'];
const REF_FOLDERS = ['refs/tags', 'refs/notes'];
const FACTS = ['config', 'config.worktree', 'shallow', 'info/grafts'];

/** Reads no file, only when each was written. */
export const repositoryStamps: RepositoryStampPort = {
  stamp: async (commonDir) => {
    const [files, folders, facts] = await Promise.all([
      Promise.all(REFS.map((path) => writtenAt(join(commonDir, path)))),
      Promise.all(REF_FOLDERS.map((path) => foldersWrittenAt(join(commonDir, path)))),
      Promise.all(FACTS.map((path) => writtenAt(join(commonDir, path)))),
    ]);
    return { refs: [...files, ...folders].join(' '), facts: facts.join(' ') };
  },
};

async function writtenAt(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found === undefined ? '-' : `${found.mtimeNs}:${found.size}:${found.ino}`;
}

async function foldersWrittenAt(folder: string): Promise<string> {
  const own = await writtenAt(folder);
  if (own === '-') return own;
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const inner = await Promise.all(
    entries.filter((entry) => entry.isDirectory()).map(({ name }) => foldersWrittenAt(join(folder, name))),
  );
  return [own, ...inner].join(',');
}
