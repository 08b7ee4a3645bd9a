import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { portOf, type ServerProcess, startServerProcess } from './serverProcess';

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

export type Prometheus = ServerProcess;

/**
 * Starts a real Prometheus on loopback that scrapes one target every second into a temporary folder.
 * @param program absolute path of its binary
 * @throws Error with the end of its log where it does not get ready
 */
export function startPrometheus(program: string, target: string): Promise<Prometheus> {
  return startServerProcess(
    program,
    (folder, port) => {
      const config = join(folder.path, 'prometheus.yml');
      writeFileSync(config, configFor(target));
      return [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(folder.path, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--log.level=warn',
      ];
    },
    '/-/ready',
  );
}

function configFor(target: string): string {
  const job = { job_name: 'app', scrape_interval: '1s', static_configs: [{ targets: [target] }] };
  // Every JSON document is YAML.
  return JSON.stringify({ global: { scrape_timeout: '1s', scrape_interval: '1s' }, scrape_configs: [job] });
}
