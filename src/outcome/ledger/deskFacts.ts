import type { GitFailure } from '../../io/ports';
import type { Head } from '../../work/head';
import type { Aims } from '../okrDocument';

/** What the ledger panel knows of the repository beside its history. */
export interface DeskFacts {
  readonly repository: string;
  /** Absent until it was read. */
  readonly head?: Head;
  /** Absent without an OKR file that could be used: the ledger is shown all the same. */
  readonly aims?: Aims;
  readonly trailerKey: string;
  /** Whether lines of commits can be counted: what a partial clone left out is not fetched for it. */
  readonly measures: boolean;
  readonly failure?: GitFailure;
}
