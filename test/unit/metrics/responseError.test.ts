import assert from 'node:assert/strict';
import { responseError } from '../../../src/metrics/responseError';
import { NOW } from '../../support/metricQuery';

const ADDRESS = 'https://metrics.example.com/v1/series?name={query}&key=abc';
const ORIGIN = 'https://metrics.example.com';
const HTML = '<!DOCTYPE html><html><title>Sign in</title></html>';

function errorOf(status: number, body = '', headers: Readonly<Record<string, string>> = {}) {
  return responseError({ status, body, headers }, ADDRESS, NOW);
}

describe('what a response says that is no metric', () => {
  it('is nothing where it succeeded', () => {
    assert.equal(errorOf(200, '42'), undefined);
    assert.equal(errorOf(204), undefined);
  });

  for (const [status, body, error] of [
    [401, '{"error":"who?"}', { kind: 'auth', status: 401, origin: ORIGIN, detail: 'who?' }],
    [403, HTML, { kind: 'auth', status: 403, origin: ORIGIN }],
    [404, 'no', { kind: 'not-found', detail: `${ORIGIN}/v1/series` }],
    [410, '', { kind: 'not-found', detail: `${ORIGIN}/v1/series` }],
    [
      400,
      '{"status":"error","error":"parse error at char 5"}',
      { kind: 'bad-query', detail: 'parse error at char 5' },
    ],
    [422, '{"error":{"message":"too many samples"}}', { kind: 'bad-query', detail: 'too many samples' }],
    [405, '', { kind: 'bad-query', detail: 'status 405' }],
    [408, '', { kind: 'server', status: 408 }],
    [429, '', { kind: 'rate-limit' }],
    [500, '{"errors":["it broke","badly"]}', { kind: 'server', status: 500, detail: 'it broke' }],
    [502, HTML, { kind: 'server', status: 502 }],
    [503, 'upstream\n\u001b[31mgone\u0000', { kind: 'server', status: 503, detail: 'upstream [31mgone' }],
    [304, '', { kind: 'server', status: 304 }],
  ] as const) {
    it(`is ${error.kind} for ${status} ${body.slice(0, 20).replace(/\p{Cc}/gu, ' ')}`, () => {
      assert.deepEqual(errorOf(status, body), error);
    });
  }

  it('is a login page where a success is HTML', () => {
    const error = { kind: 'schema', at: '$', detail: 'got an HTML page (a login page?)' };
    assert.deepEqual(errorOf(200, HTML), error);
    assert.deepEqual(errorOf(200, 'Sign in', { 'content-type': 'text/html; charset=utf-8' }), error);
  });

  it('is nothing where data are only called HTML, as many scripts call all they say', () => {
    const type = { 'content-type': 'text/html; charset=utf-8' };
    for (const body of ['42', ' -1.5', '{"v":1}', '\n[[1,2]]', '"12"', 'null'])
      assert.equal(errorOf(200, body, type), undefined, body);
    for (const body of ['', 'nullable', '{"v":', '12 visitors', 'true<script>'])
      assert.equal(errorOf(200, body, type)?.kind, 'schema', body);
  });

  it('is what a server says in plain words, also where it calls them HTML', () => {
    const type = { 'content-type': 'text/html; charset=utf-8' };
    const detail = 'Invalid parameters (unknown function: nope)';
    assert.deepEqual(errorOf(400, detail, type), { kind: 'bad-query', detail });
    const markup = { kind: 'bad-query', detail: 'status 400' };
    for (const body of ['<p>no</p>', ' \n<?xml version="1.0"?><e/>', '<!-- no -->'])
      assert.deepEqual(errorOf(400, body, type), markup);
  });

  it('is a limit for a 403 that says so', () => {
    assert.deepEqual(errorOf(403, '', { 'retry-after': '30' }), {
      kind: 'rate-limit',
      retryAt: NOW + 30_000,
    });
    assert.deepEqual(errorOf(403, '', { 'x-ratelimit-remaining': '0' }), { kind: 'rate-limit' });
  });

  it('is cut to one short line', () => {
    const error = errorOf(500, '😀'.repeat(5000));
    assert.ok(error?.kind === 'server');
    assert.equal(Array.from(error.detail ?? '').length, 200);
  });

  it('is found in no deeper nest than servers build', () => {
    const error = errorOf(500, `${'{"error":'.repeat(50)}"deep"${'}'.repeat(50)}`);
    assert.ok(error?.kind === 'server' && error.detail?.startsWith('{"error"'));
  });

  it('is when to come back', () => {
    for (const [headers, retryAt] of [
      [{ 'retry-after': '120' }, NOW + 120_000],
      [{ 'retry-after': new Date(NOW + 5000).toUTCString() }, NOW + 5000],
      [{ 'ratelimit-reset': '7' }, NOW + 7000],
      [{ 'x-ratelimit-reset': '13' }, NOW + 13_000],
      [{ 'x-ratelimit-reset': String(NOW / 1000 + 60) }, NOW + 60_000],
      [{ 'x-ratelimit-reset': String(NOW + 61_000) }, NOW + 61_000],
      [{ 'retry-after': 'soon', 'x-ratelimit-reset': '13' }, NOW + 13_000],
      [{ 'retry-after': new Date(NOW - 5000).toUTCString() }, NOW],
      [{ 'retry-after': '999999999' }, NOW + 86_400_000],
      [{ 'retry-after': '9'.repeat(400) }, NOW + 86_400_000],
      // No wait that RFC 9110 knows, though lenient parsers see a date in them.
      [{ 'retry-after': '-120', 'x-ratelimit-reset': '13' }, NOW + 13_000],
      [{ 'retry-after': '120, 120', 'x-ratelimit-reset': '13' }, NOW + 13_000],
      [{ 'x-ratelimit-reset': '120, 120' }, undefined],
      // A server whose clock is a day behind.
      [
        {
          date: new Date(NOW - 86_400_000).toUTCString(),
          'retry-after': new Date(NOW - 86_400_000 + 60_000).toUTCString(),
        },
        NOW + 60_000,
      ],
      [{ date: 'nonsense', 'retry-after': new Date(NOW + 5000).toUTCString() }, NOW + 5000],
    ] as const) {
      const known = retryAt === undefined ? {} : { retryAt };
      assert.deepEqual(errorOf(429, '', headers), { kind: 'rate-limit', ...known }, JSON.stringify(headers));
    }
  });
});
