import type { GitPort } from '../io/ports';
import type { TimeSpan } from '../metrics/series';
import { findId } from '../okr/lookup';
import type { Ledger, LedgerCommit } from '../work/ledger/ledger';
import { selectRows } from '../work/ledger/selectRows';
import { inSlices, type Sliced, STEPS_PER_SLICE } from '../work/ledger/slices';
import { readSubjects } from '../work/ledger/subjects';
import type { Aims } from './okrDocument';

/** A release of before the cycle is still compared with, and watched, for some months. */
const BEFORE = 180 * 86_400_000;
/** So many commits of a key result stand in the sidebar; the ledger has the rest. */
const LATEST = 3;

export interface KeyResultWork {
  readonly commits: number;
  /** Commits that no release contains. */
  readonly unreleased: number;
  /** Names of the releases that brought the others. */
  readonly releases: ReadonlySet<string>;
  /** Newest first. */
  readonly latest: readonly LedgerCommit[];
}

/** The commits of a cycle in the history of HEAD, by what they serve. Nobody's commits are counted apart. */
export interface CycleWork {
  /** Commits but for merges that carry nothing. */
  readonly commits: number;
  readonly tagged: number;
  /** By the key result's id, where the OKR file knows it, else by what the commits say; in lower case. */
  readonly byKeyResult: ReadonlyMap<string, KeyResultWork>;
  /** Names of the releases that brought commits of the half year before the cycle; ids as in `byKeyResult`. */
  readonly earlier?: ReadonlyMap<string, ReadonlySet<string>>;
  /** First lines of the commits in `latest`, by full id. */
  readonly subjects: ReadonlyMap<string, string>;
  /** Whether any release is known: else that none contains a commit says nothing. */
  readonly hasReleases: boolean;
  /** Whether a shallow clone may have cut off some of it. */
  readonly shallow: boolean;
}

export async function readCycleWork(
  git: GitPort,
  root: string,
  ledger: Ledger,
  aims: Pick<Aims, 'objectives' | 'ended'>,
  cycle: TimeSpan,
  turn: () => Promise<void>,
): Promise<CycleWork> {
  const rows = await inSlices(selectRows(ledger, { since: cycle.from, until: cycle.to }), turn);
  const { tagged, byKeyResult } = await inSlices(gather(ledger, rows, aims), turn);
  const before = { since: cycle.from - BEFORE, until: cycle.from, tagged: true };
  const old = await inSlices(selectRows(ledger, before), turn);
  const earlier = await inSlices(releasesOf(ledger, old, aims), turn);
  const shown = [...byKeyResult.values()].flatMap(({ latest }) => latest.map(({ id }) => id));
  const subjects = await readSubjects(git, root, [...new Set(shown)]);
  return {
    commits: rows.length,
    tagged,
    byKeyResult,
    earlier,
    subjects: subjects.ok ? subjects.value : new Map(),
    hasReleases: ledger.releases.length > 0,
    shallow: ledger.parts.shallow,
  };
}

interface Running {
  commits: number;
  unreleased: number;
  releases: Set<string>;
  latest: LedgerCommit[];
}

function* gather(
  ledger: Ledger,
  rows: Uint32Array,
  aims: Pick<Aims, 'objectives' | 'ended'>,
): Sliced<{ tagged: number; byKeyResult: ReadonlyMap<string, Running> }> {
  const byKeyResult = new Map<string, Running>();
  let tagged = 0;
  for (let i = 0; i < rows.length; i += 1) {
    if (i % STEPS_PER_SLICE === STEPS_PER_SLICE - 1) yield;
    const row = rows[i] ?? 0;
    const tags = ledger.tagsOf(row);
    if (tags.length > 0) tagged += 1;
    for (const key of keysOf(tags, aims)) {
      const known = byKeyResult.get(key) ?? {
        commits: 0,
        unreleased: 0,
        releases: new Set<string>(),
        latest: [],
      };
      if (known.commits === 0) byKeyResult.set(key, known);
      known.commits += 1;
      const release = ledger.releases[ledger.releaseNumberOf(row)];
      if (release === undefined) known.unreleased += 1;
      else known.releases.add(release.name);
      if (known.latest.length < LATEST) known.latest.push(ledger.commit(row));
    }
  }
  return { tagged, byKeyResult };
}

function* releasesOf(
  ledger: Ledger,
  rows: Uint32Array,
  aims: Pick<Aims, 'objectives' | 'ended'>,
): Sliced<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  for (const [index, row] of rows.entries()) {
    if (index % STEPS_PER_SLICE === STEPS_PER_SLICE - 1) yield;
    const release = ledger.releases[ledger.releaseNumberOf(row)];
    if (release === undefined) continue;
    for (const key of keysOf(ledger.tagsOf(row), aims)) {
      const known = found.get(key);
      if (known) known.add(release.name);
      else found.set(key, new Set([release.name]));
    }
  }
  return found;
}

/** Each key result once, though a commit may name it by a former id too. */
function keysOf(tags: readonly string[], aims: Pick<Aims, 'objectives' | 'ended'>): ReadonlySet<string> {
  return new Set(
    tags.map((tag) => {
      const found = findId(aims, tag);
      return (found.kind === 'active' ? found.keyResult.id : tag).toLowerCase();
    }),
  );
}
