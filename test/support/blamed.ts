import { execFileSync } from 'node:child_process';
import { createGit } from '../../src/io/git';
import { LineBlame } from '../../src/work/blame/lineBlame';
import { readBlame } from '../../src/work/blame/readBlame';
import { type GitRepository, ISOLATED } from './gitRepository';

/** A line as blame has it: the commit, the line in it counted from 1, and what the file was called there. */
export interface BlamedLine {
  readonly id: string;
  readonly from: number;
  readonly path: string;
}

/** Every line of a file, by git's own porcelain. */
export function gitBlame(repository: GitRepository, path: string, ...options: string[]): BlamedLine[] {
  const output = execFileSync('git', ['blame', '--line-porcelain', ...options, 'HEAD', '--', path], {
    cwd: repository.root,
    env: { ...process.env, ...ISOLATED },
    encoding: 'latin1',
    maxBuffer: 1 << 28,
  });
  const lines: BlamedLine[] = [];
  let header: readonly string[] = [];
  let name = '';
  for (const line of output.split('\n')) {
    if (line.startsWith('\t')) lines.push({ id: header[0] ?? '', from: Number(header[1]), path: name });
    else if (/^[0-9a-f]{40,64} \d+ \d+/.test(line)) header = line.split(' ');
    else if (line.startsWith('filename ')) name = line.slice('filename '.length);
  }
  return lines;
}

/** The same by Throughline. */
export async function ourBlame(repository: GitRepository, path: string): Promise<BlamedLine[]> {
  const blame = new LineBlame();
  const commit = repository.git('rev-parse', 'HEAD');
  const read = await readBlame(createGit(), { root: repository.root, commit, path }, blame, () => undefined);
  if (!read.ok) throw new Error(read.error.detail);
  return Array.from({ length: blame.count }, (_, line) => {
    const found = blame.at(line);
    return { id: found?.commit.id ?? '', from: (found?.from ?? -1) + 1, path: found?.path ?? '' };
  });
}
