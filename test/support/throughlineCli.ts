import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { ISOLATED } from './gitRepository';

const project = resolve(__dirname, '../..');
const program = join(project, 'dist/cli.js');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Builds what ships where it is not that of the sources. */
export function buildWhereStale(): void {
  const sources = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' });
  const newest = Math.max(...sources.map((path) => statSync(join(project, 'src', path)).mtimeMs));
  if (existsSync(program) && statSync(program).mtimeMs >= newest) return;
  execFileSync(process.execPath, ['esbuild.config.mjs'], { cwd: project, stdio: 'ignore' });
}

/** Runs the program that ships in a folder, with a git that nobody configured. */
export async function throughlineIn(cwd: string, args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...process.env, ...ISOLATED },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}
