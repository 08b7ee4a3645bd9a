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

interface Running {
  value: string;
  commits: number;
  released: number;
  first: number;
  last: number;
}

/** @param rows newest first */
export function* countRows(ledger: Ledger, rows: Uint32Array): Sliced<LedgerCount> {
  const byValue = new Map<string, Running>();
  let tagged = 0;
  for (let i = 0; i < rows.length; i += 1) {
    if (i % STEPS_PER_SLICE === STEPS_PER_SLICE - 1) yield;
    const row = rows[i] ?? 0;
    const tags = ledger.tagsOf(row);
    if (tags.length === 0) continue;
    tagged += 1;
    const at = ledger.committedOf(row) * 1000;
    const released = ledger.releaseNumberOf(row) >= 0 ? 1 : 0;
    for (const value of tags) {
      const key = value.toLowerCase();
      const known = byValue.get(key);
      if (known === undefined) {
        byValue.set(key, { value, commits: 1, released, first: at, last: at });
      } else {
        known.commits += 1;
        known.released += released;
        known.first = at;
      }
    }
  }
  return { commits: rows.length, tagged, byValue };
}
