import type { GitFailure, GitPort, Result } from '../../io/ports';

/** First lines of commits, by full id; what can't be read is left out. The index does without them: git has them at hand. */
export async function readSubjects(
  git: GitPort,
  root: string,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, string>, GitFailure>> {
  if (ids.length === 0) return { ok: true, value: new Map() };
  const read = await git.run(
    root,
    ['log', '-z', '--no-walk=unsorted', '--encoding=UTF-8', '--format=%H%x00%s', '--stdin'],
    { input: ids.map((id) => `${id}\n`).join(''), ...(signal ? { signal } : {}) },
  );
  if (!read.ok) return read;
  const fields = read.value.split('\0');
  const subjects = new Map<string, string>();
  for (let i = 0; i + 1 < fields.length; i += 2) subjects.set(fields[i] ?? '', fields[i + 1] ?? '');
  return { ok: true, value: subjects };
}
