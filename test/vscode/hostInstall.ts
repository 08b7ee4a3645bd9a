import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { withLock } from './folderLock';
import { longStep } from './longStep';

/** VS Code's server build as the npm package `code-server` carries it, and the Node that it wants. */
const SERVER = '4.139.1';
const NODE = '24.21.0';
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
const NATIVE_MODULES = ['@vscode/spdlog', '@vscode/native-watchdog', '@vscode/fs-copyfile'];

export interface HostInstall {
  /** The Node binary that runs the server. */
  readonly node: string;
  /** The folder of the server, holding `out/server-main.js`. */
  readonly vscode: string;
  /** Version of VS Code, as `1.139.1`. */
  readonly version: string;
}

/**
 * Gives the server build of VS Code, installed once into the user's cache folder and reused from then on.
 * An install that broke off goes on with the step it was at; a half-made one is never used.
 * @throws Error where this platform has no server build or the package registry can't be reached
 */
export async function installHost(): Promise<HostInstall> {
  const problem = serverProblem();
  if (problem !== undefined) throw new Error(problem);
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'throughline-host');
  const home = join(cache, `${SERVER}-node${NODE}`);
  if (!existsSync(home)) await withLock(`${home}.lock`, () => install(home));
  return describe(home);
}

/** Why this machine can't run the server build, if it can't. */
export function serverProblem(): string | undefined {
  if (PLATFORMS.includes(platform())) return undefined;
  return `The server build of VS Code does not run on ${platform()}; install VS Code Desktop`;
}

function platform(): string {
  return `${process.platform}-${process.arch}`;
}

async function install(home: string): Promise<void> {
  if (existsSync(home)) return;
  console.log(
    `Installing the server build of VS Code, once, into ${home} (about 600 MB, one to three minutes)`,
  );
  const stage = `${home}.partial`;
  await mkdir(stage, { recursive: true });
  const nodePackage = `node-${platform()}`;
  const server = join(stage, 'node_modules', 'code-server', 'lib', 'vscode');
  const nodeHome = join(stage, 'node_modules', nodePackage);
  const env = {
    ...process.env,
    PATH: [join(nodeHome, 'bin'), process.env.PATH].join(delimiter),
    npm_config_nodedir: nodeHome,
  };
  const npm = (label: string, cwd: string, ...args: string[]) =>
    longStep(label, 'npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env });

  await once(stage, 'download', async () => {
    await writeFile(join(stage, 'package.json'), JSON.stringify({ private: true }));
    const wanted = [`code-server@${SERVER}`, `${nodePackage}@${NODE}`];
    await npm('downloading VS Code and its Node', stage, 'install', '--ignore-scripts', ...wanted);
  });
  await once(stage, 'dependencies', async () => {
    await npm(
      "installing the server's own dependencies",
      server,
      'install',
      '--omit=dev',
      '--ignore-scripts',
    );
  });
  await once(stage, 'native', async () => {
    // They serve logs on disk, a watchdog and the copying of files: the server runs without them too.
    await npm('compiling three native modules', server, 'rebuild', ...NATIVE_MODULES).catch(() =>
      console.log(
        '  they could not be compiled (python3, make and a C++ compiler do it); going on without them',
      ),
    );
  });
  await rename(stage, home);
}

/** Does a step of the install unless an earlier, broken-off run has done it. */
async function once(stage: string, step: string, work: () => Promise<void>): Promise<void> {
  const mark = join(stage, `.done-${step}`);
  if (existsSync(mark)) return;
  await work();
  await writeFile(mark, '');
}

async function describe(home: string): Promise<HostInstall> {
  const vscode = join(home, 'node_modules', 'code-server', 'lib', 'vscode');
  const product = JSON.parse(await readFile(join(vscode, 'package.json'), 'utf8')) as { version: string };
  return {
    node: join(home, 'node_modules', `node-${platform()}`, 'bin', 'node'),
    vscode,
    version: product.version,
  };
}
