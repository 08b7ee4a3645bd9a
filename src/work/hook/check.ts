import type { GitFailure, GitPort, Result } from '../../io/ports';

/** What happens to a commit without a valid tag. */
export type Check = 'off' | 'warn' | 'require';

const UNSET = 1;
const NOTHING_TO_UNSET = 5;

export function isCheck(text: string): text is Check {
  return text === 'off' || text === 'warn' || text === 'require';
}

/** What the hook goes by: the last value of any scope of git's configuration. */
export async function readCheck(git: GitPort, root: string): Promise<Result<Check, GitFailure>> {
  const read = await git.run(root, ['config', '--get', 'throughline.check']);
  if (!read.ok) return read.error.code === UNSET ? { ok: true, value: 'off' } : read;
  const written = read.value.trim();
  return { ok: true, value: isCheck(written) ? written : 'off' };
}

/** In this clone only. `off` takes away what an earlier call wrote. */
export async function writeCheck(
  git: GitPort,
  root: string,
  check: Check,
): Promise<Result<void, GitFailure>> {
  const command = check === 'off' ? ['--unset-all', 'throughline.check'] : ['throughline.check', check];
  const written = await git.run(root, ['config', '--local', ...command], { writes: true });
  if (written.ok || (check === 'off' && written.error.code === NOTHING_TO_UNSET))
    return { ok: true, value: undefined };
  return written;
}
