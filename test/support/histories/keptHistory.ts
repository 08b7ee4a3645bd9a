import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ISOLATED } from '../gitRepository';
import { blameHistory } from './blameHistory';
import { GENERATOR_VERSION, generatedHistory, SIDE_REFS } from './generatedHistory';

const CHUNK = 1 << 18;

/** A bare repository with a generated history of so many commits, packed, without a commit-graph. Not to be changed. */
export function keptHistory(commits: number): Promise<string> {
  return kept(String(commits), () => generatedHistory(commits));
}

/** A bare repository with one file, `file.txt`, of 5,000 lines that 3,000 commits have changed. Not to be changed. */
export function keptBlameHistory(): Promise<string> {
  return kept('blame', blameHistory);
}

/** Made once on this machine: two who make it at once both do, and one of the two stays. */
async function kept(name: string, history: () => Iterable<string>): Promise<string> {
  const user = process.getuid?.() ?? 0;
  const path = join(tmpdir(), `throughline-history-${user}-${GENERATOR_VERSION}-${name}`);
  if (existsSync(path)) return path;
  const made = mkdtempSync(`${path}-`);
  try {
    await git(made, ['init', '--quiet', '--bare', '--initial-branch=main']);
    await git(made, ['fast-import', '--quiet'], history());
    const sides = Array.from({ length: 4 }, (_, index) => `delete ${SIDE_REFS}${index}\n`);
    await git(made, ['update-ref', '--stdin'], sides);
    await git(made, ['repack', '-adq']);
    renameSync(made, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return path;
}

/** @param input is made only as fast as git reads it */
async function git(cwd: string, args: readonly string[], input: Iterable<string> = []): Promise<void> {
  const child = spawn('git', args, {
    cwd,
    env: { ...process.env, ...ISOLATED },
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const ended = once(child, 'close');
  child.stdin.on('error', () => undefined);
  let chunk = '';
  for (const part of input) {
    chunk += part;
    if (chunk.length < CHUNK) continue;
    if (!child.stdin.write(chunk)) await Promise.race([once(child.stdin, 'drain'), ended]);
    chunk = '';
  }
  child.stdin.end(chunk);
  const [code] = await ended;
  if (code !== 0) throw new Error(`git ${args.join(' ')} ended with ${code}`);
}
