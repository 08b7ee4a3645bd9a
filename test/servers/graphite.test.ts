import assert from 'node:assert/strict';
import { createHttp } from '../../src/io/http';
import type { SourceConfig } from '../../src/metrics/sources/table';
import { skipBecause } from '../steps/skipBecause';
import { askServer, askServerTogether, dayStarts } from '../support/askServer';
import { type Graphite, startGraphite } from '../support/graphite';

const BY_DAY = 'summarize(shop.orders,"1d","sum")';

describe('a real Graphite', () => {
  let server: Graphite;
  // It knows nobody by itself: who may ask is up to a proxy in front.
  const http = createHttp({ approved: () => true, credential: async () => undefined });
  const source = (): SourceConfig => ({ type: 'graphite', url: server.origin });

  before(async function () {
    const started = await startGraphite();
    if ('missing' in started) skipBecause(this, started.missing);
    server = started;
    const orders = dayStarts(5).flatMap((day, index) => [
      ['shop.orders', index + 1, day / 1000 - 2 * 3600] as const,
      ['shop.orders', 10, day / 1000 - 3600] as const,
    ]);
    await server.write([...orders, ['shop.visits', 1, Math.min(...dayStarts(1)) / 1000]]);
  });

  after(() => server?.stop());

  it('gives the sum of each day, the last of which is not over', async () => {
    const days = dayStarts(6);
    const found = await askServer(http, source(), BY_DAY);
    assert.ok(found.ok, JSON.stringify(found));
    assert.deepEqual(
      found.value.points.filter(({ v }) => v !== null),
      days.slice(0, 5).map((t, index) => ({ t, v: index + 11 })),
    );
    assert.equal(found.value.unfinishedFrom, days[5]);
    const long = await askServer(http, source(), `sumSeries(${'shop.orders,'.repeat(200)}shop.visits)`);
    assert.ok(long.ok && Math.max(...long.value.points.map(({ v }) => v ?? 0)) === 2000);
  });

  it('has nothing where nothing is known by that name', async () => {
    const found = await askServer(http, source(), 'summarize(shop.nothing,"1d","sum")');
    assert.ok(!found.ok && found.error.kind === 'empty', JSON.stringify(found));
  });

  it('gives several only where one is asked for', async () => {
    const found = await askServer(http, source(), 'shop.*');
    assert.ok(!found.ok && found.error.kind === 'schema' && /2 series/.test(found.error.detail));
  });

  it('says in its own words what is wrong, also where it takes that for a fault of its own', async () => {
    const unknown = await askServer(http, source(), 'nope(shop.orders)');
    assert.ok(!unknown.ok && unknown.error.kind === 'bad-query', JSON.stringify(unknown));
    assert.match(unknown.error.detail, /unknown function: nope/);
    const missing = await askServer(http, source(), 'summarize(shop.orders)');
    assert.ok(!missing.ok && missing.error.kind === 'bad-query', JSON.stringify(missing));
    assert.match(missing.error.detail, /^TypeError: summarize\(\) missing .*'intervalString'$/);
    const offset = await askServer(http, source(), 'movingAverage(shop.orders,"zz")');
    assert.ok(!offset.ok && offset.error.kind === 'bad-query', JSON.stringify(offset));
  });

  it('answers several at once, of which one that is wrong can be told', async () => {
    const two = await askServerTogether(http, source(), [BY_DAY, 'shop.nothing', 'shop.visits']);
    assert.ok(two.ok);
    assert.deepEqual(
      two.value.map((one) => (one.ok ? one.value.points.some(({ v }) => v !== null) : one.error.kind)),
      [true, 'empty', true],
    );
    const spoilt = await askServerTogether(http, source(), [BY_DAY, 'summarize(shop.orders)']);
    assert.ok(!spoilt.ok && spoilt.error.kind === 'bad-query', JSON.stringify(spoilt));
  });
});
