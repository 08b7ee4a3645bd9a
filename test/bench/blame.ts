import { execFileSync } from 'node:child_process';
import { createGit } from '../../src/io/git';
import type { GitStreamPort } from '../../src/io/ports';
import { LineMap } from '../../src/work/blame/lineMap';
import { openBlame } from '../../src/work/blame/openBlame';
import { SizedCache } from '../../src/work/blame/sizedCache';
import { textLines } from '../../src/work/blame/textLines';
import { ISOLATED } from '../support/gitRepository';
import { keptBlameHistory } from '../support/histories/keptHistory';
import { type Figure, median, rounded } from './figure';

const LINES = 5_000;
const COMMITS = 3_000;
const ROUNDS = 5;
const FILE = 'file.txt';

/** Outcome blame of a file that every commit of a long history touched, beside git's own blame of it, by turns. */
export async function blame(): Promise<readonly Figure[]> {
  const root = await keptBlameHistory();
  const said = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  const commit = said('rev-parse', 'main').trim();
  const text = said('show', `main:${FILE}`);
  // In an editor git was run before, for the branch.
  const git = createGit();
  await git.run(root, ['version']);
  const samples = {
    first: [] as number[],
    all: [] as number[],
    git: [] as number[],
    again: [] as number[],
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { first, all } = await once(git, root, commit);
    samples.first.push(first);
    samples.all.push(all);
    samples.git.push(timed(() => porcelain(root, commit)));
    samples.again.push(secondLook(text));
  }
  return figures(samples);
}

async function once(
  git: GitStreamPort,
  root: string,
  commit: string,
): Promise<{ readonly first: number; readonly all: number }> {
  const started = performance.now();
  let first: number | undefined;
  const opened = await openBlame(git, { root, commit, path: FILE }, () => {
    first ??= performance.now() - started;
  });
  if (!opened.ok || opened.value.kind !== 'text') throw new Error('The file could not be blamed');
  // Nothing is shown before the lines are there to show it at.
  const ready = performance.now() - started;
  const read = await opened.value.read;
  if (!read.ok || opened.value.blame.count !== LINES || first === undefined)
    throw new Error('Lines are missing');
  return { first: Math.max(first, ready), all: performance.now() - started };
}

/** What is left to do for a file that was blamed before: its lines are held against the document's. */
function secondLook(text: string): number {
  const cache = new SizedCache<ReturnType<typeof textLines>>(1 << 26);
  cache.set(FILE, textLines(text), text.length * 2);
  return timed(() => {
    const known = cache.get(FILE);
    if (known === undefined) throw new Error('It was not kept');
    const map = new LineMap(known.texts, text.split(/\r\n|\r|\n/));
    if (map.origin(LINES - 1) !== LINES - 1) throw new Error('Lines are missing');
  });
}

function porcelain(root: string, commit: string): void {
  const env = { ...process.env, ...ISOLATED };
  execFileSync('git', ['blame', '--porcelain', commit, '--', FILE], { cwd: root, env, maxBuffer: 1 << 28 });
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function figures(samples: Readonly<Record<'first' | 'all' | 'git' | 'again', readonly number[]>>): Figure[] {
  const figure = (name: string, title: string, values: readonly number[], budget?: number): Figure => ({
    name,
    title,
    unit: 'ms',
    value: rounded(median(values)),
    ...(budget === undefined ? {} : { budget }),
    samples: values.map(rounded),
  });
  const file = `${LINES.toLocaleString('en')} lines of ${COMMITS.toLocaleString('en')} commits`;
  return [
    figure('blame-first-ms', `outcome blame of ${file}, first line`, samples.first, 100),
    figure('blame-again-ms', 'the same file again', samples.again, 5),
    figure('blame-all-ms', 'all lines', samples.all),
    figure('blame-git-ms', 'git blame --porcelain', samples.git),
    {
      name: 'blame-ratio',
      title: "all lines : git's own",
      unit: '×',
      value: rounded(median(samples.all) / median(samples.git)),
    },
  ];
}
