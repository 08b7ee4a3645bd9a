import type { LedgerRow } from '../outcome/ledger/view';

/** More than some screens: the rest can be asked for again. */
const MOST_ROWS = 2_000;
/** Rows are asked for in whole blocks, so that a slow scroll does not ask for each. */
const BLOCK = 50;

export interface RowRange {
  readonly start: number;
  readonly count: number;
}

/** Rows of a list that the host has sent. Those of the list before stay until the first of the new one come. */
export class RowCache {
  private rows = new Map<number, LedgerRow>();
  private fresh = true;
  list = -1;

  /** @param keep whether the rows known so far are likely those of the new list */
  follow(list: number, keep: boolean): void {
    if (list === this.list) return;
    this.list = list;
    this.fresh = false;
    if (!keep) this.rows.clear();
  }

  get(row: number): LedgerRow | undefined {
    return this.rows.get(row);
  }

  put(list: number, start: number, rows: readonly LedgerRow[]): boolean {
    if (list !== this.list) return false;
    if (!this.fresh) this.rows = new Map();
    this.fresh = true;
    rows.forEach((row, at) => {
      // Later in the order of the map, so that it goes later.
      this.rows.delete(start + at);
      this.rows.set(start + at, row);
    });
    for (const row of this.rows.keys()) {
      if (this.rows.size <= MOST_ROWS) break;
      this.rows.delete(row);
    }
    return true;
  }

  /** What to ask the host for, to draw a part of the list whole; nothing where all of it is here. */
  missing(first: number, count: number, total: number): RowRange | undefined {
    const start = Math.floor(first / BLOCK) * BLOCK;
    const end = Math.min(Math.ceil((first + count) / BLOCK) * BLOCK, total);
    for (let row = first; row < Math.min(first + count, total); row += 1) {
      if (!this.fresh || this.rows.get(row)?.subject === undefined) return { start, count: end - start };
    }
    return undefined;
  }
}
