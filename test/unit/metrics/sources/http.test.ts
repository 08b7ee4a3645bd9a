import assert from 'node:assert/strict';
import { httpSource } from '../../../../src/metrics/sources/http';
import { DAY, httpAnswer, metricQuery, NOW } from '../../../support/metricQuery';

const URL_TEMPLATE = 'https://metrics.example.com/v1/series?name={query}&from={from}&to={to}';
const SPAN = { from: NOW - 2 * DAY, to: NOW };

function urlFor(url: string, changes: Parameters<typeof metricQuery>[0] = {}, config = {}): string {
  const request = httpSource.request(
    { type: 'http', url, ...config },
    metricQuery({ span: SPAN, ...changes }),
  );
  assert.ok(request.ok && request.value.via === 'http', JSON.stringify(request));
  return request.value.http.url;
}

describe('what an http source asks', () => {
  it('is its address with query and times in place', () => {
    assert.equal(
      urlFor(URL_TEMPLATE, { query: 'orders_usd' }),
      'https://metrics.example.com/v1/series?name=orders_usd&from=2026-10-30T18%3A00%3A00.000Z&to=2026-11-01T18%3A00%3A00.000Z',
    );
  });

  it('writes times as it is told', () => {
    const times = (time: string) =>
      new URL(urlFor('https://a.example.com/{from}/{to}/{step}', {}, { time })).pathname;
    assert.equal(times('seconds'), `/${SPAN.from / 1000}/${SPAN.to / 1000}/86400`);
    assert.equal(times('milliseconds'), `/${SPAN.from}/${SPAN.to}/86400`);
    assert.equal(times('day'), '/2026-10-30/2026-11-01/86400');
  });

  it('names the last day of a span and not the one after it', () => {
    const midnight = Date.UTC(2026, 10, 2, 6);
    assert.match(
      urlFor('https://a.example.com/{to}', { span: { from: 0, to: midnight } }, { time: 'day' }),
      /2026-11-01$/,
    );
  });

  it('encodes whatever the query holds', () => {
    const hostile = 'a&b=1#?/../{from}$&\r\n ü';
    const url = new URL(urlFor(URL_TEMPLATE, { query: hostile }));
    assert.equal(url.searchParams.get('name'), hostile);
    assert.equal(url.hash, '');
    assert.equal(
      new URL(urlFor('https://a.example.com/{query}/x', { query: '//evil.example.com' })).host,
      'a.example.com',
    );
  });

  it('has the headers of the file', () => {
    const headers = { 'X-Scope-OrgID': 'shop' };
    const request = httpSource.request({ type: 'http', url: URL_TEMPLATE, headers }, metricQuery());
    assert.ok(request.ok && request.value.via === 'http');
    assert.deepEqual(request.value.http.headers, headers);
  });

  it('is nothing for half a character', () => {
    const request = httpSource.request({ type: 'http', url: URL_TEMPLATE }, metricQuery({ query: '\ud83d' }));
    assert.ok(!request.ok && request.error.kind === 'config');
  });
});

describe('the definition of an http source', () => {
  function problemsOf(config: object): string[] {
    const parsed = httpSource.schema().safeParse({ type: 'http', url: URL_TEMPLATE, ...config });
    return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
  }

  it('may hold everything it knows', () => {
    const full = { select: 'points[].{t: at, v: value}', time: 'day', headers: { 'X-Scope-OrgID': 'shop' } };
    assert.deepEqual(problemsOf(full), []);
  });

  for (const url of [
    'https://{query}.example.com/',
    'https://{query}/',
    '{query}',
    '{query}://example.com/',
    'https:{query}',
    'https:////{query}/a',
    'https:\\\\{query}\\a',
    'https:/\n/{query}/a',
    'https://example.com:{query}/a',
    'https://{from}@example.com/',
    'https://ada:hunter2@example.com/{query}',
    'https://example.com/{nosuch}',
    'https://example.com/{query',
    'file:///etc/{query}',
    '/v1/{query}',
    '',
  ]) {
    it(`refuses the address ${JSON.stringify(url)}`, () => {
      assert.equal(problemsOf({ url }).length, 1);
      const request = httpSource.request({ type: 'http', url }, metricQuery({ query: 'evil.example.com' }));
      assert.ok(!request.ok && request.error.kind === 'config');
    });
  }

  for (const name of [
    'Authorization',
    'cookie',
    'Proxy-Authorization',
    'X-Api-Key',
    'DD-APPLICATION-KEY',
    'X-Auth-Token',
    'Host',
    'X-HTTP-Method-Override',
    'X-Forwarded-Host',
    'X-Original-URL',
    'a b',
  ]) {
    it(`refuses the header ${name}`, () => assert.equal(problemsOf({ headers: { [name]: 'x' } }).length, 1));
  }

  it('refuses a header of two lines', () => {
    assert.equal(problemsOf({ headers: { 'X-Scope': 'a\r\nAuthorization: b' } }).length, 1);
  });

  it('refuses a selection that is no JMESPath, and keys that it does not know', () => {
    assert.match(problemsOf({ select: 'points[' })[0] ?? '', /must be JMESPath/);
    assert.equal(problemsOf({ token: 'secret' }).length, 1);
  });
});

describe('what an http source makes of an answer', () => {
  const parse = (body: unknown, config = {}, status = 200) =>
    httpSource.parse({ type: 'http', url: URL_TEMPLATE, ...config }, metricQuery(), httpAnswer(body, status));

  it('is the selected points', () => {
    const body = {
      points: [
        { at: '2026-11-01', value: '42' },
        { at: '2026-10-31', value: null },
      ],
    };
    assert.deepEqual(parse(body, { select: 'points[].{t: at, v: value}' }), {
      ok: true,
      value: {
        points: [
          { t: Date.UTC(2026, 9, 31, 5), v: null },
          { t: Date.UTC(2026, 10, 1, 5), v: 42 },
        ],
      },
    });
  });

  for (const body of ['42', ' 42\n', '+42', '"42"']) {
    it(`is one number of now for ${JSON.stringify(body)}`, () => {
      assert.deepEqual(parse(body), { ok: true, value: { points: [{ t: NOW, v: 42 }] } });
    });
  }

  for (const [body, kind] of [
    ['', 'empty'],
    ['[]', 'empty'],
    ['null', 'empty'],
    ['NaN', 'empty'],
    ['{"points": [', 'schema'],
    ['{"points": []}', 'schema'],
    ['<html>Sign in</html>', 'schema'],
    ['Sorry', 'schema'],
  ] as const) {
    it(`is ${kind} for ${JSON.stringify(body)}`, () => {
      const series = parse(body);
      assert.ok(!series.ok);
      assert.equal(series.error.kind, kind);
    });
  }

  it('is where it went wrong', () => {
    const series = parse({ points: [{ at: 'later', value: 1 }] }, { select: 'points[].{t: at, v: value}' });
    const error = { kind: 'schema', at: 'selected[0]', detail: 'not a time: "later"' };
    assert.deepEqual(series, { ok: false, error });
  });

  it('is what the status says', () => {
    const origin = 'https://metrics.example.com';
    assert.deepEqual(parse({}, {}, 401), {
      ok: false,
      error: { kind: 'auth', status: 401, origin, detail: '{}' },
    });
  });
});
