import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFiles } from '../../src/io/files';
import { createHttp } from '../../src/io/http';
import { createStore } from '../../src/io/store';
import type { MetricAsk } from '../../src/metrics/ask';
import { Feed } from '../../src/metrics/feed';
import type { MetricError } from '../../src/metrics/metricError';
import { problemView } from '../../src/outcome/problemView';
import { plainWords } from '../../src/outcome/words';
import { FaultServer } from '../support/faultServer';
import { filesHolding } from '../support/filesHolding';

const CLIENT = join(__dirname, '../support/faultClient.ts');
const TOKEN = 'tl-fault-9e31c2b7d4';
const PATIENCE_MS = 60_000;
const SOON_MS = 1500;
const MEGABYTE = 1_000_000;
const MOST_ABOVE_IDLE = 150 * MEGABYTE;
const DAY = 86_400_000;

type Expected = MetricError['kind'] | 'fine';

/** What the state is after each fault of a server; `fine` where the answer can be used. */
const FAULTS: Readonly<Record<string, Expected>> = {
  '/silent': 'timeout',
  '/reset': 'network',
  '/drip': 'timeout',
  '/byte-a-second': 'timeout',
  '/endless': 'too-large',
  '/gigabyte': 'too-large',
  '/gzip-bomb': 'too-large',
  '/gzip-bomb-gigabyte': 'too-large',
  '/damaged-gzip': 'network',
  '/length-too-long': 'network',
  '/length-too-short': 'schema',
  '/not-utf-8': 'schema',
  '/not-json': 'schema',
  '/deep': 'schema',
  '/proto': 'schema',
  '/html': 'schema',
  '/204': 'empty',
  '/loop': 'redirect',
  '/401': 'auth',
  '/403': 'auth',
  '/404': 'not-found',
  '/408': 'server',
  '/409': 'bad-query',
  '/429': 'rate-limit',
  '/429-date': 'rate-limit',
  '/429-x-seconds': 'rate-limit',
  '/429-x-epoch': 'rate-limit',
  '/429-ratelimit': 'rate-limit',
  '/429-nothing': 'rate-limit',
  '/429-skewed': 'rate-limit',
  '/500': 'server',
  '/502': 'server',
  '/503': 'server',
  '/504': 'server',
  '/unordered': 'fine',
  '/duplicates': 'fine',
  '/five-million-points': 'too-large',
  '/echo-401': 'auth',
  '/echo-400': 'bad-query',
  '/echo-500': 'server',
  '/echo-text': 'schema',
  '/echo-number': 'schema',
  '/echo-head-points': 'fine',
};

/** The whole way that a number takes, against a server that was well and then does its worst. */
describe('a server at its worst', () => {
  let server: FaultServer;
  let elsewhere: FaultServer;
  let folder: string;
  let feed: Feed;
  let ask: MetricAsk;
  const told: string[] = [];

  beforeEach(async () => {
    server = await FaultServer.start();
    elsewhere = await FaultServer.start();
    folder = mkdtempSync(join(tmpdir(), 'throughline-faults-'));
    told.length = 0;
    feed = feedWaiting(PATIENCE_MS);
    ask = {
      root: folder,
      sourceName: 'one',
      source: { type: 'http', url: `${server.origin}/points` },
      query: 'any',
      window: { from: Date.UTC(2026, 9, 1), to: Date.now() + DAY },
      timezone: 'UTC',
    };
  });

  afterEach(async () => {
    await Promise.all([server.stop(), elsewhere.stop()]);
    rmSync(folder, { recursive: true });
  });

  const force = { refreshMs: 60_000, force: true };

  function feedWaiting(timeoutMs: number): Feed {
    const { origin: home } = server;
    const http = createHttp({
      approved: () => true,
      credential: async (origin) =>
        origin === home ? { headers: { Authorization: `Bearer ${TOKEN}` } } : undefined,
      timeoutMs,
    });
    return new Feed(
      {
        http,
        files: createFiles(),
        clock: { now: Date.now },
        store: createStore(folder),
        warn: (message) => told.push(message),
      },
      { retryAfter: 2, probeAfter: 20, lookAgainAfter: 10 },
    );
  }

  async function startWell(): Promise<void> {
    await feed.refresh([ask], force);
    assert.equal(feed.reading(ask).series?.points.at(-1)?.v, 42);
  }

  /** The token is in nothing that is kept, logged or shown. */
  function assertSecretKept(): void {
    const { error } = feed.reading(ask);
    const shown = error && problemView(error, 'a', 'en', plainWords);
    assert.ok(!JSON.stringify([feed.reading(ask), shown, told]).includes(TOKEN));
    assert.deepEqual(filesHolding(folder, [TOKEN]), []);
  }

  for (const [mode, expected] of Object.entries(FAULTS)) {
    it(`${mode}: ${expected}`, async () => {
      await startWell();
      server.mode = mode;
      // The last good number comes from the store then.
      if (expected === 'timeout') feed = feedWaiting(SOON_MS);
      await feed.refresh([ask], force);
      const { error, series, loading } = feed.reading(ask);
      assert.equal(error?.kind ?? 'fine', expected, JSON.stringify(error));
      assert.equal(series?.points.at(-1)?.v, 42, 'the last good number stays');
      assert.equal(loading, false);
      if (error) assert.match(problemView(error, 'a', 'en', plainWords).next, /\S/);
      assertSecretKept();
    });
  }

  // The peak of a process of its own, without the server's part.
  for (const mode of ['/endless', '/gigabyte', '/gzip-bomb-gigabyte', '/five-million-points', '/deep']) {
    it(`${mode}: takes little memory`, async () => {
      const client = spawn(process.execPath, ['--import', 'tsx', CLIENT, server.origin, mode], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const { kind, grownBytes } = JSON.parse(await text(client.stdout));
      assert.equal(kind, FAULTS[mode]);
      assert.ok(grownBytes >= 0 && grownBytes < MOST_ABOVE_IDLE, String(grownBytes));
    });
  }

  it('tells until when to wait, whatever the form, and whatever its clock', async () => {
    for (const mode of [
      '/429',
      '/429-date',
      '/429-x-seconds',
      '/429-x-epoch',
      '/429-ratelimit',
      '/429-skewed',
    ]) {
      const one = { ...ask, source: { type: 'http' as const, url: `${server.origin}/points?${mode}` } };
      const alone = new Feed({
        http: createHttp({ approved: () => true, credential: async () => undefined }),
        files: createFiles(),
        clock: { now: Date.now },
      });
      server.mode = mode;
      await alone.refresh([one], force);
      const { error } = alone.reading(one);
      assert.ok(error?.kind === 'rate-limit' && error.retryAt !== undefined, mode);
      const wait = error.retryAt - Date.now();
      assert.ok(wait > 100_000 && wait <= 121_000, `${mode}: ${wait}`);
    }
  });

  it('refuses a connection: the number stays', async () => {
    await startWell();
    await server.stop();
    await feed.refresh([ask], force);
    assert.equal(feed.reading(ask).error?.kind, 'network');
    assert.equal(feed.reading(ask).series?.points.at(-1)?.v, 42);
  });

  it('comes back: 401 and then 200, and flapping', async () => {
    await startWell();
    for (const mode of ['/401', undefined, '/500', undefined, '/reset', undefined]) {
      server.mode = mode;
      await feed.refresh([ask], force);
      assert.equal(feed.reading(ask).error === undefined, mode === undefined, mode);
    }
  });

  for (const [what, to] of [
    ['another origin', () => `${elsewhere.origin}/points`],
    ['a link-local address', () => 'http://169.254.169.254/latest/meta-data/'],
    ['an address without encryption', () => 'http://metrics.example.com/'],
  ] as const) {
    it(`redirects to ${what}: no token goes along`, async () => {
      await startWell();
      const path = `/redirect?to=${encodeURIComponent(to())}`;
      const moved: MetricAsk = { ...ask, source: { type: 'http', url: `${server.origin}${path}` } };
      await feed.refresh([moved], force);
      const { error } = feed.reading(moved);
      if (what === 'another origin') assert.equal(error, undefined);
      else assert.equal(error?.kind, 'redirect', JSON.stringify(error));
      assert.ok(!JSON.stringify(elsewhere.received).includes(TOKEN));
      assertSecretKept();
    });
  }

  for (const mode of ['/silent', '/drip', '/endless', '/gigabyte', '/five-million-points']) {
    it(`${mode}: nothing is left running once it is stopped`, async () => {
      await startWell();
      server.mode = mode;
      const abort = new AbortController();
      const asked = server.received.length;
      const refresh = feed.refresh([ask], { ...force, signal: abort.signal });
      while (server.received.length === asked) await sleep(5);
      abort.abort();
      await refresh;
      assert.equal(feed.reading(ask).error, undefined);
      assert.equal(feed.reading(ask).loading, false);
      while ((await server.connections) > 0) await sleep(5);
    });
  }
});
