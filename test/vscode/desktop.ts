import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { onExit, tempFolder } from './cleanup';

export interface Desktop {
  /** The editor's own program, not the `code` script. */
  readonly executable: string;
  readonly version: string;
}

const UPDATE_SERVER = 'https://update.code.visualstudio.com/api/releases/stable';
const REACHABLE_WITHIN_MS = 3_000;

/** Whether a window can be opened here. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
}

/** The VS Code Desktop that is installed in a usual place. */
export async function installedDesktop(): Promise<Desktop | undefined> {
  const executable = usualPlaces().find((path) => existsSync(path));
  return executable === undefined ? undefined : describe(executable);
}

/** Downloads VS Code Desktop, once, or gives nothing where the vendor's server is out of reach. */
export async function downloadedDesktop(): Promise<Desktop | undefined> {
  const reachable = await fetch(UPDATE_SERVER, { signal: AbortSignal.timeout(REACHABLE_WITHIN_MS) }).then(
    (response) => response.ok,
    () => false,
  );
  if (!reachable) return undefined;
  const cachePath = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'throughline-host');
  return describe(await downloadAndUnzipVSCode({ version: 'stable', cachePath }));
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    const app = 'Applications/Visual Studio Code.app/Contents/MacOS';
    return ['/', homedir()].flatMap((root) => ['Electron', 'Code'].map((name) => join(root, app, name)));
  }
  if (process.platform === 'win32') {
    const roots = [join(process.env.LOCALAPPDATA ?? '', 'Programs'), process.env.ProgramFiles ?? ''];
    return roots.map((root) => join(root, 'Microsoft VS Code', 'Code.exe'));
  }
  return ['/usr/share/code/code', '/opt/visual-studio-code/code', '/usr/lib/code/code'];
}

async function describe(executable: string): Promise<Desktop> {
  const folder = dirname(executable);
  const app =
    process.platform === 'darwin' ? join(folder, '..', 'Resources', 'app') : join(folder, 'resources', 'app');
  const text = await readFile(join(app, 'package.json'), 'utf8').catch(() => '{}');
  const { version = 'unknown' } = JSON.parse(text) as { version?: string };
  return { executable, version };
}

export interface DesktopOptions {
  readonly workspace: string;
  readonly extensionPath: string;
  /** False leaves it to VS Code to ask. */
  readonly trust: boolean;
}

/** Opens a window with data of its own that goes away with it; settles when it is closed. */
export async function openDesktop(desktop: Desktop, options: DesktopOptions): Promise<void> {
  const data = tempFolder('tl');
  const child = spawn(
    desktop.executable,
    [
      options.workspace,
      `--extensionDevelopmentPath=${options.extensionPath}`,
      `--user-data-dir=${data.path}`,
      `--extensions-dir=${join(data.path, 'extensions')}`,
      '--skip-welcome',
      ...(options.trust ? ['--disable-workspace-trust'] : []),
    ],
    { stdio: 'ignore' },
  );
  const forget = onExit(() => child.kill());
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
  forget();
  data.dispose();
}
