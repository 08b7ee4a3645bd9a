import type { Ledger } from '../../work/ledger/ledger';
import { type Sliced, STEPS_PER_SLICE } from '../../work/ledger/slices';

/** Lines that commits added and deleted, as far as they are known. */
export interface LineNumbers {
  /** Added and deleted together; -1 where that is not known. */
  linesOf(row: number): number;
}

export interface KeyTally {
  /** As it was written last. */
  readonly value: string;
  commits: number;
  released: number;
  lines: number;
  /** Commits of which the lines are not known. */
  unmeasured: number;
}

export interface Tally {
  readonly commits: number;
  readonly tagged: number;
  /** One that serves two counts for both. Nobody's commits are counted apart. */
  readonly byKey: ReadonlyMap<string, KeyTally>;
}

/**
 * @param rows newest first
 * @param keysOf what a value counts for: a key result and its objective, for example
 */
export function* tallyRows(
  ledger: Ledger,
  rows: Uint32Array,
  keysOf: (value: string) => readonly string[],
  lines: LineNumbers,
): Sliced<Tally> {
  const byKey = new Map<string, KeyTally>();
  const keys = new Keys(keysOf);
  let tagged = 0;
  for (let i = 0; i < rows.length; i += 1) {
    if (i % STEPS_PER_SLICE === STEPS_PER_SLICE - 1) yield;
    const row = rows[i] ?? 0;
    const tags = ledger.tagsOf(row);
    if (tags.length === 0) continue;
    tagged += 1;
    const released = ledger.releaseNumberOf(row) >= 0 ? 1 : 0;
    // A merge changes no lines of its own.
    const changed = ledger.isMerge(row) ? 0 : lines.linesOf(row);
    for (const [key, value] of keys.of(tags)) {
      const known = byKey.get(key) ?? { value, commits: 0, released: 0, lines: 0, unmeasured: 0 };
      if (known.commits === 0) byKey.set(key, known);
      known.commits += 1;
      known.released += released;
      if (changed < 0) known.unmeasured += 1;
      else known.lines += changed;
    }
  }
  return { commits: rows.length, tagged, byKey };
}

/** Keys of each set of tags, each once. A ledger gives commits with the same tags the same array. */
class Keys {
  private readonly known = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

  constructor(private readonly keysOf: (value: string) => readonly string[]) {}

  of(tags: readonly string[]): ReadonlyMap<string, string> {
    const known = this.known.get(tags);
    if (known) return known;
    const keys = new Map<string, string>();
    for (const value of tags) for (const key of this.keysOf(value)) keys.set(key, value);
    this.known.set(tags, keys);
    return keys;
  }
}
