import type { GitBytesPort, GitFailure, Result } from '../../io/ports';

/** A file that a commit has, with lines that can be blamed. */
export interface TrackedText {
  readonly kind: 'text';
  /** Below the root; where a symbolic link leads. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export const NOT_BLAMED = [
  'untracked',
  'folder',
  'submodule',
  'outside',
  'binary',
  'large-file-storage',
  'too-large',
] as const;

/** Why there are no lines to blame. */
export interface NoText {
  readonly kind: (typeof NOT_BLAMED)[number];
}

/** Beyond it nobody reads lines, and blame takes minutes. */
const LARGEST = 8 * 1024 * 1024;
/** Git looks so far for a NUL to tell what is binary. */
const BINARY_WITHIN = 8000;
const POINTER = new TextEncoder().encode('version https://git-lfs.github.com/spec/');
const MOST_LINKS = 5;

/**
 * What a commit has at a path.
 * @param path below the root, with `/` between its parts
 */
export async function trackedFile(
  git: GitBytesPort,
  root: string,
  commit: string,
  path: string,
  signal?: AbortSignal,
): Promise<Result<TrackedText | NoText, GitFailure>> {
  let at: string | undefined = path;
  for (let links = 0; links <= MOST_LINKS; links += 1) {
    const found: Result<Entry | undefined, GitFailure> = await entryAt(git, root, commit, at, signal);
    if (!found.ok) return found;
    const entry = found.value;
    if (entry === undefined) return none('untracked');
    if (entry.type !== 'blob') return none(entry.type === 'commit' ? 'submodule' : 'folder');
    if (entry.size > LARGEST) return none('too-large');
    const read: Result<Uint8Array, GitFailure> = await git.runBytes(
      root,
      ['cat-file', 'blob', entry.id],
      signal ? { signal } : {},
    );
    if (!read.ok) return read;
    if (entry.mode !== '120000') return { ok: true, value: textOf(at, read.value) };
    at = linked(at, new TextDecoder().decode(read.value));
    if (at === undefined) return none('outside');
  }
  return none('outside');
}

function none(kind: NoText['kind']): Result<NoText, GitFailure> {
  return { ok: true, value: { kind } };
}

interface Entry {
  readonly mode: string;
  readonly type: string;
  readonly id: string;
  readonly size: number;
}

async function entryAt(
  git: GitBytesPort,
  root: string,
  commit: string,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Result<Entry | undefined, GitFailure>> {
  const args = ['--literal-pathspecs', 'ls-tree', '-l', '-z', '--full-tree', commit, '--', path];
  const listed = await git.run(root, args, signal ? { signal } : {});
  if (!listed.ok) return listed;
  const [, mode = '', type = '', id = '', size = ''] =
    /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t/.exec(listed.value) ?? [];
  return { ok: true, value: id === '' ? undefined : { mode, type, id, size: Number(size) } };
}

function textOf(path: string, bytes: Uint8Array): TrackedText | NoText {
  if (bytes.subarray(0, BINARY_WITHIN).includes(0)) return { kind: 'binary' };
  if (POINTER.every((byte, at) => bytes[at] === byte)) return { kind: 'large-file-storage' };
  return { kind: 'text', path, bytes };
}

/** Where a symbolic link leads below the root; nothing where it leads out of it. */
function linked(path: string, target: string): string | undefined {
  if (target.startsWith('/')) return undefined;
  const parts = path.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
