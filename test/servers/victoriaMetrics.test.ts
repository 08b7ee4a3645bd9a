import assert from 'node:assert/strict';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createHttp } from '../../src/io/http';
import type { SourceConfig } from '../../src/metrics/sources/table';
import { skipBecause } from '../steps/skipBecause';
import { askServer, DAY } from '../support/askServer';
import { findProgram } from '../support/serverPackage';
import { type ServerProcess, startServerProcess } from '../support/serverProcess';

const PATIENCE = 240;
const MINUTE = 60_000;

describe('a real VictoriaMetrics', () => {
  let server: ServerProcess;
  const http = createHttp({ approved: () => true, credential: async () => undefined });
  const source = (): SourceConfig => ({ type: 'prometheus', url: server.origin });

  before(async function () {
    const program = await findProgram('victoria-metrics', 'victoria-metrics');
    if ('missing' in program) skipBecause(this, program.missing);
    server = await startServerProcess(
      program.path,
      ({ path }, port) => [
        `-storageDataPath=${join(path, 'data')}`,
        `-httpListenAddr=127.0.0.1:${port}`,
        '-search.latencyOffset=0s',
        '-retentionPeriod=12',
        '-loggerLevel=ERROR',
      ],
      '/health',
    );
    const newest = Date.now() - MINUTE;
    const timestamps = Array.from({ length: 10 }, (_, index) => newest - (9 - index) * DAY);
    const values = timestamps.map((_, index) => index + 1);
    const line = JSON.stringify({ metric: { __name__: 'signups', app: 'shop' }, values, timestamps });
    const response = await fetch(`${server.origin}/api/v1/import`, { method: 'POST', body: line });
    assert.ok(response.ok);
    await fetch(`${server.origin}/internal/force_flush`);
  });

  after(() => server?.stop());

  it('gives what was imported, day by day', async () => {
    const query = 'sum(last_over_time(signups[1d]))';
    const wanted = [2, 3, 4, 5, 6, 7, 8, 9, 10];
    const newest = async () => {
      const found = await askServer(http, source(), query);
      return found.ok ? found.value.points.slice(-9).map(({ v }) => v) : found.error;
    };
    let found = await newest();
    // What was taken in is not there to be asked for at once.
    for (let turn = 0; turn < PATIENCE && !isDeepStrictEqual(found, wanted); turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      found = await newest();
    }
    assert.deepEqual(found, wanted);
  });

  it('says a parse error, by 422, in its own words', async () => {
    const found = await askServer(http, source(), 'sum(');
    assert.ok(!found.ok && found.error.kind === 'bad-query', JSON.stringify(found));
    assert.match(found.error.detail, /parse|unexpected|missing/i);
  });

  it('has nothing for what nobody counts', async () => {
    const found = await askServer(http, source(), 'nobody_counts_this');
    assert.ok(!found.ok && found.error.kind === 'empty');
  });
});
