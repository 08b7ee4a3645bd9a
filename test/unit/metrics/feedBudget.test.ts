import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFiles } from '../../../src/io/files';
import { createHttp } from '../../../src/io/http';
import { createStore } from '../../../src/io/store';
import type { MetricAsk } from '../../../src/metrics/ask';
import { Feed } from '../../../src/metrics/feed';
import { readLane, reserve, waitEnd, writeLane } from '../../../src/metrics/laneState';
import type { SourceConfig } from '../../../src/metrics/sources/table';
import { trySource } from '../../../src/outcome/trySource';
import { CountingServer } from '../../support/countingServer';
import { DAY, NOW } from '../../support/metricQuery';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What a server allows, whoever asks and however. */
describe('the allowance of a server', () => {
  // Many small files, on machines that may be slow.
  let server: CountingServer;
  let folder: string;
  let now: number;
  const force = { refreshMs: MINUTE, force: true };

  beforeEach(async () => {
    server = await CountingServer.start();
    folder = mkdtempSync(join(tmpdir(), 'throughline-budget-'));
    now = NOW;
  });

  afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  function openWindow(owner = 'one'): Feed {
    return new Feed(
      {
        http: createHttp({ approved: () => true, credential: async () => undefined }),
        files: createFiles(),
        clock: { now: () => now },
        store: createStore(folder),
        owner,
      },
      { retryAfter: 2, probeAfter: 20, lookAgainAfter: 10 },
    );
  }

  function source(changes: Partial<SourceConfig> = {}): SourceConfig {
    return { type: 'http', url: `${server.origin}/{query}`, ...changes } as SourceConfig;
  }

  function ask(query: string, changes: Partial<SourceConfig> = {}): MetricAsk {
    return {
      root: '/repository',
      sourceName: 'one',
      source: source(changes),
      query,
      window: { from: NOW - 10 * DAY, to: NOW + 10 * DAY },
      timezone: 'UTC',
    };
  }

  /** As the preview asks, past the schedule. */
  const tryOut = (feed: Feed, changes: Partial<SourceConfig> = {}) =>
    trySource(
      { door: feed.doorTo(source(changes)), files: createFiles() },
      { root: '/repository', source: source(changes), query: 'tried', timezone: 'UTC', now },
      new AbortController().signal,
    );

  it('counts what is tried before it is saved', async () => {
    const feed = openWindow();
    const limited = { requestsPerHour: 3 };
    await feed.refresh([ask('a', limited), ask('b', limited)], force);
    assert.ok((await tryOut(openWindow('two'), limited)).ok);
    const refused = await tryOut(feed, limited);
    assert.ok(!refused.ok && refused.error.kind === 'budget', JSON.stringify(refused));
    assert.equal(server.asked.length, 3);
  });

  it('is heeded by what is tried, and learned from it', async () => {
    const feed = openWindow();
    server.answer = () => ({ status: 429, headers: { 'retry-after': '120' } });
    const limit = { kind: 'rate-limit', retryAt: NOW + 120_000 };
    assert.deepEqual(await tryOut(openWindow('two')), { ok: false, error: limit });
    await feed.refresh([ask('a')], force);
    assert.deepEqual(feed.reading(ask('a')).error, limit);
    assert.deepEqual(await tryOut(feed), { ok: false, error: limit });
    assert.equal(server.asked.length, 1);
  });

  it('counts every request that a redirect costs', async () => {
    server.answer = ({ url }) =>
      url.pathname === '/a'
        ? { status: 302, headers: { location: '/b' } }
        : url.pathname === '/b'
          ? { status: 302, headers: { location: '/c' } }
          : { body: 42 };
    const limited = { requestsPerHour: 5 };
    const feed = openWindow();
    await feed.refresh([ask('a', limited)], force);
    assert.equal(feed.reading(ask('a', limited)).series?.points[0]?.v, 42);
    await feed.refresh([ask('a', limited)], force);
    assert.equal(server.asked.length, 5);
    assert.equal(feed.reading(ask('a', limited)).series?.points[0]?.v, 42);
    now += DAY - HOUR;
    await feed.refresh([ask('a', limited)], force);
    now += MINUTE;
    await feed.refresh([ask('a', limited)], force);
    assert.equal(server.asked.length, 10);
  });

  it('holds for every source of its origin, also for those that name none', async () => {
    const feed = openWindow();
    const asks = [ask('a', { requestsPerHour: 3 }), ...['b', 'c', 'd', 'e'].map((query) => ask(query))];
    await feed.refresh(asks, force);
    assert.equal(server.asked.length, 3);
  });

  it('comes to every question in turn, and is used again as soon as there is room', async () => {
    const feed = openWindow();
    const asks = ['a', 'b', 'c', 'd', 'e', 'f'].map((query) => ask(query, { requestsPerHour: 2 }));
    for (let round = 0; round < 3; round += 1) {
      await feed.refresh(asks, { refreshMs: MINUTE });
      assert.equal(server.asked.length, 2 * (round + 1));
      const next = feed.nextDue(asks, MINUTE) ?? 0;
      assert.ok(next > now, String(next - now));
      if (round < 2) assert.ok(next <= now + HOUR + 2 * MINUTE, String(next - now));
      now = next;
    }
    assert.deepEqual(server.asked.map(({ url }) => url.pathname).sort(), [
      '/a',
      '/b',
      '/c',
      '/d',
      '/e',
      '/f',
    ]);
  });

  it('is not given anew where the clock was set back', () => {
    let state = readLane(undefined).state;
    const allowance = { perHour: 10 };
    const takeAll = (at: number): number => {
      for (let taken = 0; ; taken += 1) {
        const reservation = reserve(state, allowance, at);
        state = readLane(writeLane(reservation.state)).state;
        if (!reservation.granted) return taken;
      }
    };
    assert.equal(takeAll(NOW + DAY), 10);
    assert.equal(takeAll(NOW), 0);
    assert.equal(takeAll(NOW + HOUR - 2 * MINUTE), 0);
    assert.equal(takeAll(NOW + HOUR + 2 * MINUTE), 10);
  });

  it('names the limit that was met', () => {
    const allowance = { perHour: 10, perMinute: 1 };
    const first = reserve(readLane(undefined).state, allowance, NOW);
    const second = reserve(first.state, allowance, NOW);
    assert.deepEqual(second.granted ? undefined : second.met, 'perMinute');
  });

  it('is waited for as long as was said, where the clock was set back meanwhile', async () => {
    server.answer = () => ({ status: 429, headers: { 'retry-after': '120' } });
    const feed = openWindow();
    await feed.refresh([ask('a')], force);
    now -= DAY;
    for (const one of [feed, openWindow('two')]) {
      await one.refresh([ask('a')], force);
      assert.deepEqual(one.reading(ask('a')).error, { kind: 'rate-limit', retryAt: now + 120_000 });
    }
    assert.equal(server.asked.length, 1);
    assert.equal(feed.nextDue([ask('a')], MINUTE), now + 120_000);
    assert.equal(waitEnd({ notBefore: NOW + 5, saidAt: NOW }, NOW - DAY), NOW - DAY + 5);
  });

  it('is waited for until the latest time that any window was told', async () => {
    const seconds = ['900', '60'];
    server.answer = () => ({ status: 429, headers: { 'retry-after': seconds.shift() ?? '' } });
    const [one, two] = [openWindow('one'), openWindow('two')];
    await Promise.all([one.refresh([ask('a')], force), two.refresh([ask('b')], force)]);
    const three = openWindow('three');
    await three.refresh([ask('c')], force);
    assert.deepEqual(three.reading(ask('c')).error, { kind: 'rate-limit', retryAt: NOW + 900_000 });
  });

  it('leaves a clock that was set back nothing to wait for', async () => {
    const feed = openWindow();
    await feed.refresh([ask('a')], force);
    now -= DAY;
    assert.ok((feed.nextDue([ask('a')], MINUTE) ?? Number.POSITIVE_INFINITY) <= now);
  });
});
