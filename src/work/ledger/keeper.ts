import type { GitFailure } from '../../io/ports';
import { catchUp } from './catchUp';
import { readHistoryFacts } from './historyFacts';
import { HistoryOpener } from './historyOpener';
import { CANCELED, type KeeperOptions, type KeeperPorts, type Keeping, type KeptRepository } from './keeping';
import type { KnownHistory } from './knownHistory';
import type { Ledger } from './ledger';
import { SharedIndex } from './sharedIndex';
import { type LedgerProgress, ShownLedger } from './shownLedger';

/**
 * Keeps the ledger of one repository and one trailer key up to date: from the index on disk where there is one, else
 * from one reading of the whole history, newest first; then commit by commit. Work trees, windows and terminals that
 * name the same store share the index, and one of them makes it.
 */
export class LedgerKeeper {
  private readonly stop = new AbortController();
  private readonly keeping: Keeping;
  private readonly shown: ShownLedger;
  private readonly opener: HistoryOpener;
  private history: KnownHistory | undefined;
  private factsStamp: string | undefined;
  private wanted: string | undefined;
  private working: Promise<void> | undefined;
  private again = false;

  constructor(ports: KeeperPorts, repository: KeptRepository, options: KeeperOptions) {
    const { signal } = this.stop;
    const turn = async (): Promise<void> => {
      await ports.turn();
      signal.throwIfAborted();
    };
    const key = `${repository.commonDir}\0${options.trailerKey.toLowerCase()}`;
    const index = new SharedIndex(ports.store, key, turn, (message) => ports.warn(message));
    const objects = ports.git.objects(repository.root);
    this.keeping = { ports, repository, options, index, objects, signal, turn };
    this.shown = new ShownLedger(turn);
    this.opener = new HistoryOpener(this.keeping, this.shown);
  }

  /** What is known now; absent until the first commits are read. A new object whenever anything in it changed. */
  get ledger(): Ledger | undefined {
    return this.shown.ledger;
  }

  get progress(): LedgerProgress {
    return this.shown.progress;
  }

  /** @returns stops listening */
  onDidChange(listener: () => void): () => void {
    return this.shown.onDidChange(listener);
  }

  /**
   * Reads what is new since the last time: all of it at the first. Resolves once the ledger is complete, or can't be.
   * @param head full id of the commit that HEAD points to; absent where there is none yet
   */
  async refresh(head: string | undefined): Promise<void> {
    this.wanted = head;
    this.again = true;
    this.working ??= this.work().finally(() => {
      this.working = undefined;
    });
    await this.working;
  }

  dispose(): void {
    this.stop.abort();
    this.keeping.objects.dispose();
    this.shown.dispose();
  }

  private async work(): Promise<void> {
    while (this.again && !this.stop.signal.aborted) {
      this.again = false;
      const before = { ledger: this.ledger, progress: this.progress };
      const failure = await this.bring(this.wanted).catch((error: unknown) => {
        if (this.stop.signal.aborted) return CANCELED;
        throw error;
      });
      if (this.stop.signal.aborted) return;
      const read = this.ledger?.count ?? 0;
      this.shown.progress = { read, done: true, ...(failure ? { failure } : {}) };
      const same = before.ledger === this.ledger && before.progress.done;
      if (!same || before.progress.failure?.detail !== failure?.detail) this.shown.tell();
    }
  }

  private async bring(head: string | undefined): Promise<GitFailure | undefined> {
    const { ports, repository } = this.keeping;
    const stamp = await ports.stamps.stamp(repository.commonDir);
    let history = this.history;
    if (history === undefined || this.factsStamp !== stamp.facts) {
      const facts = await readHistoryFacts(ports, repository, ports.store.checksum);
      if (!facts.ok) return facts.error;
      if (history?.facts.fingerprint !== facts.value.fingerprint) history = undefined;
      if (history === undefined && head !== undefined) {
        const made = await this.opener.openOrMake(facts.value, head);
        if (!made.ok) return made.error;
        history = made.value;
      }
      this.history = history;
      this.factsStamp = stamp.facts;
    }
    if (history === undefined) return undefined;
    const failure = await catchUp(this.keeping, this.shown, history, head, stamp.refs);
    if (failure?.kind !== 'git-failed' || head === undefined) return failure;
    // What was known may lead to commits that are gone, or can't be read: from the beginning, once.
    const made = await this.opener.makeAgain(history.facts, head);
    if (!made.ok) return made.error;
    this.history = made.value;
    return catchUp(this.keeping, this.shown, made.value, head, stamp.refs);
  }
}
