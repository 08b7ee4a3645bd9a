import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../steps/root';

export interface SourceFile {
  /** Below the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** TypeScript files of a folder below the root; everything that ships, unless another is named. */
export function sourceFiles(folder = 'src'): readonly SourceFile[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({
      path: `${folder}/${name.replaceAll('\\', '/')}`,
      text: readFileSync(join(ROOT, folder, name), 'utf8'),
    }));
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

/** Every text that a pattern's first group takes from the sources, once. */
export function found(files: readonly SourceFile[], pattern: RegExp): Set<string> {
  return new Set(files.flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')));
}
