import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttp } from '../../src/io/http';
import type { SourceConfig } from '../../src/metrics/sources/table';
import { skipBecause } from '../steps/skipBecause';
import { askServer, dayStarts } from '../support/askServer';
import { freePort, type ServerProcess, startServerProcess } from '../support/serverProcess';
import { findOnPath, installSystemPackage } from '../vscode/systemPackage';

const BY_DAY =
  'SELECT toUnixTimestamp(toStartOfDay(at)) AS day, count() FROM signups WHERE at >= toDateTime({from}) GROUP BY day ORDER BY day';

describe('a real ClickHouse', () => {
  let server: ServerProcess;
  const as = (login: string) =>
    createHttp({
      approved: () => true,
      credential: async () => ({
        headers: { Authorization: `Basic ${Buffer.from(login).toString('base64')}` },
      }),
    });
  const http = as('ada:secret');
  const source = (): SourceConfig => ({ type: 'clickhouse', url: server.origin });

  before(async function () {
    const program = await findServer();
    if (program === undefined) skipBecause(this, 'Install clickhouse-server so that it is on PATH');
    const tcp = await freePort();
    server = await startServerProcess(
      program,
      ({ path }, port) => {
        writeFileSync(join(path, 'users.xml'), USERS);
        const config = join(path, 'config.xml');
        writeFileSync(config, configFor(path, port, tcp));
        return [`--config-file=${config}`];
      },
      '/',
    );
    await run('CREATE TABLE signups (at DateTime, name String) ENGINE = Memory');
    const rows = dayStarts(4).flatMap((day, index) =>
      Array.from({ length: index + 1 }, () => `(${day / 1000}, 'a')`),
    );
    await run(`INSERT INTO signups VALUES ${rows.join(', ')}`);
  });

  after(() => server?.stop());

  async function run(statement: string): Promise<void> {
    const headers = { Authorization: `Basic ${Buffer.from('ada:secret').toString('base64')}` };
    const response = await fetch(server.origin, { method: 'POST', headers, body: statement });
    assert.ok(response.ok, await response.text());
  }

  it('gives the rows of each day, the last of which is not over', async () => {
    const found = await askServer(http, source(), BY_DAY);
    assert.ok(found.ok, JSON.stringify(found));
    const days = dayStarts(4);
    assert.deepEqual(
      found.value.points,
      days.map((t, index) => ({ t, v: index + 1 })),
    );
    assert.equal(found.value.unfinishedFrom, days[3]);
    const long = await askServer(http, source(), `${BY_DAY} /* ${'long '.repeat(500)} */`);
    assert.ok(long.ok && long.value.points.length === 4, JSON.stringify(long));
  });

  it('refuses to write, however it is asked', async () => {
    for (const statement of ["INSERT INTO signups VALUES (1, 'b')", 'DROP TABLE signups']) {
      for (const query of [statement, `${statement} /* ${'long '.repeat(500)} */`]) {
        const found = await askServer(http, source(), query);
        assert.ok(!found.ok, query);
      }
    }
    const count = await askServer(http, source(), 'SELECT count() FROM signups');
    assert.ok(count.ok && count.value.points[0]?.v === 10, JSON.stringify(count));
  });

  it('says in its own words what is wrong', async () => {
    const syntax = await askServer(http, source(), 'SELEC 1');
    assert.ok(!syntax.ok && syntax.error.kind === 'bad-query' && /Syntax error/.test(syntax.error.detail));
    const table = await askServer(http, source(), 'SELECT 1 FROM nobody');
    assert.ok(!table.ok && table.error.kind === 'bad-query' && /nobody/.test(table.error.detail));
    const late = await askServer(
      http,
      source(),
      'SELECT number, throwIf(number = 100000) FROM system.numbers',
    );
    assert.ok(!late.ok);
    const stranger = await askServer(as('ada:wrong'), source(), BY_DAY);
    assert.ok(!stranger.ok && stranger.error.kind === 'auth', JSON.stringify(stranger));
  });

  it('has nothing where there are no rows', async () => {
    const found = await askServer(http, source(), `${BY_DAY.replace('WHERE', 'WHERE 0 AND')}`);
    assert.ok(!found.ok && found.error.kind === 'empty');
  });
});

const SERVER = '/usr/sbin/clickhouse-server';

async function findServer(): Promise<string | undefined> {
  const found = findOnPath(['clickhouse-server']) ?? (existsSync(SERVER) ? SERVER : undefined);
  if (found !== undefined) return found;
  const installed = await installSystemPackage('clickhouse-server').catch(() => false);
  return installed && existsSync(SERVER) ? SERVER : undefined;
}

const USERS = `<yandex><profiles><default/></profiles><users>
<ada><password>secret</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></ada>
<default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default>
</users><quotas><default/></quotas></yandex>`;

function configFor(folder: string, http: number, tcp: number): string {
  return `<yandex><logger><level>error</level><console>1</console></logger>
<http_port>${http}</http_port><tcp_port>${tcp}</tcp_port><listen_host>127.0.0.1</listen_host>
<path>${folder}/data/</path><tmp_path>${folder}/tmp/</tmp_path><users_config>${folder}/users.xml</users_config>
<mark_cache_size>100000000</mark_cache_size><timezone>UTC</timezone>
<default_profile>default</default_profile><default_database>default</default_database></yandex>`;
}
