import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Fault = (response: ServerResponse, url: URL, request: Received) => void;

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000_000_000;
const DAY = 86_400_000;
const DEPTH = 100_000;
const CHUNK = Buffer.alloc(100_000, ' ');
const POINTS_IN_CHUNK = 5_000;
const POINTS = ',[1793556000,1]'.repeat(POINTS_IN_CHUNK);
const DRIP_MS = 20;

/** What a source of metrics can do to a client, by path. Query parameters: `to` and `status` of a redirect, `size`. */
const FAULTS: Readonly<Record<string, Fault>> = {
  '/points': (response) =>
    json(response, 200, [
      { t: '2026-11-01', v: 41 },
      { t: '2026-11-02', v: 42 },
    ]),
  '/echo': (response, _url, { method, headers, body }) => json(response, 200, { method, headers, body }),
  '/say': (response, url) => response.end(url.searchParams.get('text')),
  '/echo-head': (response, _url, { headers }) => {
    response.setHeader('etag', `"${headers.authorization}"`);
    json(response, 200, 42);
  },
  // They repeat what they were sent, in an error, a text that is no JSON, a value, and what recognises an answer.
  '/echo-401': (response, _url, { headers }) => json(response, 401, { error: headers.authorization }),
  '/echo-400': (response, _url, { headers }) => json(response, 400, { error: `no ${headers.authorization}` }),
  '/echo-500': (response, _url, { headers }) => json(response, 500, { message: headers.authorization }),
  '/echo-text': (response, _url, { headers }) => response.end(headers.authorization),
  '/echo-number': (response, _url, { headers }) =>
    json(response, 200, [{ t: '2026-11-01', v: headers.authorization?.slice(7) }]),
  '/echo-head-points': (response, _url, { headers }) => {
    response
      .setHeader('etag', `"${headers.authorization}"`)
      .setHeader('last-modified', `${headers.authorization}`);
    json(response, 200, [{ t: '2026-11-02', v: 42 }]);
  },
  '/echo-redirect': (response, url, { headers }) => {
    const to = `${url.searchParams.get('to')}?from=${encodeURIComponent(headers.authorization ?? '')}`;
    response.writeHead(302, { location: to }).end();
  },
  '/401': (response) => json(response, 401, { error: 'who are you?' }),
  '/403': (response) => json(response, 403, { message: 'not for you' }),
  '/404': (response) => json(response, 404, { error: 'no such thing' }),
  '/429': (response) => {
    response.setHeader('retry-after', '120');
    json(response, 429, { error: 'slow down' });
  },
  '/500': (response) => json(response, 500, { error: 'it broke' }),
  '/html': (response) => html(response, 200),
  '/html-500': (response) => html(response, 500),
  '/wrong-shape': (response) => json(response, 200, { rows: [{ shop: 'a' }] }),
  '/empty-list': (response) => json(response, 200, []),
  '/empty-body': (response) => response.end(),
  '/nan': (response) => response.setHeader('content-type', 'text/plain').end('NaN'),
  '/not-json': (response) => response.setHeader('content-type', 'application/json').end('{"points": ['),
  '/large': (response, url) => response.end(Buffer.alloc(sizeOf(url), 'a')),
  '/gzip-bomb': (response, url) =>
    response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(sizeOf(url), 'a'))),
  // A compressed body may have many parts, each of which becomes a megabyte here.
  '/gzip-bomb-gigabyte': (response) => {
    const part = gzipSync(Buffer.alloc(MEGABYTE, ' '));
    response.setHeader('content-encoding', 'gzip');
    response.end(Buffer.concat(Array.from({ length: GIGABYTE / MEGABYTE }, () => part)));
  },
  '/damaged-gzip': (response) => response.setHeader('content-encoding', 'gzip').end('this is not gzip'),
  '/silent': () => {},
  '/drip': (response) => {
    const drip = setInterval(() => response.write(' '), DRIP_MS);
    response.on('close', () => clearInterval(drip));
  },
  '/reset': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('[1,', () => response.socket?.resetAndDestroy());
  },
  '/redirect': (response, url) => {
    response.statusCode = Number(url.searchParams.get('status') ?? 302);
    response.setHeader('location', url.searchParams.get('to') ?? '').end();
  },
  '/endless': (response) => {
    const more = (): void => {
      while (response.write(CHUNK));
    };
    response.on('drain', more);
    more();
  },
  '/gigabyte': (response) => {
    let left = GIGABYTE / CHUNK.length;
    response.setHeader('content-length', GIGABYTE);
    const more = (): void => {
      while (left > 0 && response.write(CHUNK)) left -= 1;
    };
    response.on('drain', more);
    more();
  },
  '/byte-a-second': (response) => {
    const drip = setInterval(() => response.write(' '), 1000);
    response.on('close', () => clearInterval(drip));
  },
  '/length-too-long': (response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('[1]', () => response.socket?.end());
  },
  '/length-too-short': (response) => {
    response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[{"t":1,"v":2}]');
  },
  '/not-utf-8': (response) => response.end(Buffer.from([0x5b, 0xff, 0xfe, 0x5d])),
  '/deep': (response) => response.end('['.repeat(DEPTH) + ']'.repeat(DEPTH)),
  '/proto': (response) =>
    response.end('{"__proto__":{"v":7},"constructor":{"prototype":{"polluted":true}},"a":1}'),
  '/204': (response) => response.writeHead(204).end(),
  '/408': (response) => json(response, 408, { error: 'too slow' }),
  '/409': (response) => json(response, 409, { error: 'conflict' }),
  '/429-date': (response) => limited(response, { 'retry-after': inTwoMinutes().toUTCString() }),
  '/429-x-seconds': (response) => limited(response, { 'x-ratelimit-reset': '120' }),
  '/429-x-epoch': (response) =>
    limited(response, { 'x-ratelimit-reset': String(Math.floor(inTwoMinutes().getTime() / 1000)) }),
  '/429-ratelimit': (response) => limited(response, { 'ratelimit-reset': '120' }),
  '/429-nothing': (response) => limited(response, {}),
  // A server whose clock is a day ahead.
  '/429-skewed': (response) => {
    const skewed = (ms: number): string => new Date(ms + DAY).toUTCString();
    limited(response, { date: skewed(Date.now()), 'retry-after': skewed(inTwoMinutes().getTime()) });
  },
  '/502': (response) => json(response, 502, { error: 'bad gateway' }),
  '/503': (response) => json(response, 503, { error: 'in maintenance' }),
  '/504': (response) => json(response, 504, { error: 'gateway timeout' }),
  '/unordered': (response) =>
    json(response, 200, [
      { t: '2026-11-02', v: 42 },
      { t: '2026-11-01', v: 41 },
    ]),
  '/duplicates': (response) =>
    json(response, 200, [
      { t: '2026-11-02', v: 1 },
      { t: '2026-11-02', v: 42 },
    ]),
  '/five-million-points': (response) => {
    let left = 5_000_000 / POINTS_IN_CHUNK;
    response.write('[[1793556000,1]');
    const more = (): void => {
      while (left > 0 && response.write(POINTS)) left -= 1;
      if (left === 0) response.end(']');
    };
    response.on('drain', more);
    more();
  },
  '/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
};

/** A server on loopback that misbehaves as its path says, and remembers what it was sent. */
export class FaultServer {
  readonly received: Received[] = [];
  /** Whatever path is asked, this is what happens. */
  mode: string | undefined;
  private readonly server: Server = createServer((request, response) => {
    void this.answer(request, response);
  });

  static async start(): Promise<FaultServer> {
    const started = new FaultServer();
    await new Promise<void>((resolve) => started.server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  /** `http://127.0.0.1:PORT` */
  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** How many connections are open now. */
  get connections(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
    });
  }

  url(path: string, query: Readonly<Record<string, string>> = {}): string {
    const search = new URLSearchParams(query).toString();
    return `${this.origin}${path}${search === '' ? '' : `?${search}`}`;
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    const { method = '', headers } = request;
    const received = { method, path: url.pathname, headers, body: await text(request) };
    this.received.push(received);
    const fault = FAULTS[this.mode ?? url.pathname];
    if (fault) fault(response, url, received);
    else json(response, 404, { error: 'the test has no such path' });
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function html(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
}

function sizeOf(url: URL): number {
  return Number(url.searchParams.get('size') ?? 6 * MEGABYTE);
}

function limited(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  response.writeHead(429, { 'content-type': 'application/json', ...headers }).end('{"error":"slow down"}');
}

function inTwoMinutes(): Date {
  return new Date(Date.now() + 120_000);
}
