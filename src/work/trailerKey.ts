import type { GitFailure, GitPort, Result } from '../io/ports';

export const DEFAULT_TRAILER_KEY = 'OKR';
const CONFIG_NAME = 'throughline.trailerKey';
/** `git config` ends so where there is no value. */
const NO_VALUE = 1;

/** Whether git reads a trailer of this key back: letters, digits and hyphens. */
export function isTrailerKey(text: string): boolean {
  return /^[A-Za-z0-9-]+$/.test(text);
}

/** What git's configuration says, whatever it says; nothing where it does not. `folder` need not be in a repository. */
export async function readTrailerKey(
  git: GitPort,
  folder: string,
): Promise<Result<string | undefined, GitFailure>> {
  const read = await git.run(folder, ['config', '--null', '--get', CONFIG_NAME]);
  if (read.ok) return { ok: true, value: read.value.replace(/\0$/, '') };
  return read.error.code === NO_VALUE ? { ok: true, value: undefined } : read;
}

/**
 * Makes hook and terminal take the same key as the editor, in this clone only.
 * @returns whether anything had to be written
 */
export async function writeTrailerKey(
  git: GitPort,
  folder: string,
  key: string,
): Promise<Result<boolean, GitFailure>> {
  const known = await readTrailerKey(git, folder);
  if (!known.ok) return known;
  if ((known.value ?? DEFAULT_TRAILER_KEY) === key) return { ok: true, value: false };
  const written = await git.run(folder, ['config', '--local', CONFIG_NAME, key], { writes: true });
  return written.ok ? { ok: true, value: true } : written;
}
