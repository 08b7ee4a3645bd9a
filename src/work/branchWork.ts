import type { GitFailure, GitPort, Result } from '../io/ports';
import { type Base, readBases } from './branchBase';
import type { BranchCommit, BranchWork, CommitTag, Head } from './head';

export interface BranchWorkOptions {
  readonly trailerKey: string;
  /** Commits read at most. */
  readonly limit: number;
}

const NOTHING: BranchWork = { commits: [], capped: false };

/**
 * Reads a paragraph that mixes trailers with text (`Closes #12`) too, and separators as git has them by default,
 * whatever the repository's own configuration says.
 */
function trailerConfig(key: string): string[] {
  return ['-c', 'trailer.separators=:', '-c', `trailer.okr.key=${key}`];
}

/**
 * The commits that only this branch has, without merges: those are no work that could serve anything.
 * Nothing where there is no base. Three questions, two of them at once; one more for each base that has gone.
 */
export async function readBranchWork(
  git: GitPort,
  root: string,
  head: Head,
  options: BranchWorkOptions,
): Promise<Result<BranchWork, GitFailure>> {
  if (head.kind !== 'branch') return { ok: true, value: NOTHING };
  const bases = await readBases(git, root, head.name);
  if (!bases.ok) return bases;
  for (const base of bases.value) {
    const work = await readSince(git, root, head.commit, base, options);
    if (work.ok || !/(bad|unknown) revision/.test(work.error.detail)) return work;
  }
  return { ok: true, value: NOTHING };
}

async function readSince(
  git: GitPort,
  root: string,
  commit: string,
  base: Base,
  { trailerKey, limit }: BranchWorkOptions,
): Promise<Result<BranchWork, GitFailure>> {
  const log = await git.run(root, [
    ...trailerConfig(trailerKey),
    'log',
    '-z',
    '--encoding=UTF-8',
    '--no-merges',
    `--max-count=${limit + 1}`,
    `--format=%H%x00%s%x00%(trailers:key=${trailerKey},valueonly,unfold,separator=%x01)`,
    '--end-of-options',
    commit,
    ...base.revisions.map((revision) => `^${revision}`),
    '--',
  ]);
  if (!log.ok) return log;
  const commits = parseCommits(log.value);
  return {
    ok: true,
    value: { base: base.name, commits: commits.slice(0, limit), capped: commits.length > limit },
  };
}

/** Records of three fields, NUL after each. */
function parseCommits(output: string): BranchCommit[] {
  const fields = output.split('\0');
  const commits: BranchCommit[] = [];
  for (let i = 0; i + 2 < fields.length; i += 3) {
    const [id = '', subject = '', tags = ''] = fields.slice(i, i + 3);
    commits.push({ id, subject, tags: trailerTags(tags) });
  }
  return commits;
}

function trailerTags(values: string): CommitTag[] {
  return values
    .split('\u0001')
    .filter((id) => id !== '')
    .map((id) => ({ id, from: 'trailer' }));
}
