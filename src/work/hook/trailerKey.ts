import type { GitFailure, GitPort, Result } from '../../io/ports';

const DEFAULT = 'OKR';

/**
 * Makes the hook write the same key as the editor, in this clone only.
 * @returns whether anything had to be written
 */
export async function writeTrailerKey(
  git: GitPort,
  root: string,
  key: string,
): Promise<Result<boolean, GitFailure>> {
  const read = await git.run(root, ['config', '--get', 'throughline.trailerKey']);
  const known = read.ok ? read.value.trim() : DEFAULT;
  if (known === key) return { ok: true, value: false };
  const written = await git.run(root, ['config', '--local', 'throughline.trailerKey', key], { writes: true });
  return written.ok ? { ok: true, value: true } : written;
}
