import type { Ledger } from './ledger';
import { newestFirst } from './order';
import { type Sliced, STEPS_PER_SLICE } from './slices';

/** What is wanted of a ledger; what is absent does not matter. */
export interface LedgerFilter {
  /** Committed at or after, and before; milliseconds since 1970 UTC. */
  readonly since?: number;
  readonly until?: number;
  /** Serves at least one of these values, compared without case. */
  readonly values?: readonly string[];
  readonly tagged?: boolean;
  /** The number of the first release that contains it in `releases`, or -1 for what is not released. */
  readonly release?: number;
  /** Merges are no work that could serve anything: left out unless wanted or tagged. */
  readonly merges?: boolean;
  /** Only rows marked in all of these: what git found for a path or for a text. */
  readonly among?: readonly Uint8Array[];
}

/** The rows that a filter lets through, newest first. */
export function* selectRows(ledger: Ledger, filter: LedgerFilter): Sliced<Uint32Array> {
  const { columns, notes } = ledger.parts;
  const { committed, tags } = columns.data;
  const { among = [] } = filter;
  const since = filter.since === undefined ? 0 : filter.since / 1000;
  const until = filter.until === undefined ? Number.POSITIVE_INFINITY : filter.until / 1000;
  const values = filter.values && new Set(filter.values.map((value) => value.toLowerCase()));
  const wanted = values && setsWith(ledger, values);
  const serves = (row: number): boolean => {
    if (values === undefined || wanted === undefined) return true;
    if (wanted.has(tags[row] ?? 0)) return true;
    return notes.get(row)?.some((value) => values.has(value.toLowerCase())) ?? false;
  };
  const found = new Uint32Array(ledger.count);
  let count = 0;
  for (let row = 0; row < columns.count; row += 1) {
    if (row % STEPS_PER_SLICE === 0) yield;
    if (!ledger.has(row)) continue;
    const time = committed[row] ?? 0;
    if (time < since || time >= until) continue;
    const isTagged = tags[row] !== 0 || notes.has(row);
    if (filter.tagged !== undefined && filter.tagged !== isTagged) continue;
    if (!filter.merges && !isTagged && columns.isMerge(row)) continue;
    if (filter.release !== undefined && ledger.firstReleases[row] !== filter.release) continue;
    if (!serves(row)) continue;
    if (!among.every((marks) => marks[row] === 1)) continue;
    found[count] = row;
    count += 1;
  }
  return yield* newestFirst(columns, found.subarray(0, count));
}

/** Numbers of the tag sets that hold one of the values. */
function setsWith(ledger: Ledger, values: ReadonlySet<string>): ReadonlySet<number> {
  const sets = new Set<number>();
  ledger.parts.tagSets.texts.forEach((text, number) => {
    if (text.split('\x01').some((value) => values.has(value.toLowerCase()))) sets.add(number);
  });
  return sets;
}
