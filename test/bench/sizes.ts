import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../steps/root';
import { tempFolder } from '../vscode/cleanup';
import { longStep } from '../vscode/longStep';
import { type Figure, rounded } from './figure';

/** Builds and packages as for a release, and weighs what comes out. */
export async function sizes(): Promise<readonly Figure[]> {
  const folder = tempFolder('throughline-vsix');
  try {
    const vsix = join(folder.path, 'throughline.vsix');
    const vsce = join(ROOT, 'node_modules/@vscode/vsce/vsce');
    const args = [vsce, 'package', '--no-dependencies', '--out', vsix];
    await longStep('building and packaging', process.execPath, args, { cwd: ROOT });
    const all = sizeOfFolder(join(ROOT, 'dist'));
    return [
      weight('start-kb', 'dist/extension.js, loaded at start', join(ROOT, 'dist/extension.js'), 100),
      weight('parts-kb', 'dist/parts.js, loaded right after', join(ROOT, 'dist/parts.js')),
      {
        name: 'engine-kb',
        title: 'dist/engine*.js, loaded on first use',
        unit: 'kB',
        value: rounded(sizeOfEngine() / 1000),
      },
      weight('http-kb', 'dist/http.js, loaded with the first request', join(ROOT, 'dist/http.js')),
      {
        name: 'webview-kb',
        title: 'dist/webview, all pages',
        unit: 'kB',
        value: rounded(sizeOfFolder(join(ROOT, 'dist/webview')) / 1000),
      },
      { name: 'dist-kb', title: 'dist/, all of it', unit: 'kB', value: rounded(all / 1000) },
      weight('vsix-kb', 'VSIX', vsix, 500),
    ];
  } finally {
    folder.dispose();
  }
}

function weight(name: string, title: string, path: string, budget?: number): Figure {
  const value = rounded(statSync(path).size / 1000);
  return { name, title, unit: 'kB', value, ...(budget === undefined ? {} : { budget }) };
}

function sizeOfEngine(): number {
  const dist = join(ROOT, 'dist');
  return readdirSync(dist)
    .filter((name) => /^engine.*\.js$/.test(name))
    .reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
}

function sizeOfFolder(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
