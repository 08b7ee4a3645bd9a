import { type BulkheadPolicy, bulkhead } from 'cockatiel';
import type { ClockPort, FileFailure, FilesPort, HttpPort, Result } from '../io/ports';
import { excerpt } from './excerpt';
import { askedSpan, askedStep } from './history';
import type { MetricError } from './metricError';
import { originOf } from './originOf';
import type { Reading } from './reading';
import { type Entry, Readings } from './readings';
import type { Series, TimeSpan } from './series';
import type { SourceRequest, SourceResponse } from './source';
import { parseOf, requestOf, type SourceConfig } from './sources/table';

export interface FeedPorts {
  readonly http: HttpPort;
  readonly files: FilesPort;
  readonly clock: ClockPort;
}

/** One question about a metric. Two asks with the same content are the same question. */
export interface MetricAsk {
  /** Absolute path of the repository. */
  readonly root: string;
  /** As the OKR file names it. */
  readonly sourceName: string;
  readonly source: SourceConfig;
  readonly query: string;
  /** The key result's window. */
  readonly window: TimeSpan;
  /** IANA name. */
  readonly timezone: string;
}

export interface RefreshOptions {
  /** What was asked for longer ago than this is asked for again, in milliseconds. */
  readonly maxAgeMs: number;
  /** Ask for all of it again. Not before the time that a server itself set. */
  readonly force?: boolean;
  /** Stops the requests that this call starts. */
  readonly signal?: AbortSignal;
}

const IN_FLIGHT_PER_ORIGIN = 2;
const NOTHING: Reading = { loading: false };

/** One server, or the file system. */
interface Lane {
  readonly limit: BulkheadPolicy;
  /** The server asked not to be asked before, milliseconds since 1970 UTC. */
  notBefore: number;
}

/**
 * The live values. Holds the last good series of every question through any error since, and asks only when told to.
 * One question has at most one request under way, one origin at most two.
 */
export class Feed {
  private readonly readings = new Readings();
  private readonly lanes = new Map<string, Lane>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly ports: FeedPorts) {}

  /** What is known now. Never asks anybody. */
  reading(ask: MetricAsk): Reading {
    return this.readings.get(keyOf(ask))?.reading ?? NOTHING;
  }

  /** Asks for what is due, and ends when all of it, and what was already under way, has come or failed. */
  async refresh(asks: readonly MetricAsk[], options: RefreshOptions): Promise<void> {
    const flights = new Set<Promise<void>>();
    let started = false;
    for (const ask of asks) {
      const entry = this.readings.touch(keyOf(ask));
      if (entry.flight === undefined && this.isDue(entry, options)) {
        this.start(ask, entry, options.signal);
        started = true;
      }
      if (entry.flight) flights.add(entry.flight);
    }
    if (started) this.notify();
    await Promise.all(flights);
    this.readings.trim();
  }

  /** @returns what ends the listening */
  onDidChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** Forgets all but these questions. */
  prune(keepAsks: readonly MetricAsk[]): void {
    this.readings.keep(new Set(keepAsks.map(keyOf)));
    const now = this.ports.clock.now();
    const kept = new Set(keepAsks.map(laneOf));
    // A server's wish to be left alone outlives the questions.
    for (const [name, { notBefore }] of this.lanes) {
      if (!kept.has(name) && notBefore <= now) this.lanes.delete(name);
    }
  }

  private isDue({ askedAt }: Entry, { force, maxAgeMs }: RefreshOptions): boolean {
    if (force || askedAt === undefined) return true;
    const age = this.ports.clock.now() - askedAt;
    // A clock that was set back gives no age.
    return age < 0 || age >= maxAgeMs;
  }

  private start(ask: MetricAsk, entry: Entry, signal: AbortSignal | undefined): void {
    const lane = this.lane(laneOf(ask));
    entry.reading = { ...entry.reading, loading: true };
    entry.flight = lane.limit
      .execute(() => this.fetch(ask, entry, lane, signal))
      .finally(() => {
        entry.flight = undefined;
        entry.reading = { ...entry.reading, loading: false };
        this.notify();
      });
  }

  private async fetch(
    ask: MetricAsk,
    entry: Entry,
    lane: Lane,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const askedAt = this.ports.clock.now();
    const result: Result<Series, MetricError> =
      askedAt < lane.notBefore
        ? { ok: false, error: { kind: 'rate-limit', retryAt: lane.notBefore } }
        : await this.ask(ask, askedAt, signal);
    if (result.ok) {
      entry.askedAt = askedAt;
      entry.reading = { series: result.value, fetchedAt: this.ports.clock.now(), loading: true };
      return;
    }
    const { error } = result;
    // Stopped on purpose: what was known before is still what is known.
    if (error.kind === 'canceled') return;
    if (error.kind === 'rate-limit' && error.retryAt !== undefined) lane.notBefore = error.retryAt;
    // Nobody was asked, so there is nothing to wait for once the user approves.
    entry.askedAt = error.kind === 'not-approved' ? undefined : askedAt;
    entry.reading = { ...entry.reading, error };
  }

  private async ask(
    { source, query, window, timezone, root }: MetricAsk,
    now: number,
    signal: AbortSignal | undefined,
  ): Promise<Result<Series, MetricError>> {
    const span = askedSpan(window, now);
    const question = { query, span, step: askedStep(span), timezone, now };
    const request = requestOf(source, question);
    if (!request.ok) return request;
    const response = await this.send(request.value, root, signal);
    return response.ok ? parseOf(source, question, response.value) : response;
  }

  private async send(
    request: SourceRequest,
    root: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<SourceResponse, MetricError>> {
    if (request.via === 'http') {
      const sent = await this.ports.http.send(request.http, signal);
      return sent.ok ? { ok: true, value: { via: 'http', http: sent.value } } : sent;
    }
    const { path } = request;
    const read = await this.ports.files.read(root, path);
    if (!read.ok) return { ok: false, error: fileError(read.error) };
    return { ok: true, value: { via: 'file', path, text: read.value } };
  }

  private lane(name: string): Lane {
    const known = this.lanes.get(name);
    if (known) return known;
    const lane = { limit: bulkhead(IN_FLIGHT_PER_ORIGIN, Number.POSITIVE_INFINITY), notBefore: 0 };
    this.lanes.set(name, lane);
    return lane;
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}

function keyOf({ root, source, query, window, timezone }: MetricAsk): string {
  return JSON.stringify([root, source, query, window.from, window.to, timezone]);
}

/** A source without a readable address is refused before anything is asked, so any lane will do. */
function laneOf({ source }: MetricAsk): string {
  return originOf(source) ?? 'files';
}

function fileError(failure: FileFailure): MetricError {
  const path = excerpt(failure.path);
  switch (failure.kind) {
    case 'missing':
      return { kind: 'not-found', detail: path };
    case 'outside':
      return { kind: 'config', detail: `${path} is outside of the repository, so it is not read.` };
    case 'too-large':
      return { kind: 'too-large', limitBytes: failure.limitBytes };
    case 'unreadable':
      return { kind: 'config', detail: `${path} can't be read: ${excerpt(failure.detail)}` };
  }
}
