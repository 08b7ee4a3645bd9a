import type { GitFailure, Result } from '../../io/ports';
import type { HistoryFacts } from './historyFacts';
import { CANCELED, type Keeping } from './keeping';
import type { KnownHistory } from './knownHistory';
import { readLedgerRefs } from './ledgerRefs';
import { readHistory } from './readHistory';
import type { ShownLedger } from './shownLedger';
import { takeReleases } from './takeReleases';

/** A first screen is not kept waiting for a cycle with more commits than this. */
const FIRST_SCREEN = 20_000;
/** What is known is shown anew when it has grown so many times: so all of that takes no longer than the last time. */
const GROWTH = 4;
/** While older history is read, how far that is is told this often. */
const NEWS_MS = 500;
/** While another process makes the index. */
const LOOK_AGAIN_MS = 250;

/** Opens the index of a history, or makes it; what is read meanwhile is shown. */
export class HistoryOpener {
  private rebuild: boolean;

  constructor(
    private readonly keeping: Keeping,
    private readonly shown: ShownLedger,
  ) {
    this.rebuild = keeping.options.rebuild ?? false;
  }

  /** What is kept on disk, or else what git has: read by one process, while the others wait with a first screen. */
  async openOrMake(facts: HistoryFacts, head: string): Promise<Result<KnownHistory, GitFailure>> {
    const { index, ports, signal } = this.keeping;
    if (!this.rebuild) {
      const kept = await index.open(facts);
      if (kept !== undefined) return { ok: true, value: kept };
    }
    let held = await index.hold();
    if (held === 'taken') {
      await this.read(facts, head, FIRST_SCREEN);
      while (held === 'taken') {
        await ports.sleep(LOOK_AGAIN_MS);
        if (signal.aborted) return { ok: false, error: CANCELED };
        held = await index.hold();
      }
    }
    try {
      // Made by another one meanwhile.
      const kept = this.rebuild ? undefined : await index.open(facts);
      return kept === undefined ? await this.make(facts, head, held) : { ok: true, value: kept };
    } finally {
      await held?.();
    }
  }

  /** Kept for the next start, which would come to the same end, unless another process makes the index just now. */
  async makeAgain(facts: HistoryFacts, head: string): Promise<Result<KnownHistory, GitFailure>> {
    const held = await this.keeping.index.hold();
    if (held === 'taken') return this.make(facts, head, undefined);
    try {
      return await this.make(facts, head, held);
    } finally {
      await held?.();
    }
  }

  /** @param held that the index is this process's to make */
  private async make(
    facts: HistoryFacts,
    head: string,
    held: (() => Promise<void>) | undefined,
  ): Promise<Result<KnownHistory, GitFailure>> {
    this.rebuild = false;
    const history = await this.read(facts, head, undefined);
    if (history.ok && held !== undefined) {
      // On screen before it is on disk.
      await this.shown.show(history.value, head, true);
      await this.keeping.index.save(history.value);
    }
    return history;
  }

  private async read(
    facts: HistoryFacts,
    head: string,
    limit: number | undefined,
  ): Promise<Result<KnownHistory, GitFailure>> {
    const { ports, options, repository, objects, signal, turn } = this.keeping;
    const { root } = repository;
    const { trailerKey, tagPattern, liveSince = 0 } = options;
    const refs = await readLedgerRefs(ports.git, root, tagPattern);
    if (!refs.ok) return refs;
    const { releases } = refs.value;
    const tips = [...new Set([head, ...releases.map(({ commit }) => commit)])];
    let shown = 0;
    let told = ports.clock.now();
    const ask = { root, trailerKey, tips, signal, turn, ...(limit ? { limit } : {}) };
    const read = await readHistory(ports.git, objects, ports.store, facts, ask, async (history, reader) => {
      await turn();
      this.shown.progress = { read: reader.read, done: false };
      const pastLive = reader.committed * 1000 < liveSince || reader.read >= FIRST_SCREEN;
      if (shown === 0 ? pastLive : reader.read >= shown * GROWTH) {
        shown = reader.read;
        await takeReleases(history, releases, 0, turn);
        await this.shown.show(history, head, false);
      } else if (ports.clock.now() - told >= NEWS_MS) {
        told = ports.clock.now();
        this.shown.tell();
      }
    });
    if (!read.ok) return read;
    await takeReleases(read.value, releases, 0, turn);
    if (limit !== undefined) await this.shown.show(read.value, head, false);
    return read;
  }
}
