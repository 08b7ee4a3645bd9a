import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createHttp } from '../../../src/io/http';
import type { HttpFailure } from '../../../src/io/ports';
import { skipBecause } from '../../steps/skipBecause';
import { AuthProxy } from '../../support/authProxy';
import { AUTHORITY_NAME, CertificateAuthority, type Identity, needOpenssl } from '../../support/certificates';
import { FaultServer } from '../../support/faultServer';

const SECRET = 'tl-tls-5c1e77d0';

describe('a server with a certificate', () => {
  let folder: string;
  let authority: CertificateAuthority;
  const servers: Server[] = [];
  let requests: number;
  let location: string | undefined;
  const sent: (string | undefined)[] = [];

  before(async function () {
    const missing = await needOpenssl();
    if (missing !== undefined) skipBecause(this, missing);
    folder = mkdtempSync(join(tmpdir(), 'throughline-tls-'));
    authority = new CertificateAuthority(folder);
  });

  after(() => rmSync(folder ?? '', { recursive: true, force: true }));

  beforeEach(() => {
    requests = 0;
    location = undefined;
    sent.length = 0;
  });

  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  /** @returns `https://localhost:PORT` */
  async function serve(identity: Identity, host = 'localhost'): Promise<string> {
    const server = createServer(identity, (request, response) => {
      requests += 1;
      sent.push(request.headers.authorization);
      if (location === undefined) response.end('42');
      else response.writeHead(302, { location }).end();
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `https://${host}:${(server.address() as AddressInfo).port}`;
  }

  async function failureAt(origin: string): Promise<HttpFailure> {
    const http = createHttp({
      approved: () => true,
      credential: async () => ({ headers: { Authorization: `Bearer ${SECRET}` } }),
      timeoutMs: 5_000,
    });
    const sent = await http.send({ method: 'GET', url: origin });
    assert.ok(!sent.ok, JSON.stringify(sent));
    assert.equal(requests, 0);
    assert.ok(!JSON.stringify(sent).includes(SECRET));
    return sent.error;
  }

  it('of an authority that is not known: says whose it is', async () => {
    const failure = await failureAt(await serve(authority.issue('localhost')));
    assert.ok(failure.kind === 'certificate', JSON.stringify(failure));
    assert.equal(failure.issuer, AUTHORITY_NAME);
    assert.match(failure.detail, /localhost:\d+ comes from an authority/);
  });

  it('that is self-signed', async () => {
    const failure = await failureAt(await serve(authority.selfSigned('localhost')));
    assert.ok(failure.kind === 'certificate');
    assert.deepEqual([failure.code, failure.issuer], ['DEPTH_ZERO_SELF_SIGNED_CERT', 'localhost']);
  });

  /** What Node trusts is settled when it starts, so that this is asked of another process. */
  async function askTrusting(
    origin: string,
    env: Readonly<Record<string, string>> = {},
    ...more: readonly string[]
  ): Promise<string> {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(__dirname, '../../support/askOnce.ts'), origin, ...more],
      {
        env: { ...process.env, NODE_EXTRA_CA_CERTS: authority.path, ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    return text(child.stdout);
  }

  describe('of an authority that the machine was told to trust', () => {
    it('is asked', async () => {
      assert.match(await askTrusting(await serve(authority.issue('localhost'))), /"body":"42"/);
    });

    it('may not send the token on without encryption, nor to another one', async () => {
      const plain = await FaultServer.start();
      try {
        location = 'http://metrics.example.com/points';
        const origin = await serve(authority.issue('localhost'));
        const said = await askTrusting(origin, {}, SECRET);
        assert.match(said, /"kind":"redirect".*not encrypted/);
        // To this machine encryption may be left, which is another origin all the same.
        location = plain.url('/points');
        assert.match(await askTrusting(origin, {}, SECRET), /"status":200/);
        assert.deepEqual(sent, [`Bearer ${SECRET}`, `Bearer ${SECRET}`]);
        assert.equal(plain.received.length, 1);
        assert.doesNotMatch(JSON.stringify(plain.received), new RegExp(SECRET));
      } finally {
        await plain.stop();
      }
    });

    it('is not asked where the certificate has expired', async () => {
      const said = await askTrusting(await serve(authority.issue('localhost', -1)));
      assert.match(said, /"kind":"certificate","code":"CERT_HAS_EXPIRED"/);
      assert.match(said, new RegExp(AUTHORITY_NAME));
      assert.equal(requests, 0);
    });

    it('is not asked where the certificate is for another name', async () => {
      const said = await askTrusting(await serve(authority.issue('other.example.com')));
      assert.match(said, /"code":"ERR_TLS_CERT_ALTNAME_INVALID"/);
      assert.equal(requests, 0);
    });
  });

  it('is not asked through a proxy that was not told of: only the editor knows proxies', async () => {
    const origin = await serve(authority.issue('localhost'));
    const proxy = await AuthProxy.start('ada:office', () => Number(new URL(origin).port));
    try {
      assert.match(await askTrusting(origin, { HTTPS_PROXY: proxy.url }), /"body":"42"/);
      assert.deepEqual(proxy.asked, []);
    } finally {
      await proxy.stop();
    }
  });
});
