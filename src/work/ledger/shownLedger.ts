import type { GitFailure } from '../../io/ports';
import type { KnownHistory } from './knownHistory';
import { Ledger } from './ledger';
import { extendedReach, type Reach, reachOf } from './reach';
import { inSlices } from './slices';

/** How far the reading of the history is. */
export interface LedgerProgress {
  /** Commits read so far. */
  readonly read: number;
  readonly done: boolean;
  /** Why there is no more to come. */
  readonly failure?: GitFailure;
}

const NOTHING: Reach = { marks: new Uint8Array(0), count: 0 };

/** The ledger as everybody sees it, taken from a history at one instant and then another. */
export class ShownLedger {
  private readonly listeners = new Set<() => void>();

  /** What is known now; absent until the first commits are read. A new object whenever anything in it changed. */
  ledger: Ledger | undefined;
  progress: LedgerProgress = { read: 0, done: false };

  /** @param turn resolves when others have had theirs */
  constructor(private readonly turn: () => Promise<void>) {}

  /** @returns stops listening */
  onDidChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(): void {
    for (const listener of this.listeners) listener();
  }

  /**
   * Takes what is known at this instant.
   * @param complete whether no older history is to come
   */
  async show(history: KnownHistory, head: string | undefined, complete: boolean): Promise<void> {
    const { columns, authors, tagSets, releases, facts, skipped } = history;
    const reach = await this.reach(history, head);
    history.head = head;
    history.reach = reach;
    const notes = new Map<number, readonly string[]>();
    for (const [id, ids] of history.notes) {
      const row = columns.find(id);
      if (row >= 0) notes.set(row, ids);
    }
    const { shallow } = facts;
    const parts = { columns, authors, tagSets, releases, reach, notes, complete, shallow };
    this.ledger = new Ledger({ ...parts, skipped: skipped.length });
    this.tell();
  }

  private async reach(history: KnownHistory, head: string | undefined): Promise<Reach> {
    const { columns } = history;
    const tip = head === undefined ? -1 : columns.find(head);
    if (tip < 0) return NOTHING;
    // What was shown while older history was still to come ends too early.
    const whole = this.ledger?.complete === true && this.ledger.parts.columns === columns;
    if (whole && history.reach !== undefined && history.head !== undefined) {
      const extended = extendedReach(columns, history.reach, columns.find(history.head), tip);
      if (extended !== undefined) return extended;
    }
    return inSlices(reachOf(columns, [tip]), this.turn);
  }

  dispose(): void {
    this.listeners.clear();
  }
}
