import type { GitFailure, GitPort, Result } from '../io/ports';
import { type Base, readBases } from './branchBase';
import { commitTags } from './commitTags';
import type { BranchCommit, BranchWork, Head } from './head';
import { NOTES_REF } from './notesRef';

export interface BranchWorkOptions {
  readonly trailerKey: string;
  /** Commits read at most. */
  readonly limit: number;
}

const NOTHING: BranchWork = { commits: [], capped: false };

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
    if (work.ok || !isGone(work.error)) return work;
  }
  return { ok: true, value: NOTHING };
}

/** A revision that is not there. */
function isGone({ detail }: GitFailure): boolean {
  return /(bad|unknown) revision/.test(detail);
}

/**
 * Messages and notes as they are, since what git makes of trailers depends on the configuration at hand:
 * `trailer.*`, `core.commentChar`, `notes.displayRef`.
 */
async function readSince(
  git: GitPort,
  root: string,
  commit: string,
  base: Base,
  { trailerKey, limit }: BranchWorkOptions,
): Promise<Result<BranchWork, GitFailure>> {
  const ask = (notes: string): ReturnType<GitPort['run']> =>
    git.run(root, [
      'log',
      '-z',
      '--encoding=UTF-8',
      '--no-merges',
      `--max-count=${limit + 1}`,
      notes,
      '--format=%H%x00%s%x00%B%x00%N',
      '--end-of-options',
      commit,
      ...base.revisions.map((revision) => `^${revision}`),
      '--',
    ]);
  let log = await ask(`--notes=${NOTES_REF}`);
  // Notes that are damaged, or were left out of a partial clone, cost the notes and not the commits.
  if (!log.ok && log.error.kind === 'git-failed' && !isGone(log.error)) log = await ask('--no-notes');
  if (!log.ok) return log;
  const commits = parseCommits(log.value, trailerKey);
  return {
    ok: true,
    value: { base: base.name, commits: commits.slice(0, limit), capped: commits.length > limit },
  };
}

/** Records of four fields, NUL after each. */
function parseCommits(output: string, trailerKey: string): BranchCommit[] {
  const fields = output.split('\0');
  const commits: BranchCommit[] = [];
  for (let i = 0; i + 3 < fields.length; i += 4) {
    const [id = '', subject = '', message = '', note = ''] = fields.slice(i, i + 4);
    commits.push({ id, subject, tags: commitTags(message, note, trailerKey) });
  }
  return commits;
}
