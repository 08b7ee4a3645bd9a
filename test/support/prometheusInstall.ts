import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { withLock } from '../vscode/folderLock';
import { longStep, runCommand } from '../vscode/longStep';
import { findOnPath } from '../vscode/systemPackage';

export type Program = { readonly path: string } | { readonly missing: string };

const BINARY = join('usr', 'bin', 'prometheus');
const ADVICE = 'Install prometheus so that it is on PATH';

/**
 * The Prometheus server: the one on PATH, else the package of Debian or Ubuntu, unpacked once into the user's cache
 * folder. Nothing is installed into the system.
 */
export async function findPrometheus(): Promise<Program> {
  const installed = findOnPath(['prometheus']);
  if (installed !== undefined) return { path: installed };
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const home = join(cache, 'throughline-test', 'prometheus');
  const path = join(home, BINARY);
  if (existsSync(path)) return { path };
  if (findOnPath(['apt-get']) === undefined || findOnPath(['dpkg']) === undefined) return { missing: ADVICE };
  try {
    await withLock(`${home}.lock`, async () => {
      if (!existsSync(path)) await unpack(home);
    });
    return { path };
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    return { missing: `${ADVICE}; its package could not be unpacked: ${first}` };
  }
}

/** A half-made folder is never used: it gets its name at the end. */
async function unpack(home: string): Promise<void> {
  const stage = `${home}.partial`;
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  await download(stage);
  await runCommand('sh', ['-c', 'dpkg -x prometheus_*.deb . && rm prometheus_*.deb'], { cwd: stage });
  await rm(home, { recursive: true, force: true });
  await mkdir(dirname(home), { recursive: true });
  await rename(stage, home);
}

async function download(folder: string): Promise<void> {
  const get = () =>
    longStep('downloading the package prometheus', 'apt-get', ['download', 'prometheus'], { cwd: folder });
  try {
    await get();
  } catch (error) {
    // The package lists may be old or absent; only root may read them anew.
    if (process.getuid?.() !== 0) throw error;
    await longStep('reading the package lists', 'apt-get', ['update']);
    await get();
  }
}
