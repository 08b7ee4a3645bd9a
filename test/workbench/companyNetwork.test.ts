import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { skipBecause } from '../steps/skipBecause';
import { AuthProxy } from '../support/authProxy';
import { CertificateAuthority, needOpenssl } from '../support/certificates';
import { type TempFolder, tempFolder } from '../vscode/cleanup';
import type { Settings } from '../vscode/settings';
import { allowSource, RunningWorkbench, says, screenshot } from './openOutcome';

const LOGIN = 'ada:tl-office-77aa01';
/** A name that only the proxy knows. */
const HOST = 'metrics.throughline.test';
const ORIGIN = `https://${HOST}:8443`;

const OKRS = `version: 1
cycle: { id: all, start: 2026-01-01, end: 2099-12-31 }
sources: { office: { type: http, url: "${ORIGIN}/number" } }
objectives:
  - id: office
    title: Numbers behind a company's proxy
    keyResults:
      - { id: office.number, title: A hundred, metric: { source: office, query: any }, start: 0, target: 100 }
branches:
  - { pattern: main, serves: [office.number] }
`;

/** A server whose certificate comes from a private authority, reached through a proxy that wants a password. */
describe("a company's network, in the running workbench", () => {
  let folder: TempFolder;
  let authority: CertificateAuthority;
  let server: Server;
  let proxy: AuthProxy;
  let requests: number;

  before(async function () {
    const missing = await needOpenssl();
    if (missing !== undefined) skipBecause(this, missing);
    folder = tempFolder('throughline-office');
    authority = new CertificateAuthority(folder.path);
    server = createServer(authority.issue(HOST), (_request, response) => {
      requests += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end('42');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    proxy = await AuthProxy.start(LOGIN, () => (server.address() as AddressInfo).port);
  });

  beforeEach(() => {
    requests = 0;
  });

  after(async () => {
    await proxy?.stop();
    server?.closeAllConnections();
    server?.close();
    folder?.dispose();
  });

  async function numberWith(
    userSettings: Settings,
    env: Readonly<Record<string, string>>,
    wanted: RegExp,
    picture: string,
  ): Promise<string> {
    const workbench = await RunningWorkbench.start({ trust: true, userSettings, env });
    try {
      const root = join(workbench.folder.path, 'office');
      mkdirSync(root);
      execFileSync('git', ['init', '--quiet', '--initial-branch=main', root]);
      writeFileSync(join(root, 'okrs.yaml'), OKRS);
      const { page, frame } = await workbench.open(root);
      await says(frame, /Nothing has been sent yet/);
      await allowSource(page, frame);
      const text = await says(frame, wanted);
      await screenshot(page, picture);
      assert.ok(!`${text}${workbench.printed}`.includes(LOGIN));
      return text;
    } finally {
      await workbench.dispose();
    }
  }

  const through = (url: string): Settings => ({ 'http.proxy': url, 'http.proxySupport': 'override' });

  it('is gone through with the proxy of the settings and an authority that the machine trusts', async () => {
    const trusting = { NODE_EXTRA_CA_CERTS: authority.path };
    await numberWith(through(proxy.urlWithLogin), trusting, /42 of 100/, 'office-number');
    assert.ok(requests > 0);
    assert.ok(proxy.asked.some(({ target, allowed }) => target === `${HOST}:8443` && allowed));
  });

  it('says that the proxy wants a password', async () => {
    const trusting = { NODE_EXTRA_CA_CERTS: authority.path };
    await numberWith(through(proxy.url), trusting, /The proxy wants you to sign in \(407\)/, 'office-proxy');
    assert.equal(requests, 0);
  });

  it('says that the certificate is not trusted, and sends nothing', async () => {
    const text = await numberWith(
      through(proxy.urlWithLogin),
      {},
      /The certificate of metrics\.throughline\.test:8443 comes from an authority/,
      'office-certificate',
    );
    assert.match(text, /Nothing was sent/);
    assert.equal(requests, 0);
  });
});
