import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { longStep, runCommand } from './longStep';

const LOCKED_MS = 300_000;

/** The first of `names` that is a program on PATH, as an absolute path. */
export function findOnPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Installs a package of Debian or Ubuntu where this process may: as root, or by a sudo that asks for no password.
 * @returns false where it may not, or this is another system
 * @throws Error where apt-get fails
 */
export async function installSystemPackage(name: string): Promise<boolean> {
  if (!isDebianLike()) return false;
  const prefix = await asRoot();
  if (prefix === undefined) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (label: string, ...args: string[]) => {
    const [command = 'apt-get', ...rest] = [...prefix, 'apt-get', '-o', 'DPkg::Lock::Timeout=300', ...args];
    return longStep(label, command, rest, { env });
  };
  await onceUnlocked(() => apt('reading the package lists', 'update'));
  await apt(`installing the system package ${name}`, 'install', '-y', name);
  return true;
}

/** apt-get waits for dpkg's lock, but not for that of the lists. */
async function onceUnlocked(run: () => Promise<unknown>): Promise<void> {
  for (const deadline = Date.now() + LOCKED_MS; ; await sleep(1_000)) {
    try {
      await run();
      return;
    } catch (error) {
      if (!/Could not get lock/.test(String(error)) || Date.now() > deadline) throw error;
    }
  }
}

function isDebianLike(): boolean {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

async function asRoot(): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const mayBecomeRoot = await runCommand('sudo', ['-n', 'true']).then(
    () => true,
    () => false,
  );
  return mayBecomeRoot ? ['sudo', '-n'] : undefined;
}
