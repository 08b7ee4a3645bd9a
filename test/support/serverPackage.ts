import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { withLock } from '../vscode/folderLock';
import { longStep, runCommand } from '../vscode/longStep';
import { findOnPath } from '../vscode/systemPackage';

export type Program = { readonly path: string } | { readonly missing: string };

export function findPrometheus(): Promise<Program> {
  return findProgram('prometheus', 'prometheus');
}

/**
 * A server's program: the one on PATH, else the package of Debian or Ubuntu, unpacked once into the user's cache
 * folder. Nothing is installed into the system.
 * @param name of the program, in `/usr/bin` of its package
 */
export async function findProgram(name: string, packageName: string): Promise<Program> {
  const advice = `Install ${packageName} so that ${name} is on PATH`;
  const installed = findOnPath([name]);
  if (installed !== undefined) return { path: installed };
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const home = join(cache, 'throughline-test', packageName);
  const path = join(home, 'usr', 'bin', name);
  if (existsSync(path)) return { path };
  if (findOnPath(['apt-get']) === undefined || findOnPath(['dpkg']) === undefined) return { missing: advice };
  try {
    await withLock(`${home}.lock`, async () => {
      if (!existsSync(path)) await unpack(home, packageName);
    });
    return { path };
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    return { missing: `${advice}; its package could not be unpacked: ${first}` };
  }
}

/** A half-made folder is never used: it gets its name at the end. */
async function unpack(home: string, packageName: string): Promise<void> {
  const stage = `${home}.partial`;
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  await download(stage, packageName);
  await runCommand('sh', ['-c', 'dpkg -x ./*.deb . && rm ./*.deb'], { cwd: stage });
  await rm(home, { recursive: true, force: true });
  await mkdir(dirname(home), { recursive: true });
  await rename(stage, home);
}

async function download(folder: string, packageName: string): Promise<void> {
  const get = () =>
    longStep(`downloading the package ${packageName}`, 'apt-get', ['download', packageName], { cwd: folder });
  try {
    await get();
  } catch (error) {
    // The package lists may be old or absent; only root may read them anew.
    if (process.getuid?.() !== 0) throw error;
    await longStep('reading the package lists', 'apt-get', ['update']);
    await get();
  }
}
