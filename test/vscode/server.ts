import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onExit, tempFolder } from './cleanup';
import { type HostInstall, installHost } from './hostInstall';
import { type Settings, settingsText } from './settings';

export interface ServerOptions {
  /** A folder, or a `.code-workspace` file. Absent: an empty window. */
  readonly workspace?: string;
  /** The extension under development. */
  readonly extensionPath: string;
  /** Further extension folders, installed beside it. */
  readonly extraExtensions?: readonly string[];
  /** False leaves workspace trust on, so that the folder opens in Restricted Mode. */
  readonly trust: boolean;
  readonly userSettings?: Settings;
  /** Absent: any free one. */
  readonly port?: number;
  /** Added to the environment of the server, and so of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface VSCodeServer {
  readonly origin: string;
  readonly version: string;
  readonly options: ServerOptions;
  /** Folder of its data: settings, logs, storage of extensions. */
  readonly dataPath: string;
  /** What the server has printed so far. */
  log(): string;
  /** Settles when the server is gone, for whatever reason. */
  readonly ended: Promise<void>;
  dispose(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 3_000;

/**
 * Starts VS Code's server build on loopback with data of its own that goes away with it.
 * @throws Error with the server's output where it does not come up
 */
export async function startServer(options: ServerOptions): Promise<VSCodeServer> {
  const install = await installHost();
  const data = tempFolder('throughline-vscode');
  const child = spawn(install.node, serverArguments(install, data.path, options), {
    cwd: data.path,
    env: { ...ownEnvironment(), ...options.env },
    // A group of its own, so that the extension hosts it starts end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const forget = onExit(() => signalGroup(child, 'SIGKILL'));
  const log = collect(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const dispose = async () => {
    await stop(child, ended);
    forget();
    data.dispose();
  };
  try {
    const port = await listeningPort(child, log);
    const origin = `http://127.0.0.1:${port}`;
    return { origin, version: install.version, options, dataPath: data.path, log, ended, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

function serverArguments(install: HostInstall, data: string, options: ServerOptions): string[] {
  const extensions = join(data, 'extensions');
  mkdirSync(extensions, { recursive: true });
  for (const path of options.extraExtensions ?? [])
    symlinkSync(path, join(extensions, basename(path)), 'dir');
  const settings = settingsText(options.userSettings);
  for (const scope of ['Machine', 'User']) {
    mkdirSync(join(data, 'data', scope), { recursive: true });
    writeFileSync(join(data, 'data', scope, 'settings.json'), settings);
  }
  return [
    join(install.vscode, 'out', 'server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
    ...['--server-data-dir', data, '--extensions-dir', extensions, '--telemetry-level', 'off'],
    '--without-connection-token',
    '--accept-server-license-terms',
    '--enable-smoke-test-driver',
    ...(options.trust ? ['--disable-workspace-trust'] : []),
  ];
}

/** This process's environment without what another VS Code or npm has put there. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function collect(child: ChildProcess): () => string {
  let text = '';
  const add = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}

async function listeningPort(child: ChildProcess, log: () => string): Promise<string> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const port = /listening on (\d+)/.exec(log())?.[1];
    if (port !== undefined && (await answers(`http://127.0.0.1:${port}/version`))) return port;
    await sleep(100);
  }
  throw new Error(`The server build of VS Code did not come up:\n${log()}`);
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    signalGroup(child, 'SIGTERM');
    await Promise.race([ended, sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]);
  }
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
