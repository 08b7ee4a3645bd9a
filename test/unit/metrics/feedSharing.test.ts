import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFiles } from '../../../src/io/files';
import { createHttp } from '../../../src/io/http';
import { createStore } from '../../../src/io/store';
import type { MetricAsk } from '../../../src/metrics/ask';
import { Feed } from '../../../src/metrics/feed';
import { claim, readLane, reserve, writeLane } from '../../../src/metrics/laneState';
import type { SourceConfig } from '../../../src/metrics/sources/table';
import { CountingServer } from '../../support/countingServer';
import { DAY, NOW } from '../../support/metricQuery';

const MINUTE = 60_000;

/** Each feed is a window; what they share are the files of one folder. */
describe('windows that share a store', () => {
  // Many small files, on machines that may be slow.
  let server: CountingServer;
  let folder: string;
  let now: number;
  const warnings: string[] = [];
  const stale = { refreshMs: MINUTE };

  beforeEach(async () => {
    server = await CountingServer.start();
    folder = mkdtempSync(join(tmpdir(), 'throughline-windows-'));
    now = NOW;
    warnings.length = 0;
  });

  afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  function openWindow(owner: string, approved = true, store = createStore(folder)): Feed {
    const http = createHttp({ approved: () => approved, credential: async () => undefined });
    return new Feed(
      {
        http,
        files: createFiles(),
        clock: { now: () => now },
        store,
        owner,
        approved: () => approved,
        warn: (message) => warnings.push(message),
      },
      { retryAfter: 5, probeAfter: 50, lookAgainAfter: 10 },
    );
  }

  function ask(query: string, changes: Partial<SourceConfig> = {}): MetricAsk {
    return {
      root: '/repository',
      sourceName: 'one',
      source: { type: 'http', url: `${server.origin}/{query}`, ...changes } as SourceConfig,
      query,
      window: { from: NOW - 10 * DAY, to: NOW + 10 * DAY },
      timezone: 'UTC',
    };
  }

  it('do not fetch the same thing twice within its refresh', async () => {
    const [one, two] = [openWindow('one'), openWindow('two')];
    await one.refresh([ask('a')], stale);
    now += MINUTE - 1;
    await two.refresh([ask('a')], stale);
    assert.equal(server.asked.length, 1);
    assert.equal(two.reading(ask('a')).fetchedAt, NOW);
    now += 1;
    await two.refresh([ask('a')], stale);
    assert.equal(server.asked.length, 2);
    await two.refresh([ask('a')], { ...stale, force: true });
    assert.equal(server.asked.length, 3);
  });

  it('do not fetch the same thing at the same time', async () => {
    let release = (): void => {};
    const asked = new Promise<void>((resolve) => {
      server.answer = () =>
        new Promise((answered) => {
          release = () => answered({ body: 42 });
          resolve();
        });
    });
    const [one, two] = [openWindow('one'), openWindow('two')];
    const first = one.refresh([ask('a')], stale);
    await asked;
    const second = two.refresh([ask('a')], stale);
    release();
    await Promise.all([first, second]);
    assert.equal(server.asked.length, 1);
    assert.equal(two.reading(ask('a')).series?.points[0]?.v, 42);
  });

  it('do not fetch the same thing while a slow server keeps one of them busy for minutes', async () => {
    const asks = Array.from({ length: 24 }, (_, index) => ask(`${index}`));
    const paths: string[] = [];
    let claimed = (): void => {};
    const hasClaimed = new Promise<void>((resolve) => {
      claimed = resolve;
    });
    const store = createStore(folder);
    const two = openWindow('two', true, {
      ...store,
      update: (key, change) => store.update(key, change).finally(claimed),
    });
    let second: Promise<void> | undefined;
    server.answer = async ({ url }) => {
      paths.push(url.pathname);
      // Longer than a claim lasts, in all; each request for itself is not that slow.
      now += 6_000;
      if (paths.length === 12) second = two.refresh(asks, { refreshMs: DAY });
      if (paths.length >= 12) await hasClaimed;
      return { body: 42 };
    };
    await openWindow('one').refresh(asks, { refreshMs: DAY });
    await second;
    assert.equal(paths.length, new Set(paths).size, paths.join(' '));
    for (const one of asks) assert.ok(two.reading(one).series);
  });

  it('keep what one of them is asking, where it has finished something else meanwhile', async () => {
    let release = (): void => {};
    const asked = new Promise<void>((resolve) => {
      server.answer = ({ url }) => {
        if (url.pathname !== '/slow') return { body: 42 };
        resolve();
        return new Promise((answered) => {
          release = () => answered({ body: 42 });
        });
      };
    });
    const [one, two] = [openWindow('one'), openWindow('two')];
    const slow = one.refresh([ask('slow')], stale);
    await asked;
    await one.refresh([ask('quick')], stale);
    const other = two.refresh([ask('slow'), ask('other')], stale);
    while (two.reading(ask('other')).series === undefined)
      await new Promise((resolve) => setTimeout(resolve, 5));
    release();
    await Promise.all([slow, other]);
    assert.deepEqual(server.asked.map(({ url }) => url.pathname).sort(), ['/other', '/quick', '/slow']);
  });

  it('take over from one that was killed while it asked', async () => {
    const lane = `lane:${server.origin}`;
    const key = 'reading-of-nobody';
    const dead = claim(readLane(undefined).state, [key], 'dead', now, MINUTE);
    await createStore(folder).write(lane, writeLane(dead.state));
    const stored = readLane(await createStore(folder).read(lane)).state;
    assert.equal(claim(stored, [key], 'alive', now + MINUTE - 1, MINUTE).granted.size, 0);
    assert.equal(claim(stored, [key], 'alive', now + MINUTE, MINUTE).granted.size, 1);
  });

  it('show at the start what was known last, without asking', async () => {
    await openWindow('one').refresh([ask('a')], stale);
    now += 30 * DAY;
    const later = openWindow('two');
    await later.hydrate([ask('a')]);
    assert.equal(later.reading(ask('a')).series?.points[0]?.v, 42);
    assert.equal(later.reading(ask('a')).fetchedAt, NOW);
    assert.equal(server.asked.length, 1);
  });

  it('show nothing of an address that is not allowed', async () => {
    await openWindow('one').refresh([ask('a')], stale);
    const other = openWindow('two', false);
    await other.hydrate([ask('a')]);
    await other.refresh([ask('a')], stale);
    assert.equal(other.reading(ask('a')).series, undefined);
    assert.equal(other.reading(ask('a')).error?.kind, 'not-approved');
  });

  it('never exceed an hourly allowance together, retries and pressed refreshes included', async () => {
    server.answer = ({ url }) => (url.pathname === '/odd' ? { status: 500 } : { body: 42 });
    const windows = ['one', 'two', 'three'].map((owner) => openWindow(owner));
    const asks = ['a', 'b', 'odd', 'c'].map((query) => ask(query, { requestsPerHour: 7 }));
    for (let round = 0; round < 4; round += 1) {
      await Promise.all(windows.map((feed) => feed.refresh(asks, { ...stale, force: true })));
      now += MINUTE;
    }
    assert.equal(server.asked.length, 7);
    const [feed] = windows;
    assert.ok(feed);
    now += 10 * MINUTE;
    await feed.refresh(asks, { ...stale, force: true });
    assert.equal(server.asked.length, 7);
    const { error } = feed.reading(ask('odd', { requestsPerHour: 7 }));
    assert.ok(error?.kind === 'budget' && error.most === 7 && error.retryAt > now, JSON.stringify(error));
    now = error.retryAt;
    await feed.refresh(asks, { ...stale, force: true });
    assert.ok(server.asked.length > 7);
  });

  it('plan their requests so that an allowance lasts', () => {
    const asks = Array.from({ length: 12 }, (_, index) => ask(`${index}`, { requestsPerHour: 60 }));
    const feed = openWindow('one');
    assert.equal(feed.nextDue(asks, 1000), 0);
    return feed.refresh(asks.slice(0, 1), { refreshMs: 1000 }).then(() => {
      // Twelve requests a round, of which an hour has room for four with some left.
      const next = feed.nextDue(asks.slice(0, 1), 1000) ?? 0;
      assert.ok(next - now >= MINUTE, String(next - now));
    });
  });

  it('leave a server alone that told one of them to wait', async () => {
    server.answer = () => ({ status: 429, headers: { 'retry-after': '120' } });
    await openWindow('one').refresh([ask('a')], stale);
    const two = openWindow('two');
    await two.refresh([ask('b')], { ...stale, force: true });
    assert.equal(server.asked.length, 1);
    assert.deepEqual(two.reading(ask('b')).error, { kind: 'rate-limit', retryAt: NOW + 120_000 });
  });

  it('set damaged files aside, say so in one line, and fetch again', async () => {
    await openWindow('one').refresh([ask('a'), ask('b')], stale);
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '{"version":1,');
    const feed = openWindow('two');
    await feed.refresh([ask('a'), ask('b')], stale);
    assert.equal(server.asked.length, 4);
    assert.ok(feed.reading(ask('b')).series);
    assert.equal(warnings.length, 1);
    assert.equal(readdirSync(folder).filter((name) => name.endsWith('.damaged')).length, 3);
  });

  it('count no request twice and lose none in any order of windows', () => {
    let state = readLane(undefined).state;
    const allowance = { perHour: 10, perMinute: 4 };
    const times: number[] = [];
    for (let at = NOW; at < NOW + 3 * 3_600_000; at += 7_000) {
      const reservation = reserve(state, allowance, at);
      if (reservation.granted) {
        state = readLane(writeLane(reservation.state)).state;
        times.push(at);
      } else {
        assert.ok(reservation.retryAt > at);
      }
    }
    const most = (length: number): number =>
      Math.max(...times.map((from) => times.filter((t) => t >= from && t < from + length).length));
    assert.ok(most(3_600_000) <= 10 && most(MINUTE) <= 4);
    assert.ok(times.length >= 20);
  });
});
