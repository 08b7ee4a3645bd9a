import assert from 'node:assert/strict';
import { createFiles } from '../../../src/io/files';
import { createHttp } from '../../../src/io/http';
import type { MetricAsk } from '../../../src/metrics/ask';
import { Feed } from '../../../src/metrics/feed';
import type { SourceConfig } from '../../../src/metrics/sources/table';
import { type Asked, CountingServer } from '../../support/countingServer';
import { DAY, NOW } from '../../support/metricQuery';

const MINUTE = 60_000;
const NO_WAIT = { retryAfter: 2, probeAfter: 20, lookAgainAfter: 10 };

/** A Datadog that knows every metric but those called `bad`, and says of those only that something was wrong. */
function datadog({ body }: Asked) {
  const { data } = JSON.parse(body) as { data: { attributes: { queries: { query: string }[] } } };
  const { queries } = data.attributes;
  if (queries.some(({ query }) => query.startsWith('bad'))) {
    return { status: 400, body: { errors: ['Invalid query'] } };
  }
  const times = [NOW - DAY];
  const series = queries.map((_, index) => ({ group_tags: [], query_index: index, unit: null }));
  const values = queries.map(({ query }) => [query.length]);
  return { body: { data: { attributes: { times, series, values } } } };
}

describe('the manners of the feed', () => {
  let server: CountingServer;
  let now: number;
  let feed: Feed;
  const stale = { refreshMs: MINUTE };

  beforeEach(async () => {
    server = await CountingServer.start();
    now = NOW;
    const http = createHttp({ approved: () => true, credential: async () => undefined, timeoutMs: 500 });
    feed = new Feed({ http, files: createFiles(), clock: { now: () => now } }, NO_WAIT);
  });

  afterEach(() => server.stop());

  function ask(query: string, source?: Partial<SourceConfig>): MetricAsk {
    return {
      root: '/repository',
      sourceName: 'one',
      source: { type: 'http', url: `${server.origin}/{query}`, ...source } as SourceConfig,
      query,
      window: { from: NOW - 10 * DAY, to: NOW + 10 * DAY },
      timezone: 'UTC',
    };
  }

  const grouped = (query: string): MetricAsk =>
    ask(query, { type: 'datadog', url: server.origin, requestsPerHour: 10_000 });

  describe('with groups', () => {
    beforeEach(() => {
      server.answer = datadog;
    });

    it('asks for as many as go together, and no more often than that needs', async () => {
      const asks = Array.from({ length: 45 }, (_, index) => grouped(`m${index}`));
      await feed.refresh(asks, stale);
      assert.equal(server.asked.length, 3);
      for (const one of asks) assert.equal(feed.reading(one).series?.points[0]?.v, one.query.length);
    });

    it('finds the one that spoils it for the others, and asks it alone from then on', async () => {
      const asks = Array.from({ length: 16 }, (_, index) => grouped(index === 5 ? 'bad' : `m${index}`));
      await feed.refresh(asks, stale);
      const spoilt = asks.filter((one) => feed.reading(one).error !== undefined);
      assert.deepEqual(
        spoilt.map(({ query }) => query),
        ['bad'],
      );
      assert.deepEqual(feed.reading(grouped('bad')).error, { kind: 'bad-query', detail: 'Invalid query' });
      server.asked.length = 0;
      await feed.refresh(asks, { ...stale, force: true });
      assert.equal(server.asked.length, 2);
    });

    it('does not ask one by one where it is the server that fails', async () => {
      server.answer = () => ({ status: 401, body: { errors: ['Unauthorized'] } });
      await feed.refresh(
        Array.from({ length: 16 }, (_, index) => grouped(`m${index}`)),
        stale,
      );
      assert.equal(server.asked.length, 1);
    });
  });

  describe('with what has not changed', () => {
    it('asks by the version that it has, and takes 304 for a fresh number', async () => {
      server.answer = ({ headers }) =>
        headers['if-none-match'] === '"v1"' ? { status: 304 } : { body: 42, headers: { etag: '"v1"' } };
      await feed.refresh([ask('a')], stale);
      now += MINUTE;
      await feed.refresh([ask('a')], stale);
      assert.equal(server.asked.length, 2);
      const { series, fetchedAt, error } = feed.reading(ask('a'));
      assert.deepEqual([series?.points[0]?.v, fetchedAt, error], [42, now, undefined]);
    });

    it('asks by the date, where there is no version, and only for the same address', async () => {
      const modified = 'Sun, 01 Nov 2026 00:00:00 GMT';
      server.answer = () => ({ body: 42, headers: { 'last-modified': modified } });
      const moving = ask('a', { url: `${server.origin}/{query}?to={to}` });
      await feed.refresh([ask('a'), moving], stale);
      now += MINUTE;
      await feed.refresh([ask('a'), moving], stale);
      const since = server.asked.slice(2).map(({ headers }) => headers['if-modified-since']);
      assert.deepEqual(since.sort(), [modified, undefined]);
    });
  });

  describe('with a server in trouble', () => {
    it('tries again what may pass', async () => {
      let times = 0;
      server.answer = () => {
        times += 1;
        return times < 3 ? { status: 503 } : { body: 42 };
      };
      await feed.refresh([ask('a')], stale);
      assert.equal(server.asked.length, 3);
      assert.equal(feed.reading(ask('a')).series?.points[0]?.v, 42);
    });

    for (const status of [400, 401, 403, 404, 409, 429]) {
      it(`does not try again after ${status}`, async () => {
        server.answer = () => ({ status });
        await feed.refresh([ask('a')], stale);
        assert.equal(server.asked.length, 1);
      });
    }

    it('does not try again before the time that a 503 names', async () => {
      server.answer = () => ({ status: 503, headers: { 'retry-after': '90' } });
      await feed.refresh([ask('a')], stale);
      await feed.refresh([ask('a'), ask('b')], { ...stale, force: true });
      assert.equal(server.asked.length, 1);
      assert.equal(feed.nextDue([ask('a')], MINUTE), NOW + 90_000);
      // It is the server that is in trouble: nobody asked too often.
      for (const one of [ask('a'), ask('b')])
        assert.deepEqual(feed.reading(one).error, { kind: 'server', status: 503, retryAt: NOW + 90_000 });
    });

    it('gives it up after some failures, says still what is wrong, and probes with one request', async () => {
      server.answer = () => ({ status: 500, body: { error: 'it broke' } });
      const asks = Array.from({ length: 20 }, (_, index) => ask(`${index}`));
      await feed.refresh(asks, stale);
      const sent = server.asked.length;
      assert.ok(sent < 10, String(sent));
      for (const one of asks) {
        assert.deepEqual(feed.reading(one).error, { kind: 'server', status: 500, detail: 'it broke' });
      }
      await new Promise((resolve) => setTimeout(resolve, NO_WAIT.probeAfter * 2));
      server.asked.length = 0;
      now += MINUTE;
      await feed.refresh(asks, stale);
      assert.equal(server.asked.length, 1);
    });

    it('takes an error of a query for no fault of the server, whatever the status', async () => {
      const clickhouse = (query: string) => ask(query, { type: 'clickhouse', url: server.origin });
      server.answer = ({ url }) =>
        url.searchParams.get('query')?.startsWith('bad')
          ? { status: 500, body: 'Code: 62. DB::Exception: Syntax error' }
          : { body: { data: [[42]] } };
      const bad = Array.from({ length: 10 }, (_, index) => clickhouse(`bad ${index}`));
      await feed.refresh(bad, stale);
      assert.equal(server.asked.length, bad.length);
      await feed.refresh([clickhouse('good')], stale);
      assert.equal(feed.reading(clickhouse('good')).series?.points[0]?.v, 42);
    });

    describe('of which several requests are under way', () => {
      const event = (query: string): MetricAsk => ask(query, { type: 'amplitude', url: server.origin });
      const others = (): readonly MetricAsk[] => ['a', 'b', 'c', 'd'].map(event);

      it('never gives one question the answer of another', async () => {
        server.answer = () => ({ body: { data: { series: [[7]], xValues: ['2026-10-31'] } } });
        await feed.refresh([event('good')], stale);
        assert.equal(feed.reading(event('good')).series?.points[0]?.v, 7);
        server.answer = () => ({ status: 500, body: { error: 'it broke' } });
        await feed.refresh(others(), stale);
        for (const one of others()) {
          const { series, error } = feed.reading(one);
          assert.equal(series, undefined, one.query);
          assert.deepEqual(error, { kind: 'server', status: 500, detail: 'it broke' });
        }
      });

      it('says what is wrong from the first time on', async () => {
        server.answer = () => ({ status: 500, body: { error: 'it broke' } });
        await feed.refresh(others(), stale);
        for (const one of others()) assert.equal(feed.reading(one).error?.kind, 'server');
      });

      it('says what is wrong now, and not what was wrong before', async () => {
        server.answer = () => ({ status: 500, body: { error: 'it broke' } });
        await feed.refresh(others(), stale);
        server.answer = () => ({ status: 502, body: { error: 'worse' } });
        await new Promise((resolve) => setTimeout(resolve, NO_WAIT.probeAfter * 2));
        now += MINUTE;
        await feed.refresh(others(), stale);
        for (const one of others())
          assert.deepEqual(feed.reading(one).error, { kind: 'server', status: 502, detail: 'worse' });
      });
    });

    it('tries at once when somebody presses refresh', async () => {
      server.answer = () => ({ status: 500 });
      await feed.refresh(
        Array.from({ length: 20 }, (_, index) => ask(`${index}`)),
        stale,
      );
      server.answer = () => ({ body: 42 });
      await feed.refresh([ask('a')], { ...stale, force: true });
      assert.equal(feed.reading(ask('a')).series?.points[0]?.v, 42);
    });
  });

  describe('with a server that computes for a while', () => {
    const posthog = (query: string) => ask(query, { type: 'posthog', url: server.origin, project: 7 });
    const running = { status: 202, body: { query_status: { id: 'q1', complete: false } } };

    it('asks on until the answer is there', async () => {
      let polls = 0;
      const results = { results: [[42]], hasMore: false };
      server.answer = ({ url }) => {
        if (!url.pathname.endsWith('/query/q1/')) return running;
        polls += 1;
        return polls < 3 ? running : { body: { query_status: { id: 'q1', complete: true, results } } };
      };
      await feed.refresh([posthog('select 1')], stale);
      assert.equal(feed.reading(posthog('select 1')).series?.points[0]?.v, 42);
      assert.equal(server.asked.length, 4);
    });

    it('gives up after some time, and asks for it anew later', async () => {
      server.answer = () => running;
      await feed.refresh([posthog('select 1')], stale);
      const { error } = feed.reading(posthog('select 1'));
      assert.deepEqual(error, { kind: 'server', status: 202, detail: 'it is still computing' });
      assert.equal(server.asked.length, 7);
    });

    it('stops asking on when it is stopped', async () => {
      const stop = new AbortController();
      server.answer = () => {
        stop.abort();
        return running;
      };
      await feed.refresh([posthog('select 1')], { ...stale, signal: stop.signal });
      assert.equal(server.asked.length, 1);
    });
  });

  describe('with a schedule of its own', () => {
    it('asks a source as often as the file says', async () => {
      const slow = ask('a', { refresh: 10 * MINUTE, staleAfter: 20 * MINUTE });
      await feed.refresh([slow], stale);
      assert.equal(feed.reading(slow).staleAfter, 20 * MINUTE);
      assert.equal(feed.nextDue([slow], MINUTE), NOW + 10 * MINUTE);
      now += 10 * MINUTE - 1;
      await feed.refresh([slow], stale);
      assert.equal(server.asked.length, 1);
      now += 1;
      await feed.refresh([slow], stale);
      assert.equal(server.asked.length, 2);
    });

    it('asks nothing that is switched off, and keeps its number', async () => {
      await feed.refresh([ask('a')], stale);
      await feed.refresh([ask('a')], { ...stale, force: true, enabled: false });
      assert.deepEqual(feed.reading(ask('a')).error, { kind: 'off', by: 'setting' });
      assert.equal(feed.reading(ask('a')).series?.points[0]?.v, 42);
      await feed.refresh([ask('b', { enabled: false })], { ...stale, force: true });
      assert.deepEqual(feed.reading(ask('b', { enabled: false })).error, { kind: 'off', by: 'source' });
      assert.equal(server.asked.length, 1);
      await feed.refresh([ask('a')], stale);
      assert.equal(feed.reading(ask('a')).error, undefined);
    });
  });
});
