import assert from 'node:assert/strict';
import type { Credential } from '../../../src/io/credential';
import { createHttp, type HttpOptions } from '../../../src/io/http';
import type { HttpFailure, HttpResponse, Result } from '../../../src/io/ports';
import { FaultServer } from '../../support/faultServer';

const SECRET = 'Bearer s3cr3t-t0ken';

function failureOf(result: Result<HttpResponse, HttpFailure>): HttpFailure {
  assert.equal(result.ok, false, 'a failure was expected');
  return result.error;
}

function bodyOf(result: Result<HttpResponse, HttpFailure>): string {
  assert.ok(result.ok, `a response was expected: ${JSON.stringify(result)}`);
  return result.value.body;
}

describe('the door to the network', () => {
  let home: FaultServer;
  let elsewhere: FaultServer;

  beforeEach(async () => {
    home = await FaultServer.start();
    elsewhere = await FaultServer.start();
  });

  afterEach(async () => {
    await home.stop();
    await elsewhere.stop();
  });

  /** Approves both servers and keeps a secret for the first one, unless told otherwise. */
  function http(options: Partial<HttpOptions> = {}) {
    return createHttp({
      approved: (origin) => [home.origin, elsewhere.origin].includes(origin),
      credential: async (origin): Promise<Credential | undefined> =>
        origin === home.origin ? { headers: { Authorization: SECRET } } : undefined,
      ...options,
    });
  }

  const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
    http().send({ method: 'GET', url, headers });

  describe('approval', () => {
    it('sends nothing to an origin that is not approved', async () => {
      const failure = failureOf(
        await http({ approved: () => false }).send({ method: 'GET', url: home.url('/points') }),
      );
      assert.deepEqual(failure, { kind: 'not-approved', origin: home.origin });
      assert.equal(home.received.length, 0);
    });

    it('is by port as well as by name', async () => {
      const onlyHome = http({ approved: (origin) => origin === home.origin });
      const failure = failureOf(await onlyHome.send({ method: 'GET', url: elsewhere.url('/points') }));
      assert.equal(failure.kind, 'not-approved');
      assert.equal(elsewhere.received.length, 0);
    });
  });

  describe('addresses', () => {
    it('must be encrypted unless they stay on this machine', async () => {
      const all = http({ approved: () => true });
      for (const url of [
        'http://metrics.example.com/a?key=1',
        'http://128.0.0.1/',
        'http://127.0.0.1.example.com/',
      ]) {
        const failure = failureOf(await all.send({ method: 'GET', url }));
        assert.deepEqual(failure, { kind: 'insecure', origin: new URL(url).origin });
      }
    });

    for (const host of [
      '169.254.169.254',
      '2852039166',
      '0xa9fea9fe',
      '0251.0376.0251.0376',
      '169.254.43518',
      '[fe80::1]',
      '[febf::a:b]',
      '[::ffff:169.254.169.254]',
      '[::ffff:a9fe:a9fe]',
      '[::169.254.169.254]',
      '[64:ff9b::169.254.169.254]',
      '[2002:a9fe:a9fe::1]',
      '[fd00:ec2::254]',
    ]) {
      it(`must not be of this link only: ${host}`, async () => {
        const all = http({ approved: () => true });
        for (const scheme of ['http', 'https']) {
          const failure = failureOf(await all.send({ method: 'GET', url: `${scheme}://${host}/latest/` }));
          assert.ok(failure.kind === 'config' && /never asked/.test(failure.detail), JSON.stringify(failure));
        }
        const back = failureOf(
          await all.send({ method: 'GET', url: home.url('/redirect', { to: `https://${host}/latest/` }) }),
        );
        assert.equal(back.kind, 'redirect');
      });
    }

    it('must not lead to this link by a name', async () => {
      const found: Record<string, readonly string[]> = {
        'one.example.com': ['169.254.169.254', 'fe80::1'],
        'two.example.com': ['169.254.169.254', '127.0.0.1'],
      };
      const looked: string[] = [];
      const named = http({
        approved: () => true,
        lookup: (host, _options, callback) => {
          looked.push(host);
          const list = found[host] ?? [];
          callback(
            null,
            list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
          );
        },
      });
      const { port } = new URL(home.origin);
      const only = await named.send({ method: 'GET', url: `https://one.example.com:${port}/` });
      const failure = failureOf(only);
      assert.ok(failure.kind === 'config' && /never asked/.test(failure.detail), JSON.stringify(failure));
      // Its other address is asked, which does not speak https.
      const both = failureOf(await named.send({ method: 'GET', url: `https://two.example.com:${port}/` }));
      assert.ok(both.kind === 'network' && /https/.test(both.detail), JSON.stringify(both));
      assert.deepEqual(looked, ['one.example.com', 'two.example.com']);
    });

    it('must hold no name or password, and none is repeated in the failure', async () => {
      const failure = failureOf(await get('https://ada:hunter2@metrics.example.com/?key=abc'));
      assert.equal(failure.kind, 'config');
      assert.doesNotMatch(JSON.stringify(failure), /hunter2|abc/);
    });

    for (const url of [
      '',
      'metrics.csv',
      'file:///etc/passwd',
      'ftp://example.com/',
      'javascript:alert(1)',
    ]) {
      it(`must be http or https, which ${JSON.stringify(url)} is not`, async () => {
        assert.equal(failureOf(await get(url)).kind, 'config');
      });
    }
  });

  describe('what it sends', () => {
    it('is the credential of the origin, who asks and what it wants, and no cookies', async () => {
      await get(home.url('/points'), { 'X-Scope': 'shop' });
      const headers = home.received[0]?.headers;
      assert.equal(headers?.authorization, SECRET);
      assert.equal(headers?.['user-agent'], 'throughline');
      assert.match(headers?.accept ?? '', /^application\/json/);
      assert.equal(headers?.['x-scope'], 'shop');
      assert.equal(headers?.cookie, undefined);
    });

    it('is no credential to an origin that has none', async () => {
      await get(elsewhere.url('/points'));
      assert.equal(elsewhere.received[0]?.headers.authorization, undefined);
    });

    it('is the credential and not what a file wrote under the same name', async () => {
      await get(home.url('/points'), { AUTHORIZATION: 'Bearer from-the-file' });
      assert.equal(home.received[0]?.headers.authorization, SECRET);
    });

    it('is the body of a POST as it was given', async () => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      await http().send({ method: 'POST', url: home.url('/points'), headers, body: 'query=a%2Bb' });
      assert.equal(home.received[0]?.body, 'query=a%2Bb');
      assert.equal(home.received[0]?.headers['content-type'], 'application/x-www-form-urlencoded');
    });

    it('passes by proxies of the environment', async () => {
      const before = process.env.http_proxy;
      process.env.http_proxy = elsewhere.origin;
      try {
        bodyOf(await get(home.url('/points')));
      } finally {
        if (before === undefined) delete process.env.http_proxy;
        else process.env.http_proxy = before;
      }
      assert.equal(elsewhere.received.length, 0);
    });

    it('is not shown again where a server repeats the secret', async () => {
      const body = bodyOf(await get(home.url('/echo')));
      assert.doesNotMatch(body, /s3cr3t/);
      assert.match(body, /Bearer •••/);
    });

    it('is not shown again in a head, nor behind a redirect to elsewhere', async () => {
      const answer = await get(home.url('/echo-head'));
      assert.ok(answer.ok);
      assert.doesNotMatch(JSON.stringify(answer.value), /s3cr3t/);
      assert.match(answer.value.headers.etag ?? '', /•••/);
      const url = home.url('/echo-redirect', { to: elsewhere.url('/points') });
      bodyOf(await get(url));
      assert.equal(elsewhere.received.length, 1);
      assert.doesNotMatch(JSON.stringify(elsewhere.received), /s3cr3t/);
    });

    it('is not shown again in another form of it', async () => {
      const password = 'päss "w0rd" & more';
      const login = Buffer.from(`ada:${password}`).toString('base64');
      const asAda = http({ credential: async () => ({ headers: { authorization: `Basic ${login}` } }) });
      const said = [password, encodeURIComponent(password), JSON.stringify({ password }), login];
      for (const text of said) {
        const url = home.url('/say', { text });
        const body = bodyOf(await asAda.send({ method: 'GET', url }));
        assert.match(body, /•••/);
        assert.doesNotMatch(body, /w0rd/);
      }
      const spaced = http({ credential: async () => ({ headers: { 'x-key': 'one two-three-four' } }) });
      const url = home.url('/say', { text: 'one two-three-four' });
      assert.equal(bodyOf(await spaced.send({ method: 'GET', url })), 'one •••');
    });

    it('waits for no keychain that never opens', async () => {
      const hanging = http({ credential: () => new Promise(() => {}), timeoutMs: 50 });
      const failure = failureOf(await hanging.send({ method: 'GET', url: home.url('/points') }));
      assert.ok(
        failure.kind === 'config' && /could not be read/.test(failure.detail),
        JSON.stringify(failure),
      );
      const patient = http({ credential: () => new Promise(() => {}) });
      const abort = new AbortController();
      const sent = patient.send({ method: 'GET', url: home.url('/points') }, abort.signal);
      abort.abort();
      assert.deepEqual(failureOf(await sent), { kind: 'canceled' });
      assert.equal(home.received.length, 0);
    });

    it('is nothing where the credential can be no header, whose value stays unsaid', async () => {
      const broken = http({ credential: async () => ({ headers: { 'X-Key': 'top\nsecret-value' } }) });
      const failure = failureOf(await broken.send({ method: 'GET', url: home.url('/points') }));
      assert.equal(failure.kind, 'config');
      assert.doesNotMatch(JSON.stringify(failure), /secret-value/);
      assert.equal(home.received.length, 0);
    });
  });

  describe('redirects', () => {
    const redirectTo = (to: string, status = '302') => home.url('/redirect', { to, status });

    it('inside the origin keep the credential', async () => {
      bodyOf(await get(redirectTo('/points')));
      assert.deepEqual(
        home.received.map(({ path, headers }) => [path, headers.authorization]),
        [
          ['/redirect', SECRET],
          ['/points', SECRET],
        ],
      );
    });

    it('to another approved origin drop the credential and every header that could be one', async () => {
      bodyOf(await get(redirectTo(elsewhere.url('/points')), { 'X-Scope': 'shop' }));
      const headers = elsewhere.received[0]?.headers;
      assert.equal(headers?.authorization, undefined);
      assert.equal(headers?.['x-scope'], undefined);
      assert.doesNotMatch(JSON.stringify(elsewhere.received), /s3cr3t/);
    });

    it('never bring a credential back, nor use the one of where they lead', async () => {
      const back = elsewhere.url('/redirect', { to: home.url('/points') });
      bodyOf(await get(redirectTo(back)));
      assert.deepEqual(
        home.received.map(({ headers }) => headers.authorization),
        [SECRET, undefined],
      );
    });

    it('to an origin that is not approved end there, naming it', async () => {
      const onlyHome = http({ approved: (origin) => origin === home.origin });
      const url = redirectTo(`${elsewhere.url('/points')}?key=abc`);
      const failure = failureOf(await onlyHome.send({ method: 'GET', url }));
      assert.ok(failure.kind === 'redirect' && failure.detail.includes(elsewhere.origin));
      assert.doesNotMatch(failure.detail, /abc/);
      assert.equal(elsewhere.received.length, 0);
    });

    it('to an address that is not encrypted end there', async () => {
      const all = http({ approved: () => true });
      const url = redirectTo('http://metrics.example.com/');
      const failure = failureOf(await all.send({ method: 'GET', url }));
      assert.ok(failure.kind === 'redirect' && /not encrypted/.test(failure.detail));
    });

    it('to a name and password end there', async () => {
      const failure = failureOf(await get(redirectTo('http://ada:hunter2@127.0.0.1/')));
      assert.equal(failure.kind, 'redirect');
      assert.doesNotMatch(JSON.stringify(failure), /hunter2/);
    });

    it('are followed three times', async () => {
      const failure = failureOf(await get(home.url('/loop')));
      assert.ok(failure.kind === 'redirect' && /more than 3/.test(failure.detail));
      assert.equal(home.received.length, 4);
    });

    for (const [status, method] of [
      ['301', 'GET'],
      ['302', 'GET'],
      ['303', 'GET'],
      ['307', 'POST'],
      ['308', 'POST'],
    ] as const) {
      it(`make a POST a ${method} after ${status}`, async () => {
        const headers = { 'content-type': 'text/plain' };
        await http().send({ method: 'POST', url: redirectTo('/points', status), headers, body: 'up' });
        const last = home.received.at(-1);
        assert.equal(last?.method, method);
        assert.equal(last?.body, method === 'POST' ? 'up' : '');
        assert.equal(last?.headers['content-type'], method === 'POST' ? 'text/plain' : undefined);
      });
    }
  });
});
