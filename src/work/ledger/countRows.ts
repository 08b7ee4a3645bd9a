import { NONE } from './columns';
import type { Ledger } from './ledger';
import { type Sliced, STEPS_PER_SLICE } from './slices';

/** What some commits add up to. Nobody's commits are counted apart. */
export interface LedgerCount {
  /** Commits without merges that carry nothing. */
  readonly commits: number;
  readonly tagged: number;
  /** Commits by value in lower case; one that serves two counts for both. */
  readonly byValue: ReadonlyMap<string, ValueCount>;
}

export interface ValueCount {
  /** As it was written last. */
  readonly value: string;
  readonly commits: number;
  readonly released: number;
  /** When the first and the last were committed; milliseconds since 1970 UTC. */
  readonly first: number;
  readonly last: number;
}

/** The same of all commits with one set of tags, of which there are few. */
interface Group {
  readonly tags: readonly string[];
  commits: number;
  released: number;
  /** Seconds since 1970 UTC. */
  first: number;
  readonly last: number;
}

/** @param rows newest first */
export function* countRows(ledger: Ledger, rows: Uint32Array): Sliced<LedgerCount> {
  const { columns, notes } = ledger.parts;
  const { tags, committed } = columns.data;
  const { firstReleases: release } = ledger;
  // In the order of their newest commits.
  const groups: Group[] = [];
  const ofSet: (Group | undefined)[] = [];
  let tagged = 0;
  for (let i = 0; i < rows.length; i += 1) {
    if (i % STEPS_PER_SLICE === STEPS_PER_SLICE - 1) yield;
    const row = rows[i] ?? 0;
    const set = tags[row] ?? 0;
    const isNoted = notes.size > 0 && notes.has(row);
    if (set === 0 && !isNoted) continue;
    tagged += 1;
    const at = committed[row] ?? 0;
    const released = (release[row] ?? NONE) === NONE ? 0 : 1;
    const known = isNoted ? undefined : ofSet[set];
    if (known === undefined) {
      const group = { tags: ledger.tagsOf(row), commits: 1, released, first: at, last: at };
      groups.push(group);
      if (!isNoted) ofSet[set] = group;
    } else {
      known.commits += 1;
      known.released += released;
      known.first = at;
    }
  }
  return { commits: rows.length, tagged, byValue: valuesOf(groups) };
}

function valuesOf(groups: readonly Group[]): ReadonlyMap<string, ValueCount> {
  const byValue = new Map<string, ValueCount>();
  for (const { tags, commits, released, first, last } of groups) {
    for (const value of tags) {
      const key = value.toLowerCase();
      const known = byValue.get(key);
      byValue.set(key, {
        value: known?.value ?? value,
        commits: commits + (known?.commits ?? 0),
        released: released + (known?.released ?? 0),
        first: Math.min(first * 1000, known?.first ?? Number.POSITIVE_INFINITY),
        last: Math.max(last * 1000, known?.last ?? 0),
      });
    }
  }
  return byValue;
}
