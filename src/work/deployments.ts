import type { GitFailure, GitPort, Result } from '../io/ports';

/** A release tag: a point in time when commits reached production. */
export interface Deployment {
  readonly name: string;
  /** When the tag was made, or its commit where the tag is lightweight; milliseconds since 1970 UTC. */
  readonly at: number;
  /** It contains at least one commit of those asked about. */
  readonly carries: boolean;
}

/** Newest releases read at most. */
const LIMIT = 200;

/**
 * Release tags, oldest first.
 * @param pattern a glob over tag names, as the OKR file gives it
 * @param oldest the oldest of the commits asked about: whatever carries a later one carries it too
 */
export async function readDeployments(
  git: GitPort,
  root: string,
  pattern: string,
  oldest: string | undefined,
): Promise<Result<Deployment[], GitFailure>> {
  const list = (...filter: string[]): ReturnType<GitPort['run']> =>
    git.run(root, [
      'for-each-ref',
      `--count=${LIMIT}`,
      '--sort=-creatordate',
      '--format=%(creatordate:unix)%00%(refname:lstrip=2)',
      ...filter,
      `refs/tags/${pattern}`,
    ]);
  const [all, carrying] = await Promise.all([
    list(),
    oldest === undefined ? undefined : list(`--contains=${oldest}`),
  ]);
  if (!all.ok) return all;
  const mine = new Set(carrying?.ok ? lines(carrying.value).map(({ name }) => name) : []);
  return {
    ok: true,
    value: lines(all.value)
      .map(({ name, at }) => ({ name, at, carries: mine.has(name) }))
      .toReversed(),
  };
}

function lines(output: string): { readonly name: string; readonly at: number }[] {
  return output.split('\n').flatMap((line) => {
    const [seconds, name] = line.split('\0');
    const at = Number(seconds) * 1000;
    return name === undefined || seconds === '' || !Number.isFinite(at) ? [] : [{ name, at }];
  });
}
