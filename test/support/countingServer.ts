import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Asked {
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A server on loopback that answers as its test says, and remembers what it was asked. */
export class CountingServer {
  readonly asked: Asked[] = [];
  answer: (asked: Asked) => Answer | Promise<Answer> = () => ({ body: 42 });
  private readonly server: Server = createServer(async (request, response) => {
    const asked = {
      url: new URL(request.url ?? '/', this.origin),
      headers: request.headers,
      body: await text(request),
    };
    this.asked.push(asked);
    const { status = 200, headers = {}, body } = await this.answer(asked);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body === undefined ? '' : JSON.stringify(body));
  });

  static async start(): Promise<CountingServer> {
    const started = new CountingServer();
    await new Promise<void>((resolve) => started.server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
