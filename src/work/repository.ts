import type { GitFailure, GitPort, Result } from '../io/ports';
import type { Head, Operation } from './head';

export interface Layout {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** Absolute path of the git directory of this work tree. */
  readonly gitDir: string;
  /** Absolute path of the directory that linked work trees share. */
  readonly commonDir: string;
}

/** Where a folder's repository lies; nothing where it is in none. */
export async function readLayout(
  git: GitPort,
  folder: string,
): Promise<Result<Layout | undefined, GitFailure>> {
  const read = await git.run(folder, [
    'rev-parse',
    '--show-toplevel',
    '--absolute-git-dir',
    '--git-common-dir',
  ]);
  if (!read.ok) {
    const { detail } = read.error;
    const none = detail.includes('not a git repository') || detail.includes('must be run in a work tree');
    return none ? { ok: true, value: undefined } : read;
  }
  const [root, gitDir, common] = read.value.split('\n');
  if (!root || !gitDir || !common) return { ok: true, value: undefined };
  // Only of a git directory that is shared with none other is it given relative to the folder.
  const commonDir = isAbsolute(common) ? common : gitDir;
  return { ok: true, value: { root, gitDir, commonDir } };
}

/** Whether git gave a whole path, on any system. */
export function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:)/.test(path);
}

const FULL = 'refs/heads/';

/** What HEAD points to: one question, and two more where that is no commit. */
export async function readHead(git: GitPort, root: string): Promise<Result<Head, GitFailure>> {
  const both = await git.run(root, ['rev-parse', 'HEAD^{commit}', '--symbolic-full-name', 'HEAD']);
  if (!both.ok) return readUnborn(git, root);
  const [commit = '', reference = ''] = both.value.split('\n');
  if (reference === 'HEAD') return { ok: true, value: { kind: 'detached', commit } };
  return { ok: true, value: { kind: 'branch', name: branchName(reference), commit } };
}

async function readUnborn(git: GitPort, root: string): Promise<Result<Head, GitFailure>> {
  const [reference, commit] = await Promise.all([
    git.run(root, ['symbolic-ref', '--quiet', 'HEAD']),
    git.run(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']),
  ]);
  // With `--quiet` that is how rev-parse says that there is no such commit.
  if (!commit.ok && commit.error.code !== 1) return commit;
  if (!reference.ok) return reference;
  return { ok: true, value: { kind: 'unborn', name: branchName(reference.value.replace(/\n$/, '')) } };
}

function branchName(reference: string): string {
  return reference.startsWith(FULL) ? reference.slice(FULL.length) : reference;
}

/** Files of the git directory that say what is under way. */
const OPERATIONS: readonly (readonly [string, Operation])[] = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
];

/**
 * @param exists whether a path of the git directory of this work tree exists
 */
export async function readOperation(
  layout: Layout,
  exists: (path: string) => Promise<boolean>,
): Promise<Operation | undefined> {
  const found = await Promise.all(OPERATIONS.map(([file]) => exists(`${layout.gitDir}/${file}`)));
  return OPERATIONS[found.indexOf(true)]?.[1];
}

/** Whether any remote branch that this clone knows of contains the commit. */
export async function isPushed(
  git: GitPort,
  root: string,
  commit: string,
): Promise<Result<boolean, GitFailure>> {
  const read = await git.run(root, [
    'for-each-ref',
    '--count=1',
    '--format=%(objectname)',
    `--contains=${commit}`,
    'refs/remotes/',
  ]);
  return read.ok ? { ok: true, value: read.value.trim() !== '' } : read;
}

/** Whether nothing is changed, staged or untracked. */
export async function isClean(git: GitPort, root: string): Promise<Result<boolean, GitFailure>> {
  const read = await git.run(root, [
    'status',
    '--porcelain=v1',
    '-z',
    '--untracked-files=normal',
    '--ignore-submodules=all',
  ]);
  return read.ok ? { ok: true, value: read.value === '' } : read;
}
