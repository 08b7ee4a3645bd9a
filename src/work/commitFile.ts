import type { GitFailure, GitPort, Result } from '../io/ports';

/** What a commit has at a path. */
export type CommitFile =
  | { readonly kind: 'file'; readonly blob: string; readonly bytes: number }
  | { readonly kind: 'missing' };

/**
 * What each commit has at a path below the repository's root, without reading it; in the order of `commits`.
 * In a partial clone that lacks some of it this fails, since nothing is fetched.
 * @param path with `/` between its parts, which none of is `.` or `..`, and without line ends
 */
export async function findInCommits(
  git: GitPort,
  root: string,
  commits: readonly string[],
  path: string,
): Promise<Result<readonly CommitFile[], GitFailure>> {
  if (commits.length === 0) return { ok: true, value: [] };
  const found = await git.run(root, ['cat-file', '--batch-check'], {
    input: commits.map((commit) => `${commit}:${path}\n`).join(''),
  });
  if (!found.ok) return found;
  const lines = found.value.split('\n');
  return {
    ok: true,
    value: commits.map((_, index): CommitFile => {
      const [, blob, bytes] = /^([0-9a-f]+) blob (\d+)$/.exec(lines[index] ?? '') ?? [];
      return blob === undefined ? { kind: 'missing' } : { kind: 'file', blob, bytes: Number(bytes) };
    }),
  };
}

/** @param blob the full id of one */
export function readBlob(git: GitPort, root: string, blob: string): Promise<Result<string, GitFailure>> {
  return git.run(root, ['cat-file', 'blob', blob]);
}
