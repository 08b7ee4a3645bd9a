import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { runCommand } from './longStep';
import { findOnPath, installSystemPackage } from './systemPackage';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_PATHS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** Calm, offline and the same on every machine. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
];

/**
 * Path of a Chromium or Chrome; installs Debian's or Ubuntu's package where there is none and it may.
 * `THROUGHLINE_CHROMIUM` names another one.
 * @throws Error of one line that says what to install
 */
export async function findChromium(): Promise<string> {
  const named = process.env.THROUGHLINE_CHROMIUM;
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new Error(`THROUGHLINE_CHROMIUM names ${named}, which does not exist`);
  }
  const found = await findInstalled();
  if (found !== undefined) return found;
  if (await installSystemPackage('chromium')) {
    const installed = await findInstalled();
    if (installed !== undefined) return installed;
  }
  throw new Error('No Chromium or Chrome was found: install one, or name it in THROUGHLINE_CHROMIUM');
}

export async function launchChromium(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: await findChromium(),
    args: isRoot ? [...FLAGS, '--no-sandbox'] : FLAGS,
  });
}

async function findInstalled(): Promise<string | undefined> {
  if (process.platform === 'darwin') {
    return MAC_APPS.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`).find((path) =>
      existsSync(path),
    );
  }
  if (process.platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(
      (name) => process.env[name] ?? [],
    );
    return roots
      .flatMap((root) => WINDOWS_PATHS.map((path) => join(root, path)))
      .find((path) => existsSync(path));
  }
  const path = findOnPath(NAMES);
  if (path === undefined) return undefined;
  // A placeholder that only says how to get the real one is on PATH too, and fails here.
  return runCommand(path, ['--version']).then(
    () => path,
    () => undefined,
  );
}
