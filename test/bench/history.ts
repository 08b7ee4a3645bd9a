import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure';

const HEADER = 'date,value';

/** Puts a day's figure into `folder/NAME.csv`, in place of an earlier one of the same day. */
export function remember(folder: string, { name, value }: Figure, day: string): void {
  const path = join(folder, `${name}.csv`);
  const lines = readLines(path).filter(
    (line) => line !== HEADER && line !== '' && !line.startsWith(`${day},`),
  );
  writeFileSync(path, `${[HEADER, ...[...lines, `${day},${value}`].sort()].join('\n')}\n`);
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
