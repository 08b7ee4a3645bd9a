import assert from 'node:assert/strict';
import { globalAgent } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { createHttp, type HttpOptions } from '../../../src/io/http';
import type { HttpFailure } from '../../../src/io/ports';
import { FaultServer } from '../../support/faultServer';

const LIMIT = 100_000;
/** Short enough for a test; what comes too late here never comes. */
const SOON_MS = 300;

describe('the door to the network, when servers fail', () => {
  let server: FaultServer;

  before(async () => {
    server = await FaultServer.start();
  });

  after(() => server.stop());

  const open = (options: Partial<HttpOptions> = {}) =>
    createHttp({ approved: () => true, credential: async () => undefined, limitBytes: LIMIT, ...options });

  async function failure(
    path: string,
    options: Partial<HttpOptions> = {},
    signal?: AbortSignal,
  ): Promise<HttpFailure> {
    const result = await open(options).send({ method: 'GET', url: server.url(path, { key: 'abc' }) }, signal);
    assert.ok(!result.ok, `a failure was expected: ${JSON.stringify(result)}`);
    assert.doesNotMatch(JSON.stringify(result.error), /abc/, 'the query of the address must stay unsaid');
    return result.error;
  }

  for (const path of ['/401', '/403', '/404', '/429', '/500']) {
    it(`takes ${path} for a response`, async () => {
      const result = await open().send({ method: 'GET', url: server.url(path) });
      assert.ok(result.ok);
      assert.equal(result.value.status, Number(path.slice(1)));
      assert.match(result.value.headers['content-type'] ?? '', /json/);
    });
  }

  it('takes a body up to the cap and none above it', async () => {
    const sized = (size: number) =>
      open().send({ method: 'GET', url: server.url('/large', { size: String(size) }) });
    const fits = await sized(LIMIT);
    assert.ok(fits.ok && fits.value.body.length === LIMIT);
    assert.deepEqual(await sized(LIMIT + 1), { ok: false, error: { kind: 'too-large', limitBytes: LIMIT } });
  });

  it('counts what a compressed body becomes', async () => {
    assert.deepEqual(await failure('/gzip-bomb'), { kind: 'too-large', limitBytes: LIMIT });
  });

  it('ends where no answer begins', async () => {
    assert.deepEqual(await failure('/silent', { timeoutMs: SOON_MS }), {
      kind: 'timeout',
      seconds: SOON_MS / 1000,
    });
  });

  it('ends where an answer does not end', async () => {
    assert.deepEqual(await failure('/drip', { timeoutMs: SOON_MS }), {
      kind: 'timeout',
      seconds: SOON_MS / 1000,
    });
  });

  it('ends when it is told to, before, while waiting and while reading', async () => {
    assert.deepEqual(await failure('/points', {}, AbortSignal.abort()), { kind: 'canceled' });
    assert.deepEqual(await failure('/silent', {}, AbortSignal.timeout(SOON_MS)), { kind: 'canceled' });
    assert.deepEqual(await failure('/drip', {}, AbortSignal.timeout(SOON_MS)), { kind: 'canceled' });
  });

  it('says that a connection was cut in the middle', async () => {
    const { kind, ...rest } = await failure('/reset');
    assert.equal(kind, 'network');
    assert.match(JSON.stringify(rest), /was cut/);
  });

  it('says that an answer is damaged', async () => {
    const damaged = await failure('/damaged-gzip');
    assert.ok(damaged.kind === 'network' && /damaged/.test(damaged.detail), JSON.stringify(damaged));
  });

  it('asks again where the idle connection that it used was closed meanwhile', async () => {
    let connections = 0;
    const closing = createServer((socket) => {
      connections += 1;
      const first = connections === 1;
      let requests = 0;
      socket
        .on('error', () => {})
        .on('data', () => {
          requests += 1;
          if (first && requests > 1) socket.resetAndDestroy();
          else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n42');
        });
    });
    await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(closing.address() as AddressInfo).port}/`;
    try {
      const http = open();
      for (const time of ['first', 'second']) {
        const result = await http.send({ method: 'GET', url });
        assert.ok(result.ok && result.value.body === '42', `${time}: ${JSON.stringify(result)}`);
        // The connection becomes idle when this turn is over.
        await new Promise((resolve) => setImmediate(resolve));
      }
      assert.equal(connections, 2);
    } finally {
      closing.close();
      globalAgent.destroy();
    }
  });

  it('says that nothing answers', async () => {
    const gone = await FaultServer.start();
    const { origin } = gone;
    await gone.stop();
    const result = await open().send({ method: 'GET', url: `${origin}/` });
    assert.ok(!result.ok && result.error.kind === 'network');
    assert.equal(result.error.code, 'ECONNREFUSED');
    assert.equal(result.error.detail, `Nothing answers at ${new URL(origin).host}.`);
  });

  it('says that a name is not known', async () => {
    const result = await open().send({ method: 'GET', url: 'https://no-such-host.invalid/' });
    assert.ok(!result.ok);
    // Where there is no network at all, even that can't be looked up.
    assert.ok(['name-not-found', 'network'].includes(result.error.kind), result.error.kind);
    assert.match(JSON.stringify(result.error), /no-such-host\.invalid/);
  });

  it('says that a server does not encrypt', async () => {
    const result = await open().send({
      method: 'GET',
      url: server.url('/points').replace('http:', 'https:'),
    });
    assert.ok(!result.ok && result.error.kind === 'network');
    assert.match(result.error.detail, /does not speak https/);
  });
});
