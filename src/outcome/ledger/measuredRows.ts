import type { Ledger } from '../../work/ledger/ledger';
import { type Sliced, STEPS_PER_SLICE } from '../../work/ledger/slices';

/** Commits that carry a purpose and changed lines of their own. */
export function* measuredRows(ledger: Ledger, rows: Uint32Array): Sliced<readonly number[]> {
  const found: number[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    if (at % STEPS_PER_SLICE === STEPS_PER_SLICE - 1) yield;
    const row = rows[at] ?? 0;
    if (ledger.tagsOf(row).length > 0 && !ledger.isMerge(row)) found.push(row);
  }
  return found;
}
