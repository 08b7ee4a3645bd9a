import { execFileSync } from 'node:child_process';
import { createGit } from '../../src/io/git';
import type { GitStreamPort } from '../../src/io/ports';
import { LineMap } from '../../src/work/blame/lineMap';
import { openBlame } from '../../src/work/blame/openBlame';
import { SizedCache } from '../../src/work/blame/sizedCache';
import { textLines } from '../../src/work/blame/textLines';
import { GitRepository, ISOLATED } from '../support/gitRepository';
import { type Figure, median, rounded } from './figure';

const LINES = 5_000;
const COMMITS = 3_000;
const CHANGED = 4;
const ROUNDS = 5;
const FILE = 'large.ts';

/** Outcome blame of a file that every commit of a long history touched, beside git's own blame of it, by turns. */
export async function blame(): Promise<readonly Figure[]> {
  const repository = new GitRepository();
  try {
    const text = writeHistory(repository);
    const commit = repository.git('rev-parse', 'main');
    // In an editor git was run before, for the branch.
    const git = createGit();
    await git.run(repository.root, ['version']);
    const samples = {
      first: [] as number[],
      all: [] as number[],
      git: [] as number[],
      again: [] as number[],
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      const { first, all } = await once(git, repository.root, commit);
      samples.first.push(first);
      samples.all.push(all);
      samples.git.push(timed(() => porcelain(repository.root, commit)));
      samples.again.push(secondLook(text));
    }
    return figures(samples);
  } finally {
    repository.dispose();
  }
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

/** @returns the text at its end */
function writeHistory(repository: GitRepository): string {
  const lines = Array.from({ length: LINES }, (_, at) => `const line${at} = 0;`);
  const stream: string[] = [];
  for (let step = 0; step < COMMITS; step += 1) {
    for (let n = 0; n < CHANGED && step > 0; n += 1) {
      const at = Math.floor(noise(step * CHANGED + n) * LINES);
      lines[at] = `const line${at} = ${step};`;
    }
    const text = `${lines.join('\n')}\n`;
    const message = `Change ${step}\n\nOKR: area.kr${step % 60}\n`;
    stream.push(
      `commit refs/heads/main\ncommitter Ada <ada@example.com> ${1_700_000_000 + step * 60} +0000\n`,
      `data ${message.length}\n${message}\nM 100644 inline ${FILE}\ndata ${text.length}\n${text}\n`,
    );
  }
  repository.gitWith(stream.join(''), 'fast-import', '--quiet');
  repository.git('repack', '-adq');
  return `${lines.join('\n')}\n`;
}

/** 0…1, the same for the same number in every run. */
function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43758.5453;
  return x - Math.floor(x);
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
