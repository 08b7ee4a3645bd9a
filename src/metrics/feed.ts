import type { ClockPort, FilesPort, HttpPort, StorePort } from '../io/ports';
import { keyOf, type MetricAsk } from './ask';
import { Gate } from './gate';
import { FEED_TIMINGS, type FeedTimings, Lane } from './lane';
import type { Allowance } from './laneState';
import { createMemoryStore } from './memoryStore';
import { laneOf, originOf } from './originOf';
import { allowanceOf, lowest, type Pace, planOf } from './plan';
import type { Reading } from './reading';
import { type Entry, Readings } from './readings';
import { Round } from './round';
import { SharedStore } from './sharedStore';
import { limitsOf, type SourceConfig } from './sources/table';
import { nextTurn } from './waits';

export interface FeedPorts {
  readonly http: HttpPort;
  readonly files: FilesPort;
  readonly clock: ClockPort;
  /** Shared by the windows of a machine; of this feed alone where absent. */
  readonly store?: StorePort;
  /** Names this window among others. */
  readonly owner?: string;
  /** Whether an origin may be asked, and what was kept of it shown; any where absent, as the door itself asks too. */
  approved?(origin: string): boolean;
  warn?(message: string): void;
}

export interface RefreshOptions {
  /** How long a number is good for where its source says nothing, in milliseconds. */
  readonly refreshMs: number;
  /** Ask for all of it again. Not before the time that a server itself set. */
  readonly force?: boolean;
  /** False where the user wants nothing to be asked. */
  readonly enabled?: boolean;
  /** Stops the requests that this call starts. */
  readonly signal?: AbortSignal;
}

const NOTHING: Reading = { loading: false };
/** Listeners hear of a stream of news this often, in milliseconds, and less often where they take long over it. */
const NEWS_MS = 50;
/** So many readings are told of at once: to draw them takes a while. */
const MOST_NEWS = 30;
/** Of the time, what listeners may take: one part in so many. */
const LISTENING = 10;
const LONGEST_NEWS_MS = 1_000;
const READ_AT_ONCE = 50;

/**
 * The live values. Holds the last good series of every question through any error since, and asks only when told to.
 * One schedule for all questions, one round per origin: what is due is taken from the other windows where they have it,
 * else claimed, grouped and asked for.
 */
export class Feed {
  private readonly readings = new Readings();
  private readonly lanes = new Map<string, Lane>();
  private readonly listeners = new Set<() => void>();
  private readonly shared: SharedStore;
  private readonly keys = new WeakMap<MetricAsk, string>();
  private news: ReturnType<typeof setTimeout> | undefined;
  private newsMs = NEWS_MS;
  private untold = 0;

  constructor(
    private readonly ports: FeedPorts,
    private readonly timings: FeedTimings = FEED_TIMINGS,
  ) {
    const { store = createMemoryStore(), owner = 'this', warn } = ports;
    this.shared = new SharedStore(store, ports.clock, owner, (message) => warn?.(message));
  }

  /** What is known now. Never asks anybody. */
  reading(ask: MetricAsk): Reading {
    return this.readings.get(this.key(ask))?.reading ?? NOTHING;
  }

  /** Takes up what the store holds of these questions, however old. Asks nobody. */
  async hydrate(asks: readonly MetricAsk[]): Promise<void> {
    const wanted = asks
      .map((ask) => this.readings.touch(this.key(ask), ask))
      .filter((entry) => !entry.looked && entry.reading.series === undefined && this.mayBeStored(entry));
    for (let at = 0; at < wanted.length; at += READ_AT_ONCE) {
      await Promise.all(wanted.slice(at, at + READ_AT_ONCE).map((entry) => this.adopt(entry)));
      this.tellSoon();
      await nextTurn();
    }
    if (wanted.length > 0) this.tell();
  }

  /** Asks for what is due, and ends when all of it, and what was already under way, has come or failed. */
  async refresh(asks: readonly MetricAsk[], options: RefreshOptions): Promise<void> {
    const pace = planOf(asks, options.refreshMs);
    const flights = new Set<Promise<void>>();
    const due = new Map<string, Entry[]>();
    for (const ask of asks) {
      const entry = this.readings.touch(this.key(ask), ask);
      const { staleAfter } = pace(ask);
      // What has not changed stays the same object, by which others know that.
      if (entry.reading.staleAfter !== staleAfter) entry.reading = { ...entry.reading, staleAfter };
      if (entry.flight) flights.add(entry.flight);
      else if (this.mayBeAsked(entry, options) && this.isDue(entry, pace(ask), options.force)) {
        if (!options.force && this.waits(entry)) continue;
        const lane = due.get(laneOf(ask.source)) ?? [];
        // The same question may stand here twice.
        if (!lane.includes(entry)) lane.push(entry);
        due.set(laneOf(ask.source), lane);
      }
    }
    for (const [name, entries] of due) flights.add(this.start(name, entries, pace, options));
    // In a turn of its own: to plan a thousand questions took one.
    this.tellNext();
    await Promise.all(flights);
    this.readings.trim();
  }

  /** When `refresh` has something to do, in milliseconds since 1970 UTC; nothing where there is nothing to ask. */
  nextDue(asks: readonly MetricAsk[], refreshMs: number): number | undefined {
    const pace = planOf(asks, refreshMs);
    let next: number | undefined;
    for (const ask of asks) {
      const { source } = ask;
      const origin = originOf(source);
      if (source.enabled === false || (origin !== undefined && !this.approved(origin))) continue;
      const now = this.ports.clock.now();
      const askedAt = this.readings.get(this.key(ask))?.askedAt;
      // As in `isDue`: a clock that was set back gives no age.
      const wanted = askedAt === undefined || askedAt > now ? 0 : askedAt + pace(ask).refresh;
      const at = Math.max(wanted, this.lanes.get(laneOf(source))?.opensAt(now) ?? 0);
      next = Math.min(next ?? at, at);
    }
    return next;
  }

  /** For whoever asks past the schedule: what a server allows, and how long it wants to be left alone, holds for them too. */
  doorTo(source: SourceConfig): Gate {
    const name = laneOf(source);
    const lane = this.lane(name, source);
    return this.gate(name, lane, lowest(lane.allowance, allowanceOf(source)));
  }

  /** @returns what ends the listening */
  onDidChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private start(
    name: string,
    entries: readonly Entry[],
    pace: (ask: MetricAsk) => Pace,
    { force = false, signal }: RefreshOptions,
  ): Promise<void> {
    const [first] = entries;
    const lane = this.lane(name, first?.ask.source);
    if (force) lane.probe();
    if (first) lane.allowance = pace(first.ask).allowance;
    for (const entry of entries) entry.reading = { ...entry.reading, loading: true };
    const round = new Round(
      {
        gate: this.gate(name, lane, lane.allowance),
        files: this.ports.files,
        clock: this.ports.clock,
        shared: this.shared,
      },
      {
        name,
        lane,
        pace,
        force,
        lookAgainAfter: this.timings.lookAgainAfter,
        changed: () => this.tellSoon(),
        ...(signal ? { signal } : {}),
      },
    );
    const flight = round.ask(entries).finally(() => {
      for (const entry of entries) {
        entry.flight = undefined;
        entry.reading = { ...entry.reading, loading: false };
      }
      this.tell();
    });
    for (const entry of entries) entry.flight = flight;
    return flight;
  }

  /** False where asking is out of the question; the reading says why then. */
  private mayBeAsked(entry: Entry, { enabled = true }: RefreshOptions): boolean {
    const { source } = entry.ask;
    const refuse = (error: Reading['error'] & object): false => {
      if (entry.reading.error?.kind !== error.kind) entry.reading = { ...entry.reading, error };
      // Nobody was asked, so there is nothing to wait for once that changes.
      entry.askedAt = undefined;
      return false;
    };
    if (!enabled) return refuse({ kind: 'off', by: 'setting' });
    if (source.enabled === false) return refuse({ kind: 'off', by: 'source' });
    const origin = originOf(source);
    if (origin !== undefined && !this.approved(origin)) return refuse({ kind: 'not-approved', origin });
    return true;
  }

  private isDue({ askedAt }: Entry, { refresh }: Pace, force = false): boolean {
    if (force || askedAt === undefined) return true;
    const age = this.ports.clock.now() - askedAt;
    // A clock that was set back gives no age.
    return age < 0 || age >= refresh;
  }

  /** Whether it is said already that nothing is asked now. */
  private waits({ ask, reading: { error } }: Entry): boolean {
    if (error === undefined || !('retryAt' in error) || error.retryAt === undefined) return false;
    const now = this.ports.clock.now();
    return now < (this.lanes.get(laneOf(ask.source))?.opensAt(now) ?? 0);
  }

  private mayBeStored({ ask }: Entry): boolean {
    const origin = originOf(ask.source);
    return origin !== undefined && this.approved(origin);
  }

  private async adopt(entry: Entry): Promise<void> {
    entry.looked = true;
    const stored = await this.shared.read(entry.key);
    if (stored === undefined || entry.reading.series !== undefined) return;
    entry.validators = stored.validators;
    entry.askedAt = stored.fetchedAt;
    entry.reading = { ...entry.reading, series: stored.series, fetchedAt: stored.fetchedAt };
  }

  private approved(origin: string): boolean {
    return this.ports.approved?.(origin) ?? true;
  }

  private lane(name: string, source: SourceConfig | undefined): Lane {
    const known = this.lanes.get(name);
    if (known) return known;
    const lane = new Lane(source && limitsOf(source).inFlight, this.timings);
    this.lanes.set(name, lane);
    return lane;
  }

  private gate(name: string, lane: Lane, allowance: Allowance): Gate {
    const { http, clock } = this.ports;
    return new Gate({ http, clock, shared: this.shared }, { name, lane, allowance });
  }

  private key(ask: MetricAsk): string {
    const known = this.keys.get(ask);
    if (known !== undefined) return known;
    const key = keyOf(ask);
    this.keys.set(ask, key);
    return key;
  }

  private tellSoon(): void {
    this.untold += 1;
    if (this.untold === MOST_NEWS) this.tellNext();
    this.news ??= setTimeout(() => this.tell(), this.newsMs);
  }

  private tellNext(): void {
    clearTimeout(this.news);
    this.news = setTimeout(() => this.tell(), 0);
  }

  private tell(): void {
    clearTimeout(this.news);
    this.news = undefined;
    this.untold = 0;
    const { clock } = this.ports;
    const started = clock.now();
    for (const listener of this.listeners) listener();
    // Listeners may leave the work to the end of this turn.
    void nextTurn().then(() => {
      const took = clock.now() - started;
      this.newsMs = Math.min(Math.max(NEWS_MS, took * LISTENING), LONGEST_NEWS_MS);
    });
  }
}
