import assert from 'node:assert/strict';
import { firstHop, nextHop } from '../../../src/io/redirects';

describe('the next hop of a redirect', () => {
  const hop = (url: string) => firstHop({ method: 'GET', url }, new URL(url));

  function refused(from: string, to: string): void {
    const next = nextHop(hop(from), 302, to);
    assert.ok(next && !next.ok && next.error.kind === 'redirect', `${from} → ${to} must be refused`);
  }

  it('never leaves encryption, not even towards this machine', () => {
    refused('https://metrics.example.com/a', 'http://metrics.example.com/a');
    refused('https://metrics.example.com/a', 'http://127.0.0.1/a');
    refused('https://metrics.example.com/a', 'http://localhost:9090/a');
  });

  it('may leave encryption on this machine', () => {
    const next = nextHop(hop('https://localhost:8443/a'), 302, 'http://localhost:8080/b');
    assert.ok(next?.ok);
    assert.equal(next.value.url.href, 'http://localhost:8080/b');
  });

  it('is relative to where it stands', () => {
    const next = nextHop(hop('https://metrics.example.com/v1/a?x=1'), 307, '../v2/b');
    assert.ok(next?.ok && next.value.trusted);
    assert.equal(next.value.url.href, 'https://metrics.example.com/v2/b');
  });

  it('does not exist without a place to go to, or after another status', () => {
    assert.equal(nextHop(hop('https://metrics.example.com/'), 302, undefined), undefined);
    assert.equal(nextHop(hop('https://metrics.example.com/'), 304, '/b'), undefined);
    assert.equal(nextHop(hop('https://metrics.example.com/'), 200, '/b'), undefined);
  });

  it('is not trusted on another port, host or scheme', () => {
    for (const to of ['https://metrics.example.com:8443/', 'https://example.com/', '//evil.example.com/']) {
      const next = nextHop(hop('https://metrics.example.com/'), 302, to);
      assert.ok(next?.ok);
      assert.equal(next.value.trusted, false, to);
    }
  });

  it('can not be anything but http or https', () => {
    refused('https://metrics.example.com/', 'file:///etc/passwd');
    refused('https://metrics.example.com/', 'data:text/plain,42');
    refused('https://metrics.example.com/', 'https://');
  });
});
