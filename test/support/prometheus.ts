import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onExit, tempFolder } from '../vscode/cleanup';

const READY_MS = 30_000;
const POLL_MS = 100;

/** A counter as an application would export it, in this process. */
export class CounterTarget {
  value = 0;
  private readonly server: Server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(`# TYPE ${this.name} counter\n${this.name} ${this.value}\n`);
  });

  private constructor(readonly name: string) {}

  static async start(name: string): Promise<CounterTarget> {
    const target = new CounterTarget(name);
    await new Promise<void>((resolve) => target.server.listen(0, '127.0.0.1', resolve));
    return target;
  }

  /** `127.0.0.1:PORT` */
  get address(): string {
    return `127.0.0.1:${portOf(this.server)}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

export interface Prometheus {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Starts a real Prometheus on loopback that scrapes one target every second into a temporary folder.
 * @param program absolute path of its binary
 * @throws Error with the end of its log where it does not get ready
 */
export async function startPrometheus(program: string, target: string): Promise<Prometheus> {
  const folder = tempFolder('throughline-prometheus');
  const config = join(folder.path, 'prometheus.yml');
  writeFileSync(config, configFor(target));
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder.path, 'data')}`,
      `--web.listen-address=${address}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const forget = onExit(() => child.kill('SIGKILL'));
  const stop = async (): Promise<void> => {
    forget();
    await end(child);
    folder.dispose();
  };
  const origin = `http://${address}`;
  try {
    await ready(child, origin);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, stop };
}

function configFor(target: string): string {
  const job = { job_name: 'app', scrape_interval: '1s', static_configs: [{ targets: [target] }] };
  // Every JSON document is YAML.
  return JSON.stringify({ global: { scrape_timeout: '1s', scrape_interval: '1s' }, scrape_configs: [job] });
}

async function ready(child: ChildProcess, origin: string): Promise<void> {
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-2000);
  });
  let failure = '';
  child.once('error', (error) => {
    failure = error.message;
  });
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    if (failure !== '' || child.exitCode !== null) break;
    const response = await fetch(`${origin}/-/ready`).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error(`Prometheus did not get ready: ${failure}${log}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  const closed = once(server, 'close');
  server.close();
  await closed;
  return port;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
