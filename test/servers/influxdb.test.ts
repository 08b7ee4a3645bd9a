import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttp } from '../../src/io/http';
import type { SourceConfig } from '../../src/metrics/sources/table';
import { skipBecause } from '../steps/skipBecause';
import { askServer, askServerTogether, dayStarts } from '../support/askServer';
import { findProgram } from '../support/serverPackage';
import { freePort, type ServerProcess, startServerProcess } from '../support/serverProcess';

const BY_DAY =
  'SELECT sum("n") FROM "orders" WHERE time >= {from} AND time < {to} GROUP BY time(1d) fill(none)';

describe('a real InfluxDB', () => {
  let server: ServerProcess;
  const login = { headers: { Authorization: `Basic ${Buffer.from('ada:secret').toString('base64')}` } };
  const http = () => createHttp({ approved: () => true, credential: async () => login });
  const source = (database = 'shop'): SourceConfig => ({ type: 'influxdb', url: server.origin, database });

  before(async function () {
    const program = await findProgram('influxd', 'influxdb');
    if ('missing' in program) skipBecause(this, program.missing);
    const backup = await freePort();
    server = await startServerProcess(
      program.path,
      ({ path }, port) => {
        const at = (name: string): string => JSON.stringify(join(path, name));
        const config = join(path, 'influxdb.conf');
        writeFileSync(
          config,
          `reporting-disabled = true\nbind-address = "127.0.0.1:${backup}"\n[meta]\ndir = ${at('meta')}\n[data]\ndir = ${at('data')}\nwal-dir = ${at('wal')}\n[http]\nbind-address = "127.0.0.1:${port}"\nauth-enabled = true\n`,
        );
        return ['-config', config];
      },
      '/ping',
    );
    await post('/query', { q: "CREATE USER ada WITH PASSWORD 'secret' WITH ALL PRIVILEGES" });
    await post('/query', { q: 'CREATE DATABASE shop' });
    const lines = dayStarts(5).flatMap((day, index) => [
      // Early: soon after midnight the rest of today is still to come.
      `orders n=${index + 1} ${day}`,
      `orders n=10 ${day + 1}`,
    ]);
    await post('/write?db=shop&precision=ms', lines.join('\n'));
  });

  after(() => server?.stop());

  async function post(path: string, body: string | Record<string, string>): Promise<void> {
    const response = await fetch(server.origin + path, {
      method: 'POST',
      headers: login.headers,
      body: typeof body === 'string' ? body : new URLSearchParams(body),
    });
    assert.ok(response.ok, `${path}: ${await response.text()}`);
  }

  it('gives the sum of each day, the last of which is not over', async () => {
    const days = dayStarts(5);
    const found = await askServer(http(), source(), BY_DAY);
    assert.ok(found.ok, JSON.stringify(found));
    assert.deepEqual(
      found.value.points,
      days.map((t, index) => ({ t, v: index + 11 })),
    );
    assert.equal(found.value.unfinishedFrom, days[4]);
  });

  it('answers several at once, each with its own error', async () => {
    const found = await askServerTogether(http(), source(), [
      BY_DAY,
      'SELECT nope(',
      'SELECT n FROM nothing',
    ]);
    assert.ok(!found.ok && found.error.kind === 'bad-query');
    const two = await askServerTogether(http(), source(), [BY_DAY, 'SELECT n FROM nothing']);
    assert.ok(two.ok);
    assert.deepEqual(
      two.value.map((one) => (one.ok ? one.value.points.length : one.error.kind)),
      [5, 'empty'],
    );
  });

  it('says in its own words what is wrong', async () => {
    const query = await askServer(http(), source(), 'SELECT FRM orders');
    assert.ok(
      !query.ok && query.error.kind === 'bad-query' && /error parsing query/.test(query.error.detail),
    );
    const database = await askServer(http(), source('nope'), BY_DAY);
    assert.ok(!database.ok && database.error.kind === 'bad-query', JSON.stringify(database));
    assert.match(database.error.detail, /database not found: nope/);
    const stranger = createHttp({ approved: () => true, credential: async () => undefined });
    const refused = await askServer(stranger, source(), BY_DAY);
    assert.ok(!refused.ok && refused.error.kind === 'auth');
  });

  it('is never asked for a statement that a comment hides, which it would carry out', async () => {
    const found = await askServer(http(), source(), "SELECT n FROM orders -- '\n; DROP DATABASE shop -- '");
    assert.ok(!found.ok && found.error.kind === 'config');
    await post('/query', { q: 'CREATE DATABASE spare' });
    const read = `${server.origin}/query?q=${encodeURIComponent("SHOW USERS -- '\n; DROP DATABASE spare -- '")}`;
    const answer = await (await fetch(read, { headers: login.headers })).text();
    assert.doesNotMatch(answer, /"error"/);
    const left = await (
      await fetch(`${server.origin}/query?q=SHOW%20DATABASES`, { headers: login.headers })
    ).text();
    assert.doesNotMatch(left, /spare/);
  });

  it('is never asked to write, which this server would do', async () => {
    for (const query of ['SELECT * INTO copies FROM orders', 'select n\nInTo copies from orders']) {
      const found = await askServer(http(), source(), query);
      assert.ok(!found.ok && found.error.kind === 'config' && /INTO/.test(found.error.detail));
    }
    const copies = await askServer(http(), source(), 'SELECT n FROM copies');
    assert.ok(!copies.ok && copies.error.kind === 'empty', JSON.stringify(copies));
    const named = await askServer(http(), source(), 'SELECT n FROM "into" WHERE "a" = \'into\'');
    assert.ok(!named.ok && named.error.kind === 'empty');
  });
});
