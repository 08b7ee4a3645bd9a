import type {
  ClockPort,
  FilesPort,
  GitFailure,
  GitObjects,
  GitStreamPort,
  IndexStorePort,
  RepositoryStampPort,
  Result,
} from '../../io/ports';
import { markReleases, sameReleases } from './firstRelease';
import { type HistoryFacts, readHistoryFacts } from './historyFacts';
import type { KnownHistory } from './knownHistory';
import { Ledger } from './ledger';
import { type LedgerRefs, readLedgerRefs } from './ledgerRefs';
import { LogReader } from './logReader';
import { readNoteTags } from './noteTags';
import { extendedReach, type Reach, reachOf } from './reach';
import { readHistory } from './readHistory';
import { readNewer } from './readNewer';
import { SharedIndex } from './sharedIndex';
import { inSlices } from './slices';

export interface KeeperPorts {
  readonly git: GitStreamPort;
  readonly files: FilesPort;
  readonly store: IndexStorePort;
  readonly stamps: RepositoryStampPort;
  readonly clock: ClockPort;
  /** Resolves when others have had their turn. */
  turn(): Promise<void>;
  /** Resolves after so many milliseconds. */
  sleep(ms: number): Promise<void>;
  /** One line for whoever looks for the reason of something. */
  warn(message: string): void;
}

export interface KeptRepository {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** Absolute path of the directory that linked work trees share. */
  readonly commonDir: string;
}

export interface KeeperOptions {
  readonly trailerKey: string;
  /** A glob over tag names; no releases where absent. */
  readonly tagPattern?: string;
  /** When the earliest cycle that is not over began: what is newer is shown first. Milliseconds since 1970 UTC. */
  readonly liveSince?: number;
  /** Whether what is kept on disk is not to be used, but made anew. */
  readonly rebuild?: boolean;
}

/** How far the reading of the history is. */
export interface LedgerProgress {
  /** Commits read so far. */
  readonly read: number;
  readonly done: boolean;
  /** Why there is no more to come. */
  readonly failure?: GitFailure;
}

/** A first screen is not kept waiting for a cycle with more commits than this. */
const FIRST_SCREEN = 20_000;
/** What is known is shown anew when it has grown so many times: so all of that takes no longer than the last time. */
const GROWTH = 4;
/** While older history is read, how far that is is told this often. */
const NEWS_MS = 500;
/** While another process makes the index. */
const LOOK_AGAIN_MS = 250;

const NOTHING: Reach = { marks: new Uint8Array(0), count: 0 };

/**
 * Keeps the ledger of one repository and one trailer key up to date: from the index on disk where there is one, else
 * from one reading of the whole history, newest first; then commit by commit. Work trees, windows and terminals that
 * name the same store share the index, and one of them makes it.
 */
export class LedgerKeeper {
  private readonly listeners = new Set<() => void>();
  private readonly stop = new AbortController();
  private readonly index: SharedIndex;
  private readonly objects: GitObjects;
  private history: KnownHistory | undefined;
  private factsStamp: string | undefined;
  private wanted: string | undefined;
  private working: Promise<void> | undefined;
  private again = false;
  private rebuild: boolean;

  /** What is known now; absent until the first commits are read. A new object whenever anything in it changed. */
  ledger: Ledger | undefined;
  progress: LedgerProgress = { read: 0, done: false };

  constructor(
    private readonly ports: KeeperPorts,
    private readonly repository: KeptRepository,
    private readonly options: KeeperOptions,
  ) {
    const key = `${repository.commonDir}\0${options.trailerKey.toLowerCase()}`;
    const warn = (message: string): void => ports.warn(message);
    this.index = new SharedIndex(ports.store, key, () => this.turn(), warn);
    this.objects = ports.git.objects(repository.root);
    this.rebuild = options.rebuild ?? false;
  }

  /** @returns stops listening */
  onDidChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
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
    this.objects.dispose();
    this.listeners.clear();
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
      this.progress = { read, done: true, ...(failure ? { failure } : {}) };
      const same = before.ledger === this.ledger && before.progress.done;
      if (!same || before.progress.failure?.detail !== failure?.detail) this.tell();
    }
  }

  private async bring(head: string | undefined): Promise<GitFailure | undefined> {
    const { ports, repository } = this;
    const stamp = await ports.stamps.stamp(repository.commonDir);
    let history = this.history;
    if (history === undefined || this.factsStamp !== stamp.facts) {
      const facts = await readHistoryFacts(ports, repository, ports.store.checksum);
      if (!facts.ok) return facts.error;
      if (history?.facts.fingerprint !== facts.value.fingerprint) history = undefined;
      if (history === undefined && head !== undefined) {
        const made = await this.openOrMake(facts.value, head);
        if ('failure' in made) return made.failure;
        history = made;
      }
      this.history = history;
      this.factsStamp = stamp.facts;
    }
    if (history === undefined) return undefined;
    const failure = await this.catchUp(history, head, stamp.refs);
    if (failure?.kind !== 'git-failed' || head === undefined) return failure;
    // What was known may lead to commits that are gone, or can't be read: from the beginning, once.
    const made = await this.makeAgain(history.facts, head);
    if ('failure' in made) return made.failure;
    this.history = made;
    return this.catchUp(made, head, stamp.refs);
  }

  /** What is kept on disk, or else what git has: read by one process, while the others wait with a first screen. */
  private async openOrMake(
    facts: HistoryFacts,
    head: string,
  ): Promise<KnownHistory | { readonly failure: GitFailure }> {
    if (!this.rebuild) {
      const kept = await this.index.open(facts);
      if (kept !== undefined) return kept;
    }
    let held = await this.index.hold();
    if (held === 'taken') {
      await this.read(facts, head, FIRST_SCREEN);
      while (held === 'taken') {
        await this.ports.sleep(LOOK_AGAIN_MS);
        if (this.stop.signal.aborted) return { failure: CANCELED };
        held = await this.index.hold();
      }
    }
    try {
      // Made by another one meanwhile.
      const kept = this.rebuild ? undefined : await this.index.open(facts);
      return kept ?? (await this.make(facts, head, held));
    } finally {
      await held?.();
    }
  }

  /** Kept for the next start, which would come to the same end, unless another process makes the index just now. */
  private async makeAgain(
    facts: HistoryFacts,
    head: string,
  ): Promise<KnownHistory | { readonly failure: GitFailure }> {
    const held = await this.index.hold();
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
  ): Promise<KnownHistory | { readonly failure: GitFailure }> {
    this.rebuild = false;
    const history = await this.read(facts, head, undefined);
    if ('failure' in history) return history;
    if (held !== undefined) {
      // On screen before it is on disk.
      await this.show(history, head, true);
      await this.index.save(history);
    }
    return history;
  }

  private async read(
    facts: HistoryFacts,
    head: string,
    limit: number | undefined,
  ): Promise<KnownHistory | { readonly failure: GitFailure }> {
    const { ports, options, repository } = this;
    const { root } = repository;
    const { trailerKey, tagPattern, liveSince = 0 } = options;
    const refs = await readLedgerRefs(ports.git, root, tagPattern);
    if (!refs.ok) return { failure: refs.error };
    const { releases } = refs.value;
    const tips = [...new Set([head, ...releases.map(({ commit }) => commit)])];
    let shown = 0;
    let told = ports.clock.now();
    const turn = (): Promise<void> => this.turn();
    const ask = { root, trailerKey, tips, signal: this.stop.signal, turn, ...(limit ? { limit } : {}) };
    const read = await readHistory(
      ports.git,
      this.objects,
      ports.store,
      facts,
      ask,
      async (history, reader) => {
        await this.turn();
        this.progress = { read: reader.read, done: false };
        const pastLive = reader.committed * 1000 < liveSince || reader.read >= FIRST_SCREEN;
        if (shown === 0 ? pastLive : reader.read >= shown * GROWTH) {
          shown = reader.read;
          await this.markReleases(history, releases, 0);
          await this.show(history, head, false);
        } else if (ports.clock.now() - told >= NEWS_MS) {
          told = ports.clock.now();
          this.tell();
        }
      },
    );
    if (!read.ok) return { failure: read.error };
    await this.markReleases(read.value, releases, 0);
    if (limit !== undefined) await this.show(read.value, head, false);
    return read.value;
  }

  private async catchUp(
    history: KnownHistory,
    head: string | undefined,
    refsStamp: string,
  ): Promise<GitFailure | undefined> {
    const { ports, options, repository } = this;
    const { root } = repository;
    const rows = history.columns.count;
    await this.index.takeUp(history);
    let refs: LedgerRefs | undefined;
    if (history.refs !== refsStamp) {
      const read = await readLedgerRefs(ports.git, root, options.tagPattern);
      if (!read.ok) return read.error;
      refs = read.value;
    }
    const releases = refs?.releases ?? history.releases;
    // Those that were there before are known.
    const tips = refs === undefined ? [] : releases.map(({ commit }) => commit);
    const read = await this.readUnknown(history, head === undefined ? tips : [head, ...tips]);
    if (!read.ok) return read.error;
    const known = sameReleases(history.releases, releases);
    const newReleases = known < releases.length || history.releases.length !== releases.length;
    if (newReleases) await this.markReleases(history, releases, known);
    const newNotes = refs !== undefined && refs.notes !== history.notesCommit;
    if (newNotes) {
      history.notes =
        refs?.notes === undefined ? new Map() : await readNoteTags(ports.git, root, options.trailerKey);
      history.notesCommit = refs?.notes;
    }
    history.refs = refsStamp;
    const moved = history.head !== head || rows !== history.columns.count;
    if (moved || newReleases || newNotes || this.ledger?.complete !== true)
      await this.show(history, head, true);
    // On screen before it is on disk.
    if (read.value.length > 0) await this.index.add(history, read.value);
    return undefined;
  }

  /** @returns the records that were read, which `history` holds now */
  private async readUnknown(
    history: KnownHistory,
    wanted: readonly string[],
  ): Promise<Result<Uint8Array, GitFailure>> {
    const { columns, skipped } = history;
    const isUnknown = (id: string): boolean => {
      const row = columns.find(id);
      return (row < 0 || !columns.isRead(row)) && !skipped.includes(id);
    };
    const tips = wanted.filter(isUnknown);
    if (tips.length === 0) return { ok: true, value: new Uint8Array(0) };
    const { root } = this.repository;
    const { trailerKey } = this.options;
    const ask = { root, trailerKey, tips, signal: this.stop.signal, turn: () => this.turn() };
    const read = await readNewer(this.ports.git, this.objects, history, ask);
    if (!read.ok) return read;
    const reader = new LogReader(history);
    for (const piece of read.value) {
      reader.push(piece);
      await inSlices(history.columns.makeRoom(), () => this.turn());
      await this.turn();
    }
    return { ok: true, value: joined(read.value) };
  }

  private async markReleases(
    history: KnownHistory,
    releases: KnownHistory['releases'],
    from: number,
  ): Promise<void> {
    await inSlices(markReleases(history.columns, releases, from), () => this.turn());
    history.releases = releases;
  }

  /** Takes what is known at this instant. */
  private async show(history: KnownHistory, head: string | undefined, complete: boolean): Promise<void> {
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
    return inSlices(reachOf(columns, [tip]), () => this.turn());
  }

  /** Others have theirs; throws once nobody wants this any more. */
  private async turn(): Promise<void> {
    await this.ports.turn();
    this.stop.signal.throwIfAborted();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const CANCELED: GitFailure = { kind: 'canceled', code: -1, detail: 'canceled' };

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
