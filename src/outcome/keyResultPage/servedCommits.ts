import type { GitPort } from '../../io/ports';
import type { TimeSpan } from '../../metrics/series';
import type { KeyResult } from '../../okr/model';
import type { Ledger } from '../../work/ledger/ledger';
import { selectRows } from '../../work/ledger/selectRows';
import { inSlices } from '../../work/ledger/slices';
import { readSubjects } from '../../work/ledger/subjects';

/** More than anybody reads through; the ledger has the rest. */
const MOST = 300;

export interface ServedCommit {
  /** The full id. */
  readonly id: string;
  /** Absent where git could not say it. */
  readonly subject?: string;
}

export interface ServedRelease {
  readonly commits: number;
  /** Newest first, as far as they are listed. */
  readonly listed: readonly ServedCommit[];
}

/** The commits of the cycle that serve one key result. */
export interface ServedCommits {
  readonly commits: number;
  readonly listed: number;
  /** By the name of the first release that contains them; the empty one for those that none does. */
  readonly byRelease: ReadonlyMap<string, ServedRelease>;
}

/** @param turn resolves when others have had theirs */
export async function readServedCommits(
  git: GitPort,
  root: string,
  ledger: Ledger,
  { id, aliases }: Pick<KeyResult, 'id' | 'aliases'>,
  cycle: TimeSpan,
  turn: () => Promise<void>,
): Promise<ServedCommits> {
  const filter = { since: cycle.from, until: cycle.to, values: [id, ...aliases] };
  const rows = await inSlices(selectRows(ledger, filter), turn);
  const listed = [...rows.subarray(0, MOST)].map((row) => ledger.idOf(row));
  const read = await readSubjects(git, root, listed);
  const subjects = read.ok ? read.value : new Map<string, string>();
  const byRelease = new Map<string, { commits: number; listed: ServedCommit[] }>();
  for (const [index, row] of rows.entries()) {
    const name = ledger.releases[ledger.releaseNumberOf(row)]?.name ?? '';
    const release = byRelease.get(name) ?? { commits: 0, listed: [] };
    if (release.commits === 0) byRelease.set(name, release);
    release.commits += 1;
    const commit = listed[index];
    if (commit === undefined) continue;
    const subject = subjects.get(commit);
    release.listed.push({ id: commit, ...(subject === undefined ? {} : { subject }) });
  }
  return { commits: rows.length, listed: listed.length, byRelease };
}
