import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFiles } from '../../src/io/files';
import { createHttp } from '../../src/io/http';
import type { MetricAsk } from '../../src/metrics/ask';
import { Feed } from '../../src/metrics/feed';
import type { Reading } from '../../src/metrics/reading';
import { prometheusSource } from '../../src/metrics/sources/prometheus';
import { skipBecause } from '../steps/skipBecause';
import { metricQuery } from '../support/metricQuery';
import { CounterTarget, type Prometheus, startPrometheus } from '../support/prometheus';
import { findPrometheus } from '../support/serverPackage';

const DAY = 86_400_000;
const PATIENCE_MS = 60_000;

describe('a real Prometheus', () => {
  let counter: CounterTarget;
  let prometheus: Prometheus;
  let feed: Feed;

  before(async function () {
    const program = await findPrometheus();
    if ('missing' in program) skipBecause(this, program.missing);
    counter = await CounterTarget.start('signups_total');
    counter.value = 41;
    prometheus = await startPrometheus(program.path, counter.address);
    const http = createHttp({
      approved: (origin) => origin === prometheus.origin,
      credential: async () => undefined,
    });
    feed = new Feed({ http, files: createFiles(), clock: { now: Date.now } });
  });

  after(async () => {
    await prometheus?.stop();
    await counter?.stop();
  });

  function ask(query: string): MetricAsk {
    const now = Date.now();
    const today = now - (now % DAY);
    return {
      root: '/repository',
      sourceName: 'prom',
      source: { type: 'prometheus', url: prometheus.origin },
      query,
      window: { from: today - 10 * DAY, to: today + 10 * DAY },
      timezone: 'UTC',
    };
  }

  const newest = ({ series }: Reading) => series?.points.at(-1)?.v;

  /** Refreshes until the newest value is the one wanted; in vain only where it never comes. */
  async function until(query: string, wanted: number): Promise<Reading> {
    const deadline = Date.now() + PATIENCE_MS;
    let reading = feed.reading(ask(query));
    while (newest(reading) !== wanted && Date.now() < deadline) {
      await feed.refresh([ask(query)], { refreshMs: 0, force: true });
      reading = feed.reading(ask(query));
      await sleep(200);
    }
    return reading;
  }

  it('gives the value of now as the last point, and the new one when a counter moves', async () => {
    const first = await until('sum(signups_total)', 41);
    assert.equal(newest(first), 41);
    assert.equal(first.error, undefined);
    counter.value = 42;
    const next = await until('sum(signups_total)', 42);
    assert.equal(newest(next), 42);
    assert.ok((next.fetchedAt ?? 0) >= (first.fetchedAt ?? Number.POSITIVE_INFINITY));
  });

  it('gives a range of points, and so does a query that has to be posted', async () => {
    const days = 180;
    for (const query of ['vector(7)', `vector(7) + 0 * vector(${'1'.repeat(200)}) ${' '.repeat(1500)}`]) {
      await feed.refresh([ask(query)], { refreshMs: 0 });
      const { series, error } = feed.reading(ask(query));
      assert.equal(error, undefined);
      assert.equal(series?.points.length, days + 1);
      assert.ok(series.points.every(({ v }) => v === 7));
    }
  });

  it('says what is wrong with a query', async () => {
    await feed.refresh([ask('sum(')], { refreshMs: 0 });
    const { error } = feed.reading(ask('sum('));
    assert.ok(error?.kind === 'bad-query' && /parse error/.test(error.detail), JSON.stringify(error));
  });

  it('says that a range of time is no number', async () => {
    await feed.refresh([ask('signups_total[5m]')], { refreshMs: 0 });
    const { error } = feed.reading(ask('signups_total[5m]'));
    assert.ok(error?.kind === 'bad-query' && /range query/.test(error.detail), JSON.stringify(error));
  });

  it('says that nothing came, and that nothing is a number', async () => {
    const nothing = ['no_such_metric', 'vector(0) / vector(0)', 'vector(1) / vector(0)'];
    await feed.refresh(nothing.map(ask), { refreshMs: 0 });
    for (const query of nothing) assert.deepEqual(feed.reading(ask(query)).error, { kind: 'empty' }, query);
  });

  it('says that there are several series', async () => {
    const query = 'label_replace(vector(1), "a", "b", "", "") or vector(2)';
    await feed.refresh([ask(query)], { refreshMs: 0 });
    const { error } = feed.reading(ask(query));
    assert.ok(error?.kind === 'schema' && /^2 series/.test(error.detail), JSON.stringify(error));
  });

  for (const [query, type] of [
    ['vector(7)', 'vector'],
    ['scalar(vector(7))', 'scalar'],
    ['"7"', 'string'],
    ['signups_total[1m]', 'matrix'],
  ] as const) {
    it(`gives an instant as ${type}, which is understood too`, async () => {
      await until('sum(signups_total)', counter.value);
      const response = await fetch(`${prometheus.origin}/api/v1/query?query=${encodeURIComponent(query)}`);
      const body = await response.text();
      assert.match(body, new RegExp(`"resultType":"${type}"`));
      const config = { type: 'prometheus', url: prometheus.origin } as const;
      const answer = { via: 'http', http: { status: response.status, headers: {}, body } } as const;
      const parsed = prometheusSource.parse(config, metricQuery({ query }), answer);
      assert.ok(parsed.ok, JSON.stringify(parsed));
      assert.equal(parsed.value.points.at(-1)?.v, type === 'matrix' ? counter.value : 7);
    });
  }
});
