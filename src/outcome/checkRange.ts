import type { GitPort, Result } from '../io/ports';
import { findInCommits, readBlob } from '../work/commitFile';
import { type Range, type RangeFailure, readCommitRange } from '../work/commitRange';
import { trackedPath } from '../work/trackedPath';
import {
  type CheckRules,
  type CommitFinding,
  type CommitOkrs,
  checkCommit,
  exceptionOf,
} from './checkCommit';
import { readAims } from './readAims';

export interface RangeCheck {
  /** Commits that were held against their OKR file. */
  readonly checked: number;
  readonly merges: number;
  readonly reverts: number;
  readonly findings: readonly CommitFinding[];
}

export type CheckFailure =
  | RangeFailure
  | { readonly kind: 'no-okr-file' }
  | { readonly kind: 'partial-clone' };

/** Far above what an OKR file may have; in bytes. */
const LARGEST = 2_000_000;

/**
 * Holds every commit of a range against the OKR file that this commit has: whoever changes the file and tags with a
 * new id in one push is right, commit by commit. Each version of the file is read once.
 */
export async function checkRange(
  git: GitPort,
  root: string,
  range: Range,
  rules: CheckRules,
): Promise<Result<RangeCheck, CheckFailure>> {
  const commits = await readCommitRange(git, root, range);
  if (!commits.ok) return commits;
  const own = commits.value.filter((commit) => exceptionOf(commit) === undefined);
  const files = await findInCommits(
    git,
    root,
    own.map(({ id }) => id),
    await trackedPath(git, root, rules.okrPath),
  );
  if (!files.ok) return lacking(files.error);
  if (own.length > 0 && files.value.every(({ kind }) => kind === 'missing')) {
    return { ok: false, error: { kind: 'no-okr-file' } };
  }
  const known = new Map<string, CommitOkrs>();
  const findings: CommitFinding[] = [];
  for (const [index, commit] of own.entries()) {
    const file = files.value[index];
    if (file?.kind !== 'file') {
      findings.push(...checkCommit(commit, { kind: 'missing' }, rules));
      continue;
    }
    let okrs = known.get(file.blob);
    if (okrs === undefined) {
      const read = await readOkrs(git, root, file);
      if (!read.ok) return lacking(read.error);
      okrs = read.value;
      known.set(file.blob, okrs);
    }
    findings.push(...checkCommit(commit, okrs, rules));
  }
  const merges = commits.value.filter((commit) => exceptionOf(commit) === 'merge').length;
  const reverts = commits.value.length - own.length - merges;
  return { ok: true, value: { checked: own.length, merges, reverts, findings } };
}

async function readOkrs(
  git: GitPort,
  root: string,
  { blob, bytes }: { readonly blob: string; readonly bytes: number },
): Promise<Result<CommitOkrs, RangeFailure>> {
  if (bytes > LARGEST) return { ok: true, value: { kind: 'too-large' } };
  const text = await readBlob(git, root, blob);
  return text.ok ? { ok: true, value: { kind: 'read', document: await readAims(text.value) } } : text;
}

function lacking(error: RangeFailure): Result<never, CheckFailure> {
  const partial = 'detail' in error && error.detail.includes('promisor remote');
  return { ok: false, error: partial ? { kind: 'partial-clone' } : error };
}
