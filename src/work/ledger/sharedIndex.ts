import type { IndexStorePort } from '../../io/ports';
import type { HistoryFacts } from './historyFacts';
import { readIndex, writeIndex } from './indexFile';
import { frameOf, framesIn } from './indexLog';
import { historyOf, type KnownHistory } from './knownHistory';
import { LogReader } from './logReader';

/** A log may grow to this share of its index, and to so many bytes in any case. */
const LOG_SHARE = 0.05;
const LOG_BYTES = 1 << 18;

/** The index of one history on disk, with its log, as every process that shares it reads and writes it. */
export class SharedIndex {
  constructor(
    private readonly store: IndexStorePort,
    private readonly key: string,
    private readonly turn: () => Promise<void>,
    private readonly warn: (message: string) => void,
  ) {}

  /** What is kept, with its log; nothing where there is none that holds under these facts. */
  async open(facts: HistoryFacts): Promise<KnownHistory | undefined> {
    const found = await readIndex(this.store, this.key, facts.fingerprint, this.turn);
    if (found.kind === 'none') return undefined;
    if (found.kind === 'other') {
      if (found.why === 'damaged') this.warn('The ledger kept on disk is damaged: it is made anew');
      await this.store.setAside(this.key);
      return undefined;
    }
    const history = historyOf(facts, found.kept, found.bytes);
    await this.takeUp(history);
    return history;
  }

  /** Reads what other processes have added since. */
  async takeUp(history: KnownHistory): Promise<void> {
    const bytes = await this.store.readLog(this.key, history.log, history.logAt);
    history.logAt += this.takeIn(history, bytes);
  }

  /** Adds records that are in `history` already. */
  async add(history: KnownHistory, records: Uint8Array): Promise<void> {
    const add = frameOf(this.store, records);
    history.logAt = await this.store.updateLog(this.key, history.log, history.logAt, (bytes) => ({
      keep: this.takeIn(history, bytes),
      add,
    }));
    const most = Math.max(LOG_BYTES, history.indexBytes * LOG_SHARE);
    if (history.logAt > most) await this.rewrite(history);
  }

  /** Writes the index anew, with an empty log. Only for who holds it. */
  async save(history: KnownHistory): Promise<void> {
    const log = crypto.randomUUID();
    const { facts, columns, authors, tagSets, releases, skipped } = history;
    const { fingerprint } = facts;
    const kept = { columns, authors, tagSets, releases, skipped, log, fingerprint };
    history.indexBytes = await writeIndex(this.store, this.key, kept, this.turn);
    history.log = log;
    history.logAt = 0;
  }

  /** @returns lets it go; `taken` while another process has it, nothing where that can't be arranged */
  hold(): ReturnType<IndexStorePort['hold']> {
    return this.store.hold(this.key);
  }

  private async rewrite(history: KnownHistory): Promise<void> {
    const held = await this.hold();
    if (held === 'taken') return;
    try {
      await this.takeUp(history);
      await this.save(history);
    } finally {
      await held?.();
    }
  }

  /** @returns how many of the bytes are whole entries */
  private takeIn(history: KnownHistory, bytes: Uint8Array): number {
    const { entries, length } = framesIn(this.store, bytes);
    for (const entry of entries) new LogReader(history).push(entry);
    return length;
  }
}
