import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFiles } from '../../../src/io/files';
import { createHttp } from '../../../src/io/http';
import type { HttpPort } from '../../../src/io/ports';
import type { MetricAsk } from '../../../src/metrics/ask';
import { Feed } from '../../../src/metrics/feed';
import type { Reading } from '../../../src/metrics/reading';
import { FaultServer } from '../../support/faultServer';
import { DAY, NOW } from '../../support/metricQuery';

const MINUTE = 60_000;
const LIMIT = 100_000;

describe('the feed', () => {
  let server: FaultServer;
  let root: string;
  let approved: boolean;
  let now: number;
  let feed: Feed;

  /** The real door to the network. Paths are what the fault server does. */
  function ask(path: string, changes: Partial<MetricAsk> = {}): MetricAsk {
    return {
      root,
      sourceName: 'shop',
      source: { type: 'http', url: `${server.origin}${path}` },
      query: '',
      window: { from: NOW - 10 * DAY, to: NOW + 10 * DAY },
      timezone: 'UTC',
      ...changes,
    };
  }

  const inFile = (path: string): MetricAsk => ask('', { source: { type: 'file' }, query: path });
  const stale = { refreshMs: MINUTE };

  /** Without what the plan says about its age. */
  function known(question: MetricAsk, of = feed): Reading {
    const { staleAfter: _, ...rest } = of.reading(question);
    return rest;
  }

  function feedThrough(http: HttpPort): Feed {
    return new Feed(
      { http, files: createFiles(), clock: { now: () => now } },
      { retryAfter: 5, probeAfter: 50, lookAgainAfter: 10 },
    );
  }

  beforeEach(async () => {
    server = await FaultServer.start();
    root = mkdtempSync(join(tmpdir(), 'throughline-feed-'));
    approved = true;
    now = NOW;
    feed = feedThrough(
      createHttp({
        approved: () => approved,
        credential: async () => undefined,
        limitBytes: LIMIT,
        timeoutMs: 300,
      }),
    );
  });

  afterEach(async () => {
    await server.stop();
    rmSync(root, { recursive: true });
  });

  it('knows nothing, and asks nobody, until it is told to', () => {
    assert.deepEqual(feed.reading(ask('/points')), { loading: false });
    assert.equal(server.received.length, 0);
  });

  it('holds the series and when it came', async () => {
    await feed.refresh([ask('/points')], stale);
    const { series, ...rest } = known(ask('/points'));
    assert.deepEqual(rest, { fetchedAt: NOW, loading: false });
    assert.deepEqual(
      series?.points.map(({ v }) => v),
      [41, 42],
    );
  });

  it('reads files of the repository, and none outside of it', async () => {
    writeFileSync(join(root, 'a.csv'), '2026-11-01,42');
    await feed.refresh([inFile('a.csv'), inFile('b.csv'), inFile('../c.csv')], stale);
    assert.equal(feed.reading(inFile('a.csv')).series?.points[0]?.v, 42);
    assert.deepEqual(feed.reading(inFile('b.csv')).error, { kind: 'not-found', detail: 'b.csv' });
    assert.equal(feed.reading(inFile('../c.csv')).error?.kind, 'config');
  });

  it('asks again for what is old, or for all where it must', async () => {
    const asks = [ask('/points')];
    await feed.refresh(asks, stale);
    now += MINUTE - 1;
    await feed.refresh(asks, stale);
    assert.equal(server.received.length, 1);
    now += 1;
    await feed.refresh(asks, stale);
    assert.equal(server.received.length, 2);
    assert.equal(feed.reading(ask('/points')).fetchedAt, now);
    await feed.refresh(asks, { ...stale, force: true });
    assert.equal(server.received.length, 3);
  });

  it('asks again where the clock was set back', async () => {
    await feed.refresh([ask('/points')], stale);
    now -= DAY;
    await feed.refresh([ask('/points')], stale);
    assert.equal(server.received.length, 2);
  });

  it('asks once for the same question, whoever asks and however often', async () => {
    const first = feed.refresh([ask('/points'), ask('/points')], stale);
    const second = feed.refresh([ask('/points')], { refreshMs: 0, force: true });
    await Promise.all([first, second]);
    assert.equal(server.received.length, 1);
  });

  it('takes another window or query for another question, and another repository only for a file', async () => {
    const path = '/points?q={query}&to={to}';
    const others = [
      ask(path),
      ask(path, { window: { from: NOW - DAY, to: NOW } }),
      ask(path, { query: 'other' }),
      ask(path, { root: '/elsewhere' }),
    ];
    await feed.refresh(others, stale);
    assert.equal(server.received.length, others.length - 1);
    writeFileSync(join(root, 'a.csv'), '2026-11-01,42');
    const elsewhere = { ...inFile('a.csv'), root: join(root, 'elsewhere') };
    await feed.refresh([inFile('a.csv'), elsewhere], stale);
    assert.ok(feed.reading(inFile('a.csv')).series);
    assert.equal(feed.reading(elsewhere).series, undefined);
  });

  it('sends identical requests of different questions once', async () => {
    await feed.refresh([ask('/points', { query: 'a' }), ask('/points', { query: 'b' })], stale);
    assert.equal(server.received.length, 1);
    assert.ok(feed.reading(ask('/points', { query: 'b' })).series);
  });

  it('has at most two requests under way at one origin', async () => {
    let running = 0;
    let most = 0;
    const counted = feedThrough({
      send: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return { ok: true, value: { status: 200, headers: {}, body: '42' } };
      },
    });
    const asks = Array.from({ length: 20 }, (_, index) => ask('/points?q={query}', { query: `${index}` }));
    await counted.refresh(asks, stale);
    assert.equal(most, 2);
    assert.ok(asks.every((one) => counted.reading(one).series));
  });

  it('tells who listens, until they stop', async () => {
    const seen: boolean[] = [];
    const stop = feed.onDidChange(() => seen.push(feed.reading(ask('/points')).loading));
    await feed.refresh([ask('/points')], stale);
    assert.deepEqual(seen, [true, false]);
    stop();
    await feed.refresh([ask('/points')], { ...stale, force: true });
    assert.equal(seen.length, 2);
  });

  it('tells less often who takes long over it', async () => {
    const slow = feedThrough({
      send: async () => {
        await sleep(10);
        return { ok: true, value: { status: 200, headers: {}, body: '42' } };
      },
    });
    let told = 0;
    slow.onDidChange(() => {
      told += 1;
      now += 200;
    });
    const started = performance.now();
    const asks = Array.from({ length: 80 }, (_, index) => ask('/points?q={query}', { query: `${index}` }));
    await slow.refresh(asks, stale);
    const seconds = (performance.now() - started) / 1000;
    // At the start, once before it is known how long that takes, then each second or thirty readings, and at the end.
    assert.ok(told <= 3 + seconds + asks.length / 30, `${told} times in ${seconds} s`);
  });

  it('asks at once after an approval', async () => {
    approved = false;
    await feed.refresh([ask('/points')], stale);
    assert.deepEqual(feed.reading(ask('/points')).error, { kind: 'not-approved', origin: server.origin });
    assert.equal(server.received.length, 0);
    approved = true;
    await feed.refresh([ask('/points')], stale);
    assert.ok(feed.reading(ask('/points')).series);
  });

  it('leaves what it knew as it was where it is stopped', async () => {
    const abort = new AbortController();
    const refresh = feed.refresh([ask('/silent')], { ...stale, signal: abort.signal });
    assert.equal(feed.reading(ask('/silent')).loading, true);
    abort.abort();
    await refresh;
    assert.deepEqual(known(ask('/silent')), { loading: false });
  });

  it('lets a server be that asked for it, also for other questions and when forced', async () => {
    const retryAt = NOW + 120_000;
    await feed.refresh([ask('/429')], stale);
    await feed.refresh([ask('/429'), ask('/points')], { ...stale, force: true });
    assert.equal(server.received.length, 1);
    assert.deepEqual(feed.reading(ask('/points')).error, { kind: 'rate-limit', retryAt });
    now = retryAt - 1;
    await feed.refresh([ask('/points')], stale);
    assert.equal(server.received.length, 1);
    now = retryAt;
    await feed.refresh([ask('/points')], { ...stale, force: true });
    assert.ok(feed.reading(ask('/points')).series);
  });

  describe('when a source fails', () => {
    const login = { kind: 'schema', at: '$', detail: 'got an HTML page (a login page?)' };
    const failures: Readonly<Record<string, (origin: string) => object>> = {
      '/401': (origin) => ({ kind: 'auth', status: 401, origin, detail: 'who are you?' }),
      '/403': (origin) => ({ kind: 'auth', status: 403, origin, detail: 'not for you' }),
      '/404': (origin) => ({ kind: 'not-found', detail: `${origin}/404` }),
      '/429': () => ({ kind: 'rate-limit', retryAt: NOW + 120_000, detail: 'slow down' }),
      '/500': () => ({ kind: 'server', status: 500, detail: 'it broke' }),
      '/html': () => login,
      '/html-500': () => ({ kind: 'server', status: 500 }),
      '/empty-list': () => ({ kind: 'empty' }),
      '/empty-body': () => ({ kind: 'empty' }),
      '/nan': () => ({ kind: 'empty' }),
      '/large': () => ({ kind: 'too-large', limitBytes: LIMIT }),
      '/gzip-bomb': () => ({ kind: 'too-large', limitBytes: LIMIT }),
      '/silent': () => ({ kind: 'timeout', seconds: 0.3 }),
      '/drip': () => ({ kind: 'timeout', seconds: 0.3 }),
    };
    for (const [path, error] of Object.entries(failures)) {
      it(`says so in its own words: ${path}`, async () => {
        await feed.refresh([ask(path)], stale);
        assert.deepEqual(known(ask(path)), { error: error(server.origin), loading: false });
      });
    }

    for (const [path, kind] of [
      ['/wrong-shape', 'schema'],
      ['/not-json', 'schema'],
      ['/reset', 'network'],
      ['/loop', 'redirect'],
    ] as const) {
      it(`says what kind of failure it was: ${path}`, async () => {
        await feed.refresh([ask(path)], stale);
        assert.equal(feed.reading(ask(path)).error?.kind, kind);
      });
    }

    it('keeps the last good series, and when it came, through every error', async () => {
      let answer: Awaited<ReturnType<HttpPort['send']>> = {
        ok: true,
        value: { status: 200, headers: {}, body: '42' },
      };
      const failing = feedThrough({ send: async () => answer });
      await failing.refresh([ask('/points')], stale);
      const { series } = failing.reading(ask('/points'));
      for (const status of [401, 403, 404, 500]) {
        now += MINUTE;
        answer = { ok: true, value: { status, headers: {}, body: '' } };
        await failing.refresh([ask('/points')], stale);
        const reading = failing.reading(ask('/points'));
        assert.equal(reading.series, series);
        assert.equal(reading.fetchedAt, NOW);
        assert.ok(reading.error);
      }
      now += MINUTE;
      answer = { ok: true, value: { status: 200, headers: {}, body: '43' } };
      await failing.refresh([ask('/points')], stale);
      const { series: newer, ...rest } = known(ask('/points'), failing);
      assert.equal(newer?.points[0]?.v, 43);
      assert.deepEqual(rest, { fetchedAt: now, loading: false });
    });

    it('keeps the last good series when the server goes away', async () => {
      await feed.refresh([ask('/points')], stale);
      const question = ask('/points');
      await server.stop();
      await feed.refresh([question], { ...stale, force: true });
      const { series, error } = feed.reading(question);
      assert.ok(series);
      assert.ok(error?.kind === 'network' && error.code === 'ECONNREFUSED', JSON.stringify(error));
    });

    it('leaves the others their values', async () => {
      await feed.refresh([ask('/500'), ask('/points'), ask('/not-json')], stale);
      assert.ok(feed.reading(ask('/points')).series);
    });
  });
});
