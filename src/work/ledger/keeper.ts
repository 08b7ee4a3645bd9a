import type { GitFailure } from '../../io/ports';
import type { Ledger } from './ledger';

/** How far the reading of the history is. */
export interface LedgerProgress {
  /** Commits read so far. */
  readonly read: number;
  readonly done: boolean;
  /** Why there is no more to come. */
  readonly failure?: GitFailure;
}

/** Keeps the ledger of one repository and one trailer key up to date. */
export interface LedgerKeeper {
  /** What is known now; absent until the first commits are read. A new object whenever anything in it changed. */
  readonly ledger: Ledger | undefined;
  readonly progress: LedgerProgress;
  /** @returns stops listening */
  onDidChange(listener: () => void): () => void;
  /** Reads what is new since the last time: all of it at the first. Resolves once the ledger is complete. */
  refresh(head: string | undefined): Promise<void>;
  dispose(): void;
}
