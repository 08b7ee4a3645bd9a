import type { GitFailure, GitStreamPort, Result } from '../../io/ports';
import { BlameReader } from './blameReader';
import type { LineBlame } from './lineBlame';

export interface BlameAsk {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** The full id. */
  readonly commit: string;
  /** Below the root, with `/` between its parts. */
  readonly path: string;
  readonly signal?: AbortSignal;
}

/** What git says of a file of revisions to ignore that it can't use; many name one for all their repositories. */
const NO_IGNORED = /could not open object name list|invalid object name/;

/**
 * Who wrote each line of a file last, as the commit has it. Not the file on disk: what a commit says stays so and can
 * be kept, while edits are followed by comparing lines, with no process for each.
 * @param each is called whenever there is more in `blame`
 */
export async function readBlame(
  git: GitStreamPort,
  ask: BlameAsk,
  blame: LineBlame,
  each: () => void,
): Promise<Result<void, GitFailure>> {
  const read = await stream(git, ask, [], blame, each);
  const ended =
    !read.ok && NO_IGNORED.test(read.error.detail)
      ? await stream(git, ask, ['--no-ignore-revs-file'], blame, each)
      : read;
  if (ended.ok) blame.complete = true;
  return ended;
}

async function stream(
  git: GitStreamPort,
  { root, commit, path, signal }: BlameAsk,
  options: readonly string[],
  blame: LineBlame,
  each: () => void,
): Promise<Result<void, GitFailure>> {
  const reader = new BlameReader();
  const args = ['blame', '--incremental', '--encoding=UTF-8', '--no-textconv', ...options];
  const ended = await git.stream(
    root,
    [...args, commit, '--', path],
    (piece) => {
      const entries = reader.push(piece);
      for (const entry of entries) blame.take(entry);
      if (entries.length > 0) each();
    },
    { eager: true, ...(signal ? { signal } : {}) },
  );
  if (!ended.ok || !reader.broken) return ended;
  return { ok: false, error: { kind: 'git-failed', code: 0, detail: 'git blame gave no blame' } };
}
