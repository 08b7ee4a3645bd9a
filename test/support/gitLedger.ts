import { createGit } from '../../src/io/git';
import { ByteTable } from '../../src/work/ledger/byteTable';
import { Columns } from '../../src/work/ledger/columns';
import { type LedgerRelease, markReleases } from '../../src/work/ledger/firstRelease';
import { Ledger } from '../../src/work/ledger/ledger';
import { LOG_CONFIG, LOG_OPTIONS, LogReader, logFormat } from '../../src/work/ledger/logReader';
import { reachOf } from '../../src/work/ledger/reach';
import type { LedgerProgress } from '../../src/work/ledger/shownLedger';
import { atOnce } from '../../src/work/ledger/slices';

/** What the log of a history says, as a ledger. */
export async function ledgerOf(
  root: string,
  releases: readonly LedgerRelease[] = [],
  options: readonly string[] = [],
): Promise<Ledger> {
  const parts = { columns: new Columns(5), authors: new ByteTable(), tagSets: new ByteTable(['']) };
  const reader = new LogReader(parts);
  const args = [...LOG_CONFIG, 'log', ...LOG_OPTIONS, ...options, logFormat('OKR'), 'HEAD', '--'];
  const read = await createGit().stream(root, args, (piece) => reader.push(piece));
  if (!read.ok) throw new Error(read.error.detail);
  // The first that is named is the first of the log.
  return ledgerFrom(parts, parts.columns.count === 0 ? [] : [0], releases);
}

export function ledgerFrom(
  parts: Pick<Ledger['parts'], 'columns' | 'authors' | 'tagSets'>,
  tips: readonly number[],
  releases: readonly LedgerRelease[] = [],
): Ledger {
  const reach = atOnce(reachOf(parts.columns, tips));
  atOnce(markReleases(parts.columns, releases, 0));
  return new Ledger({
    ...parts,
    releases,
    reach,
    notes: new Map(),
    complete: true,
    skipped: 0,
    shallow: false,
  });
}

/** A keeper that says what a test lets it say. */
export class ToldKeeper {
  private readonly listeners = new Set<() => void>();

  constructor(
    public ledger: Ledger | undefined,
    public progress: LedgerProgress = { read: ledger?.count ?? 0, done: true },
  ) {}

  tell(ledger: Ledger, progress: LedgerProgress): void {
    this.ledger = ledger;
    this.progress = progress;
    for (const listener of this.listeners) listener();
  }

  onDidChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
