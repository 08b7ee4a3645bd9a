import { ByteTable } from './byteTable';
import { Columns } from './columns';
import type { LedgerRelease } from './firstRelease';
import type { HistoryFacts } from './historyFacts';
import type { KeptLedger } from './indexFile';
import { NO_TAGS } from './logReader';
import type { IdWords } from './objectIds';
import type { Reach } from './reach';

/** What a keeper knows of a history: it grows, and what is drawn from it is taken at one instant. */
export interface KnownHistory {
  readonly facts: HistoryFacts;
  readonly columns: Columns;
  readonly authors: ByteTable;
  readonly tagSets: ByteTable;
  /** What the release column points into. */
  releases: readonly LedgerRelease[];
  /** Commits that git could not read. */
  skipped: readonly string[];
  /** Names the log beside the index, and how much of it is in here; bytes of the index itself. */
  log: string;
  logAt: number;
  indexBytes: number;
  /** The refs as they were read last, and when that was. */
  refs: string;
  notesCommit: string | undefined;
  /** What notes say, by full id. */
  notes: ReadonlyMap<string, readonly string[]>;
  /** The history of `head`, where it has been found. */
  head: string | undefined;
  reach: Reach | undefined;
}

export function newHistory(facts: HistoryFacts, idWords: IdWords): KnownHistory {
  return historyOf(facts, {
    columns: new Columns(idWords),
    authors: new ByteTable(),
    tagSets: new ByteTable([NO_TAGS]),
    releases: [],
    skipped: [],
    log: crypto.randomUUID(),
    fingerprint: facts.fingerprint,
  });
}

export function historyOf(facts: HistoryFacts, kept: KeptLedger, indexBytes = 0): KnownHistory {
  const { columns, authors, tagSets, releases, skipped, log } = kept;
  return {
    ...{ facts, columns, authors, tagSets, releases, skipped, log, logAt: 0, indexBytes },
    ...{ refs: '', notesCommit: undefined, notes: new Map(), head: undefined, reach: undefined },
  };
}
