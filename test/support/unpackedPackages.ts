import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { withLock } from '../vscode/folderLock';
import { longStep, runCommand } from '../vscode/longStep';
import { findOnPath } from '../vscode/systemPackage';

export type Unpacked = { readonly home: string } | { readonly missing: string };

/**
 * Packages of Debian or Ubuntu, unpacked once into a folder of the user's cache. Nothing is installed into the system.
 * @param name of the folder
 * @param names gives the packages; it may ask apt, whose lists are read anew where it fails
 */
export async function unpackedPackages(
  name: string,
  names: () => Promise<readonly string[]>,
): Promise<Unpacked> {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const home = join(cache, 'throughline-test', name);
  if (existsSync(home)) return { home };
  if (findOnPath(['apt-get']) === undefined || findOnPath(['dpkg']) === undefined)
    return { missing: 'this system has no apt-get' };
  try {
    await withLock(`${home}.lock`, async () => {
      if (!existsSync(home)) await unpack(home, name, names);
    });
    return { home };
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    return { missing: `it could not be unpacked: ${first}` };
  }
}

/** Packages with all that they need and this system has not. */
export async function withDependencies(...packages: readonly string[]): Promise<readonly string[]> {
  const args = ['install', '--simulate', '--no-install-recommends', ...packages];
  const plan = await runCommand('apt-get', args);
  return Array.from(plan.matchAll(/^Inst (\S+)/gm), ([, name = '']) => name);
}

/** A half-made folder is never used: it gets its name at the end. */
async function unpack(home: string, name: string, names: () => Promise<readonly string[]>): Promise<void> {
  const stage = `${home}.partial`;
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  await download(stage, name, names);
  await runCommand('sh', ['-c', 'for each in ./*.deb; do dpkg -x "$each" . || exit 1; done; rm ./*.deb'], {
    cwd: stage,
  });
  await mkdir(dirname(home), { recursive: true });
  await rename(stage, home);
}

async function download(
  folder: string,
  name: string,
  names: () => Promise<readonly string[]>,
): Promise<void> {
  const get = async () =>
    longStep(`downloading packages of ${name}`, 'apt-get', ['download', ...(await names())], { cwd: folder });
  try {
    await get();
  } catch (error) {
    // The package lists may be old or absent; only root may read them anew.
    if (process.getuid?.() !== 0) throw error;
    await longStep('reading the package lists', 'apt-get', ['update']);
    await get();
  }
}
