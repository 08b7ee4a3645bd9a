import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { withLock } from '../vscode/folderLock';
import { longStep } from '../vscode/longStep';
import { findOnPath } from '../vscode/systemPackage';

export type InstalledFolder = { readonly path: string } | { readonly missing: string };

/**
 * A folder with packages of npm in its `node_modules`, made once in the user's cache folder.
 * @param wanted `name@version`; nothing of theirs is run while they are installed
 */
export function npmFolder(...wanted: readonly string[]): Promise<InstalledFolder> {
  return madeOnce(wanted.join('+').replace(/[^\w.@+-]/g, '_'), async (stage) => {
    await writeFile(join(stage, 'package.json'), JSON.stringify({ private: true }));
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await longStep(`downloading ${wanted.join(', ')}`, 'npm', ['install', ...options, ...wanted], {
      cwd: stage,
    });
  });
}

/** A folder with a package of PyPI and what it needs in `lib`, for PYTHONPATH. */
export async function pythonFolder(wanted: string): Promise<InstalledFolder> {
  const python = findOnPath(['python3']);
  if (python === undefined) return { missing: 'Install python3' };
  return madeOnce(wanted.replace(/[^\w.=-]/g, '_'), async (stage) => {
    await longStep(`downloading ${wanted}`, python, [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--target',
      join(stage, 'lib'),
      wanted,
    ]);
  });
}

/** A half-made folder is never used: it gets its name at the end. */
async function madeOnce(name: string, make: (stage: string) => Promise<void>): Promise<InstalledFolder> {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const home = join(cache, 'throughline-test', name);
  try {
    await withLock(`${home}.lock`, async () => {
      if (existsSync(home)) return;
      const stage = `${home}.partial`;
      await rm(stage, { recursive: true, force: true });
      await mkdir(stage, { recursive: true });
      await make(stage);
      await mkdir(dirname(home), { recursive: true });
      await rename(stage, home);
    });
    return { path: home };
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    return { missing: `${name} could not be installed: ${first}` };
  }
}
