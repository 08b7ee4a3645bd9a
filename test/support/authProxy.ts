import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A company's proxy on loopback: wants a user and password, and tunnels every name to one server of the test. */
export class AuthProxy {
  /** `host:port` of each CONNECT, with whether it was let through. */
  readonly asked: { readonly target: string; readonly allowed: boolean }[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((_request, response) => {
    response.writeHead(405).end();
  });

  private constructor(
    private readonly login: string,
    targetPort: () => number,
  ) {
    this.server.on('connection', (socket) => this.follow(socket));
    this.server.on('connect', (request, client: Socket) => {
      const allowed = request.headers['proxy-authorization'] === this.expected;
      this.asked.push({ target: request.url ?? '', allowed });
      if (!allowed) {
        client.end(
          'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="office"\r\nContent-Length: 0\r\n\r\n',
        );
        return;
      }
      const upstream = connect(targetPort(), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        upstream.pipe(client).pipe(upstream);
      });
      this.follow(upstream);
      upstream.on('error', () => client.destroy());
    });
  }

  /** @param login `user:password` */
  static async start(login: string, targetPort: () => number): Promise<AuthProxy> {
    const proxy = new AuthProxy(login, targetPort);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  private get expected(): string {
    return `Basic ${Buffer.from(this.login).toString('base64')}`;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Without a login, as a forgetful user writes it into the settings. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get urlWithLogin(): string {
    return `http://${this.login}@127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private follow(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  }
}
