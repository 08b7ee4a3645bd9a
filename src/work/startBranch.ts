import type { GitFailure, GitPort, Result } from '../io/ports';
import { isLinkedByName } from './branchName';
import { readExplicitLink, writeExplicitLink } from './explicitLink';
import type { Rule } from './links';

/** @param name as `branchNameProblem` takes it */
export async function branchExists(
  git: GitPort,
  root: string,
  name: string,
): Promise<Result<boolean, GitFailure>> {
  const read = await git.run(root, ['show-ref', '--verify', '--quiet', `refs/heads/${name}`]);
  if (read.ok) return { ok: true, value: true };
  return read.error.code === 1 ? { ok: true, value: false } : read;
}

/**
 * Makes a branch and checks it out, as the user's own `git switch --create` does: changes that are not committed come
 * along, their hooks run, and where git would have to overwrite something it refuses and nothing has happened.
 * @param name as `branchNameProblem` takes it
 * @param from full id of the commit to start at; HEAD unless given
 */
export async function createBranch(
  git: GitPort,
  root: string,
  name: string,
  from?: string,
): Promise<Result<void, GitFailure>> {
  // An id and no name of a branch: nothing is tracked that the user did not ask for.
  const made = await git.run(root, ['switch', '--create', name, ...(from === undefined ? [] : [from])], {
    writes: true,
    fetches: true,
  });
  return made.ok ? { ok: true, value: undefined } : made;
}

/** Checks out a branch that is there, as the user's own `git switch` does. */
export async function switchBranch(
  git: GitPort,
  root: string,
  name: string,
): Promise<Result<void, GitFailure>> {
  // Never a remote branch of that name, nor anything but a branch.
  const switched = await git.run(root, ['switch', '--no-guess', name], { writes: true, fetches: true });
  return switched.ok ? { ok: true, value: undefined } : switched;
}

/**
 * Links a branch to a key result where neither its name nor somebody's hand does already.
 * @param ids of the key result: its id, then its former ones
 * @returns how it is linked now
 */
export async function linkStarted(
  git: GitPort,
  root: string,
  name: string,
  ids: readonly string[],
  rules: readonly Rule[],
): Promise<Result<'name' | 'hand', GitFailure>> {
  const explicit = await readExplicitLink(git, root, name);
  if (!explicit.ok) return explicit;
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  if (explicit.value.some((id) => wanted.has(id.toLowerCase()))) return { ok: true, value: 'hand' };
  if (explicit.value.length === 0 && isLinkedByName(name, ids, rules)) return { ok: true, value: 'name' };
  const written = await writeExplicitLink(git, root, name, [...explicit.value, ...ids.slice(0, 1)]);
  return written.ok ? { ok: true, value: 'hand' } : written;
}
