import type { ClockPort, FilesPort, Result } from '../io/ports';
import type { MetricAsk } from './ask';
import { type Batch, batchesOf, halvesOf } from './batches';
import { fileError } from './fileError';
import { followUp } from './followUp';
import type { Gate } from './gate';
import type { Answer, Lane } from './lane';
import type { MetricError } from './metricError';
import type { Pace } from './plan';
import type { Entry } from './readings';
import type { Series } from './series';
import type { SharedStore } from './sharedStore';
import type { SourceRequest } from './source';
import { blamesAsker, groupParseOf, groupRequestOf, parseOf, requestOf } from './sources/table';
import type { Validators } from './storedReading';
import { conditional, NOT_MODIFIED, validatorsOf } from './validators';
import { nextTurn, pause } from './waits';

export interface RoundPorts {
  readonly gate: Gate;
  readonly files: FilesPort;
  readonly clock: ClockPort;
  readonly shared: SharedStore;
}

export interface RoundOptions {
  /** Of the lane: an origin, or `files`. */
  readonly name: string;
  readonly lane: Lane;
  pace(ask: MetricAsk): Pace;
  readonly force: boolean;
  /** In milliseconds. */
  readonly lookAgainAfter: number;
  /** Some reading changed. */
  changed(): void;
  readonly signal?: AbortSignal;
}

/** Requests that are claimed, sent and stored together. */
const REQUESTS_AT_ONCE = 50;
const READ_AT_ONCE = 50;
/** A claim lasts longer than this and a request together; in milliseconds. */
const RENEWED_AFTER = 20_000;
const ABOUT_THE_QUESTION: ReadonlySet<MetricError['kind']> = new Set([
  'bad-query',
  'schema',
  'empty',
  'config',
]);

type Item = Entry;

/** One round of questions to one origin. */
export class Round {
  /** Identical requests under way are sent once. */
  private readonly sent = new Map<string, Promise<Answer>>();
  private readonly startedAt: number;
  /** What no other window asks meanwhile. */
  private claimed: { readonly keys: readonly string[]; readonly at: number } = { keys: [], at: 0 };
  /** The claims' last renewal, which nothing is sent before. */
  private renewal: Promise<unknown> = Promise.resolve();
  /** Of the lane, when the store was looked into. */
  private turn = 0;

  constructor(
    private readonly ports: RoundPorts,
    private readonly options: RoundOptions,
  ) {
    this.startedAt = ports.clock.now();
  }

  /** Ends when every question has its answer, or was given up. */
  async ask(entries: readonly Item[]): Promise<void> {
    if (this.options.name === 'files') {
      await this.askAll(entries);
      return;
    }
    this.turn = await this.ports.shared.turn(this.options.name);
    // Those that have waited longest first, in case not all can be asked.
    let open = await this.withoutShared([...entries].sort((a, b) => (a.askedAt ?? 0) - (b.askedAt ?? 0)));
    while (open.length > 0 && !this.stopped) {
      const others: Item[] = [];
      for (const batches of slices(batchesOf(open, this.startedAt), REQUESTS_AT_ONCE)) {
        others.push(...(await this.askClaimed(batches)));
        if (this.stopped) return;
      }
      if (others.length === 0) return;
      await pause(this.options.lookAgainAfter, this.options.signal);
      open = await this.withoutShared(others);
    }
  }

  private get stopped(): boolean {
    return this.options.signal?.aborted ?? false;
  }

  private async askAll(entries: readonly Item[]): Promise<void> {
    await Promise.all(batchesOf(entries, this.startedAt).map((batch) => this.answer(batch)));
  }

  /** @returns what another window is asking now */
  private async askClaimed(batches: readonly Batch<Item>[]): Promise<readonly Item[]> {
    const { shared, clock } = this.ports;
    const { name, lane } = this.options;
    const items = batches.flatMap(({ questions }) => questions);
    const keys = items.map(({ key }) => key);
    const { granted, wait, turn } = await shared.claim(name, keys);
    lane.waitFor(wait, clock.now());
    this.claimed = { keys: keys.filter((key) => granted.has(key)), at: clock.now() };
    try {
      const mine = items.filter(({ key }) => granted.has(key));
      // Another window may have answered since the store was looked into.
      const left = turn === this.turn ? mine : await this.withoutShared(mine);
      const all = left.length === items.length ? batches : batchesOf(left, this.startedAt);
      await Promise.all(all.map((batch) => this.answer(batch)));
    } finally {
      await shared.release(name, this.claimed.keys);
      this.turn = turn + 1;
    }
    return items.filter(({ key }) => !granted.has(key));
  }

  /** Takes over what another window has fetched lately, and gives the rest. */
  private async withoutShared(entries: readonly Item[]): Promise<readonly Item[]> {
    const left: Item[] = [];
    for (const some of slices(entries, READ_AT_ONCE)) {
      await Promise.all(
        some.map(async (entry) => {
          if (!(await this.takeOver(entry))) left.push(entry);
        }),
      );
      await nextTurn();
    }
    return left;
  }

  private async takeOver(entry: Item): Promise<boolean> {
    const stored = await this.ports.shared.read(entry.key);
    entry.looked = true;
    if (stored === undefined) return false;
    const { series, fetchedAt, validators } = stored;
    const age = this.ports.clock.now() - fetchedAt;
    const since = this.options.force ? this.startedAt : Number.NEGATIVE_INFINITY;
    const fresh = age >= 0 && age < this.options.pace(entry.ask).refresh && fetchedAt > since;
    // Kept in any case, as the last good one, unless ours is newer.
    if (fetchedAt > (entry.reading.fetchedAt ?? 0) && age >= 0) {
      entry.validators = validators;
      entry.reading = { ...entry.reading, series, fetchedAt };
      this.options.changed();
    }
    if (!fresh) return false;
    const { error: _, ...reading } = entry.reading;
    entry.reading = reading;
    entry.askedAt = fetchedAt;
    return true;
  }

  private async answer(batch: Batch<Item>): Promise<void> {
    const { questions, queries, source } = batch;
    const [question, ...more] = questions;
    const [query] = queries;
    if (question === undefined || query === undefined || this.stopped) return;
    if (more.length === 0) {
      const request = requestOf(source, query);
      if (!request.ok) return this.settle(question, request);
      return this.answerOne(question, request.value, (answer) => parseOf(source, query, answer));
    }
    const request = groupRequestOf(source, queries);
    const answer = request.ok ? await this.send(batch, request.value) : request;
    const results = answer.ok ? groupParseOf(source, queries, answer.value) : answer;
    if (!results.ok) {
      if (!ABOUT_THE_QUESTION.has(results.error.kind)) return this.settleAll(questions, results);
      // One of them spoils it for all; the halves tell which.
      await Promise.all(halvesOf(batch).map((half) => this.answer(half)));
      return;
    }
    for (const [index, result] of results.value.entries()) {
      const one = questions[index];
      if (one) await this.settle(one, result);
    }
    await nextTurn();
  }

  private async answerOne(
    entry: Item,
    request: SourceRequest,
    parse: (answer: Extract<Answer, { ok: true }>['value']) => Result<Series, MetricError>,
  ): Promise<void> {
    const batch = { source: entry.ask.source, root: entry.ask.root };
    const known = entry.reading.series === undefined ? undefined : entry.validators;
    const first = await this.send(batch, conditional(request, known));
    const { lookAgainAfter, signal } = this.options;
    const send = (next: SourceRequest): Promise<Answer> => this.send(batch, next);
    const answer = await followUp(batch.source, first, send, lookAgainAfter, signal);
    if (!answer.ok) return this.settle(entry, answer);
    const unchanged = answer.value.via === 'http' && answer.value.http.status === NOT_MODIFIED;
    const { series } = entry.reading;
    if (unchanged && series) return this.settle(entry, { ok: true, value: series }, known);
    return this.settle(entry, parse(answer.value), validatorsOf(request, answer.value));
  }

  private send(
    { source, root }: Pick<Batch<Item>, 'source' | 'root'>,
    request: SourceRequest,
  ): Promise<Answer> {
    const key = JSON.stringify([root, request]);
    const known = this.sent.get(key);
    if (known) return known;
    const { lane, signal } = this.options;
    const { gate, files } = this.ports;
    const answer = lane.send(
      async () => {
        if (request.via === 'file') {
          const read = await files.read(root, request.path);
          if (!read.ok) return { ok: false, error: fileError(read.error) };
          return { ok: true, value: { via: 'file', path: request.path, text: read.value } };
        }
        await this.renewClaims();
        const sent = await gate.send(request.http, signal);
        return sent.ok ? { ok: true, value: { via: 'http', http: sent.value } } : sent;
      },
      signal,
      (answer) => answer.ok && blamesAsker(source, answer.value),
    );
    this.sent.set(key, answer);
    // Answers can be large.
    const forget = (): boolean => this.sent.delete(key);
    answer.then(forget, forget);
    return answer;
  }

  /** Fifty requests to a slow server last longer than a claim, which has to end soon where a window was killed. */
  private async renewClaims(): Promise<void> {
    const { shared, clock } = this.ports;
    const { keys, at } = this.claimed;
    const now = clock.now();
    if (Math.abs(now - at) >= RENEWED_AFTER) {
      this.claimed = { keys, at: now };
      this.renewal = shared.claim(this.options.name, keys);
    }
    await this.renewal;
  }

  private async settleAll(
    entries: readonly Item[],
    result: { readonly ok: false; readonly error: MetricError },
  ): Promise<void> {
    for (const entry of entries) await this.settle(entry, result);
  }

  private async settle(
    entry: Item,
    result: Result<Series, MetricError>,
    validators?: Validators,
  ): Promise<void> {
    const { clock, shared } = this.ports;
    const { staleAfter } = this.options.pace(entry.ask);
    this.options.changed();
    if (result.ok) {
      const fetchedAt = clock.now();
      entry.askedAt = this.startedAt;
      entry.alone = false;
      entry.validators = validators;
      entry.reading = { series: result.value, fetchedAt, loading: true, staleAfter };
      if (this.options.name !== 'files') {
        await shared.write(entry.key, {
          series: result.value,
          fetchedAt,
          ...(validators === undefined ? {} : { validators }),
        });
      }
      return;
    }
    const { error } = result;
    // Stopped on purpose: what was known before is still what is known.
    if (error.kind === 'canceled') return;
    // Nobody was asked, so there is nothing to wait for once the user approves.
    if (error.kind === 'not-approved') entry.askedAt = undefined;
    // Until its turn comes a question has waited longer than those that were answered.
    else if (!('retryAt' in error && error.retryAt !== undefined)) entry.askedAt = this.startedAt;
    entry.alone = ABOUT_THE_QUESTION.has(error.kind);
    await this.ports.gate.heed(error);
    // Within its time a number is as good as before; the next one only comes later.
    const age = clock.now() - (entry.reading.fetchedAt ?? 0);
    if (error.kind === 'budget' && entry.reading.series && age < staleAfter) return;
    entry.reading = { ...entry.reading, error };
  }
}

function slices<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
