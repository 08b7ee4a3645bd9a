import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { launchChromium } from './chromium';
import { tempFolder } from './cleanup';
import { type Desktop, downloadedDesktop, hasDisplay, installedDesktop } from './desktop';
import { installHost } from './hostInstall';
import { type ServerOptions, startServer } from './server';
import { settingsText } from './settings';
import { openWorkbench } from './workbench';

export type Host = { readonly kind: 'desktop'; readonly desktop: Desktop } | { readonly kind: 'server' };

export interface HostRun extends Omit<ServerOptions, 'port'> {
  /** A CommonJS module that exports `run(): Promise<void>`; a rejection is a failure. */
  readonly testsPath: string;
  readonly onLog: (text: string) => void;
  /** After this long the run counts as failed. */
  readonly timeoutMs: number;
}

/**
 * Where tests run: what `THROUGHLINE_HOST` says (`desktop` or `server`), else a Desktop that is installed or can be
 * downloaded and has a screen to open on, else the server build.
 * @throws Error where the variable asks for what can't be had
 */
export async function chooseHost(): Promise<Host> {
  const asked = process.env.THROUGHLINE_HOST;
  if (asked !== undefined && asked !== 'desktop' && asked !== 'server') {
    throw new Error(`THROUGHLINE_HOST is ${asked}; it can be desktop or server`);
  }
  if (asked === 'server') return { kind: 'server' };
  const desktop =
    asked === 'desktop' || hasDisplay()
      ? ((await installedDesktop()) ?? (await downloadedDesktop()))
      : undefined;
  if (desktop !== undefined) return { kind: 'desktop', desktop };
  if (asked === 'desktop') throw new Error('VS Code Desktop is neither installed nor can it be downloaded');
  return { kind: 'server' };
}

/** Which host it is, in words. */
export async function describeHost(host: Host): Promise<string> {
  if (host.kind === 'desktop') return `VS Code ${host.desktop.version}, Desktop`;
  return `VS Code ${(await installHost()).version}, server build`;
}

/**
 * Runs a test module inside a real extension host.
 * @returns its exit code; 0 is success
 */
export async function runInHost(host: Host, run: HostRun): Promise<number> {
  return host.kind === 'desktop' ? runInDesktop(host.desktop, run) : runInServer(run);
}

async function runInServer(run: HostRun): Promise<number> {
  const server = await startServer(run);
  try {
    const browser = await launchChromium();
    try {
      return await new Promise<number>((resolve, reject) => {
        const tooLong = () => reject(new Error(`No end after ${run.timeoutMs / 1000} s\n${server.log()}`));
        const timer = setTimeout(tooLong, run.timeoutMs);
        const onExit = (code: number) => {
          clearTimeout(timer);
          resolve(code);
        };
        openWorkbench(server, { browser, testsPath: run.testsPath, onLog: run.onLog, onExit }).catch(reject);
      });
    } finally {
      await browser.close();
    }
  } finally {
    await server.dispose();
  }
}

async function runInDesktop(desktop: Desktop, run: HostRun): Promise<number> {
  // Short, because macOS caps the length of a socket's path.
  const data = tempFolder('tl');
  try {
    const settings = join(data.path, 'User', 'settings.json');
    await mkdir(dirname(settings), { recursive: true });
    await writeFile(settings, settingsText(run.userSettings));
    return await runTests({
      vscodeExecutablePath: desktop.executable,
      extensionDevelopmentPath: [run.extensionPath, ...(run.extraExtensions ?? [])],
      extensionTestsPath: run.testsPath,
      extensionTestsEnv: { ...run.env },
      launchArgs: [
        ...(run.workspace === undefined ? [] : [run.workspace]),
        `--user-data-dir=${data.path}`,
        `--extensions-dir=${join(data.path, 'extensions')}`,
        '--disable-gpu',
        '--skip-welcome',
        ...(run.trust ? ['--disable-workspace-trust'] : []),
      ],
    });
  } finally {
    data.dispose();
  }
}
