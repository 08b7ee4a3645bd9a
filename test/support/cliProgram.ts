import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { STORAGE_VARIABLE } from '../../src/io/cacheFolder';
import { ROOT } from '../steps/root';
import { ISOLATED } from './gitRepository';

export const PROGRAM = join(ROOT, 'dist/cli.js');

/** Builds what ships where it is not that of the sources. */
export function buildWhereStale(): void {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const newest = Math.max(...sources.map((path) => statSync(join(ROOT, 'src', path)).mtimeMs));
  if (existsSync(PROGRAM) && statSync(PROGRAM).mtimeMs >= newest) return;
  execFileSync(process.execPath, ['esbuild.config.mjs'], { cwd: ROOT, stdio: 'ignore' });
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly bytes: Buffer;
  readonly err: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** The terminal program as it ships, run to its end. */
export async function throughline(
  args: readonly string[],
  { cwd, input = '', env }: Surroundings = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: cwd ?? tmpdir(),
    env: {
      ...process.env,
      ...ISOLATED,
      THROUGHLINE_ALLOW: '',
      THROUGHLINE_CREDENTIALS: '',
      GITHUB_ACTIONS: '',
      // Goes with the repository of the test.
      [STORAGE_VARIABLE]: join(cwd ?? tmpdir(), '.git', 'storage'),
      ...env,
    },
  });
  // A command that reads nothing may be gone before its input is written.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const [bytes, err, code] = await Promise.all([buffer(child.stdout), text(child.stderr), ended]);
  return { code, out: bytes.toString('utf8'), bytes, err };
}
