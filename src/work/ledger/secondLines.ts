import { type Columns, NONE } from './columns';

/** A commit whose parents are being looked at. */
const OPEN = -1;

/**
 * How many commits of its own second a commit was made on, one on the other. A rebase makes many in one second, and
 * what was made on another is the newer one.
 */
export class SecondLines {
  /** By row; 0 where nobody asked yet. */
  private readonly lengths: Int32Array;

  constructor(private readonly columns: Columns) {
    this.lengths = new Int32Array(columns.count);
  }

  /** At least 1. */
  lengthOf(row: number): number {
    const { lengths } = this;
    const open = [row];
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      if ((lengths[last] ?? 0) > 0) {
        open.pop();
        continue;
      }
      const parents = this.parentsInSecond(last);
      const unknown = parents.filter((parent) => lengths[parent] === 0);
      lengths[last] = unknown.length > 0 ? OPEN : 1 + Math.max(0, ...parents.map((one) => lengths[one] ?? 0));
      open.push(...unknown);
    }
    return lengths[row] ?? 1;
  }

  private parentsInSecond(row: number): number[] {
    const { data, otherParents } = this.columns;
    const parents = [data.parent1[row] ?? NONE, data.parent2[row] ?? NONE, ...(otherParents.get(row) ?? [])];
    return parents.filter(
      (parent) =>
        parent !== NONE &&
        // One that became known since is no part of this order.
        parent < this.lengths.length &&
        parent !== row &&
        data.committed[parent] === data.committed[row] &&
        this.columns.isRead(parent),
    );
  }
}
