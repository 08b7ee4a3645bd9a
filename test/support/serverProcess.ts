import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { onExit, type TempFolder, tempFolder } from '../vscode/cleanup';

const READY_MS = 30_000;
const POLL_MS = 100;

export interface ServerProcess {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Starts a real server on loopback with a temporary folder of its own.
 * @param program absolute path
 * @param prepare writes what it needs into the folder and gives its arguments
 * @param readyPath answers with success once it is ready; empty for a server that is ready when it takes a connection
 * @param env further variables of its environment
 * @throws Error with the end of its log where it does not get ready
 */
export async function startServerProcess(
  program: string,
  prepare: (folder: TempFolder, port: number) => Promise<readonly string[]> | readonly string[],
  readyPath: string,
  env: NodeJS.ProcessEnv = {},
): Promise<ServerProcess> {
  const folder = tempFolder('throughline-server');
  const port = await freePort();
  const child = spawn(program, await prepare(folder, port), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const forget = onExit(() => child.kill('SIGKILL'));
  const stop = async (): Promise<void> => {
    forget();
    await end(child);
    folder.dispose();
  };
  const origin = `http://127.0.0.1:${port}`;
  try {
    await ready(child, () => (readyPath === '' ? takesConnection(port) : answers(origin + readyPath)));
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, stop };
}

async function ready(child: ChildProcess, isReady: () => Promise<boolean>): Promise<void> {
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
    if (await isReady()) return;
  }
  throw new Error(`The server did not get ready: ${failure}${log}`);
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined);
  return response?.ok ?? false;
}

function takesConnection(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (taken: boolean) => () => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', settle(true)).once('error', settle(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  const closed = once(server, 'close');
  server.close();
  await closed;
  return port;
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
