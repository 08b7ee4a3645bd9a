import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildWhereStale, throughline } from '../../support/cliProgram';
import { GitRepository } from '../../support/gitRepository';

const okrs = (url: string): string => `version: 1
cycle: { id: now, start: 2026-01-01, end: 2030-12-31 }
sources:
  prom: { type: prometheus, url: "${url}" }
objectives:
  - id: reach
    title: Reach
    keyResults:
      - { id: reach.users, title: Users, metric: { source: prom, query: users }, start: 10, target: 20 }
`;

describe('throughline and a server that fails, which is asked again after a while', () => {
  const repository = new GitRepository();
  const server = createServer((_, response) => response.writeHead(503).end());
  let failing: string;
  let closed: string;

  before(async () => {
    buildWhereStale();
    const other = createServer();
    for (const one of [server, other]) {
      await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
    }
    const addressOf = (one: typeof server) => `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
    [failing, closed] = [addressOf(server), addressOf(other)];
    await new Promise((resolve) => other.close(resolve));
  });

  after(async () => {
    await new Promise((resolve) => server.close(resolve));
    repository.dispose();
  });

  it('says so, and does not end before it has', async () => {
    for (const url of [failing, closed]) {
      repository.write('okrs.yaml', okrs(url));
      const forecast = await throughline(['forecast', 'reach.users', '--allow', url], {
        cwd: repository.root,
      });
      assert.deepEqual([forecast.code, forecast.out], [1, '']);
      assert.match(forecast.err, /^throughline: Users: .+/);
      const status = await throughline(['status', '--allow', url], { cwd: repository.root });
      assert.match(status.out, /\S/);
    }
  });
});
