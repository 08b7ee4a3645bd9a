import { inOrder, markReleases } from '../../../src/work/ledger/firstRelease';
import type { HistoryFacts } from '../../../src/work/ledger/historyFacts';
import { type KnownHistory, newHistory } from '../../../src/work/ledger/knownHistory';
import { Ledger } from '../../../src/work/ledger/ledger';
import { LogReader } from '../../../src/work/ledger/logReader';
import { reachOf } from '../../../src/work/ledger/reach';
import { atOnce } from '../../../src/work/ledger/slices';

/** A commit as a test makes it up. */
export interface MadeUp {
  readonly id: string;
  readonly parents: readonly string[];
  /** Seconds since 1970 UTC. */
  readonly committed: number;
  readonly authored: number;
  readonly name: string;
  readonly email: string;
  readonly tags: readonly string[];
}

const FACTS: HistoryFacts = { fingerprint: '', shallow: false, grafts: '', plainTrailers: true };

/** What `git log` would print of them under `logFormat`. */
export function logOf(commits: readonly MadeUp[]): Uint8Array {
  const records = commits.map(({ id, parents, committed, authored, name, email, tags }) =>
    [id, parents.join(' '), authored, committed, name, email, tags.join('\x01'), ''].join('\0'),
  );
  return new TextEncoder().encode(records.join(''));
}

/** @param cuts where the output falls into pieces; in order, none twice */
export function readInPieces(log: Uint8Array, cuts: readonly number[], idWords: 5 | 8 = 5): KnownHistory {
  const history = newHistory(FACTS, idWords);
  const reader = new LogReader(history);
  let from = 0;
  for (const cut of [...cuts, log.length]) {
    // As a pipe's: a piece of memory that is used again.
    const piece = log.slice(from, cut);
    reader.push(piece);
    piece.fill(0x58);
    from = cut;
  }
  return history;
}

/** The ledger of the history of one of them, with a release at each of `releases`, oldest first. */
export function ledgerOf(
  commits: readonly MadeUp[],
  head: string,
  releases: readonly string[] = [],
  notes: ReadonlyMap<string, readonly string[]> = new Map(),
): Ledger {
  const history = readInPieces(logOf(commits), []);
  const { columns, authors, tagSets } = history;
  const ordered = inOrder(releases.map((commit, at) => ({ name: `v${at}`, at, commit })));
  atOnce(markReleases(columns, ordered, 0));
  return new Ledger({
    ...{ columns, authors, tagSets, releases: ordered, complete: true, skipped: 0, shallow: false },
    reach: atOnce(reachOf(columns, [columns.find(head)])),
    notes: new Map([...notes].map(([id, values]) => [columns.find(id), values])),
  });
}
