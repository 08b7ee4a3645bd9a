import type { GitFailure, GitPort, Result } from '../io/ports';

/** `git config` ends so where a key has no value, or where there was nothing to unset. */
const NO_VALUE = 1;
const NOTHING_TO_UNSET = 5;

/**
 * Follows a rename of the branch, goes with its deletion, and is shared by linked work trees.
 * The branch's name stands between the first and the last dot, whatever it holds.
 */
function keyOf(branch: string): string {
  return `branch.${branch}.okr`;
}

export async function readExplicitLink(
  git: GitPort,
  root: string,
  branch: string,
): Promise<Result<string[], GitFailure>> {
  const read = await git.run(root, ['config', '--local', '--null', '--get-all', keyOf(branch)]);
  if (read.ok) return { ok: true, value: read.value.split('\0').filter((id) => id !== '') };
  return read.error.code === NO_VALUE ? { ok: true, value: [] } : read;
}

/** Replaces what was linked before. */
export async function writeExplicitLink(
  git: GitPort,
  root: string,
  branch: string,
  ids: readonly string[],
): Promise<Result<void, GitFailure>> {
  const [first, ...rest] = ids;
  if (first === undefined) return removeExplicitLink(git, root, branch);
  // The first replaces all in one step: the branch is never without a link in between.
  const commands = [
    ['--replace-all', keyOf(branch), first],
    ...rest.map((id) => ['--add', keyOf(branch), id]),
  ];
  for (const command of commands) {
    const written = await git.run(root, ['config', '--local', ...command], { writes: true });
    if (!written.ok) return written;
  }
  return { ok: true, value: undefined };
}

export async function removeExplicitLink(
  git: GitPort,
  root: string,
  branch: string,
): Promise<Result<void, GitFailure>> {
  const removed = await git.run(root, ['config', '--local', '--unset-all', keyOf(branch)], { writes: true });
  if (removed.ok || removed.error.code === NOTHING_TO_UNSET) return { ok: true, value: undefined };
  return removed;
}
