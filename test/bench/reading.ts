import { execFileSync } from 'node:child_process';
import { createGit } from '../../src/io/git';
import { readBranchWork } from '../../src/work/branchWork';
import { commitTags } from '../../src/work/commitTags';
import { GitRepository } from '../support/gitRepository';
import { configured, historyOf, trailersFormat } from '../support/gitTrailers';
import { type Figure, median, rounded } from './figure';

const COMMITS = 10_000;
const ROUNDS = 9;
const LARGE = 1 << 28;

/**
 * Tags of 10,000 commits: read by us off the messages that git hands over, beside git's own reading of the trailers
 * of the same commits, by turns. Ours also looks for notes and for squashed messages.
 */
export async function reading(): Promise<readonly Figure[]> {
  const messages = Array.from({ length: COMMITS }, (_, index) => messageOf(index));
  const repository = new GitRepository();
  try {
    repository.commit('Start');
    repository.gitWith(historyOf(messages, 'refs/heads/topic'), 'fast-import', '--quiet');
    repository.git('repack', '-adq');
    const commit = repository.git('rev-parse', 'topic');
    const samples: { readonly ours: number; readonly gits: number; readonly parsing: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      samples.push({
        ours: await timed(() => readAll(repository.root, commit)),
        gits: await timed(() => askGit(repository.root)),
        parsing: await timed(() => {
          for (const message of messages) commitTags(message, '', 'OKR');
        }),
      });
    }
    return figures(samples);
  } finally {
    repository.dispose();
  }
}

async function readAll(root: string, commit: string): Promise<void> {
  const head = { kind: 'branch', name: 'topic', commit } as const;
  const work = await readBranchWork(createGit(), root, head, { trailerKey: 'OKR', limit: COMMITS });
  if (!work.ok || work.value.commits.length !== COMMITS) throw new Error('The commits could not be read');
}

function askGit(root: string): void {
  const format = `--format=%H%x00${trailersFormat('OKR')}`;
  const config = configured({ key: 'OKR', keyConfigured: true });
  // As ours does: whole blocks into the pipe, not a line at a time.
  const env = { ...process.env, GIT_FLUSH: '0' };
  execFileSync('git', [...config, 'log', '-z', format, 'topic'], { cwd: root, env, maxBuffer: LARGE });
}

async function timed(work: () => void | Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function figures(
  samples: readonly { readonly ours: number; readonly gits: number; readonly parsing: number }[],
): readonly Figure[] {
  const figure = (name: string, title: string, values: readonly number[]): Figure => ({
    name,
    title,
    unit: 'ms',
    value: rounded(median(values)),
    samples: values.map(rounded),
  });
  const [ours, gits] = [samples.map((one) => one.ours), samples.map((one) => one.gits)];
  return [
    figure('read-ms', `tags of ${COMMITS.toLocaleString('en')} commits, read off the messages`, ours),
    figure('read-git-ms', 'the same by git, %(trailers)', gits),
    figure(
      'read-parsing-ms',
      'our reader alone',
      samples.map((one) => one.parsing),
    ),
    {
      name: 'read-ratio',
      title: "reading : git's own",
      unit: '×',
      value: rounded(median(ours) / median(gits)),
    },
  ];
}

/** A message as companies have them: two in five are tagged, half are signed off, some are squashed. */
function messageOf(index: number): string {
  const pick = (count: number): number => Math.floor(noise(index * 31 + count) * count);
  const words = (count: number): string =>
    Array.from({ length: count }, (_, at) => WORDS[pick(WORDS.length + at) % WORDS.length]).join(' ');
  const paragraph = (): string => Array.from({ length: 1 + pick(4) }, () => words(11)).join('\n');
  const body = Array.from({ length: 1 + pick(3) }, paragraph).join('\n\n');
  const trailers = [
    ...(pick(100) < 41 ? [`OKR: area${pick(12)}.kr${pick(5)}`] : []),
    ...(pick(10) < 2 ? ['Reviewed-by: Bo <bo@example.com>'] : []),
    ...(pick(10) < 5 ? ['Signed-off-by: Ada <ada@example.com>'] : []),
  ];
  const block = trailers.length === 0 ? '' : `\n${trailers.join('\n')}\n`;
  return pick(20) === 0
    ? `${words(6)} (#${index})\n\n* ${words(5)}\n\n${body}\n${block}\n* ${words(5)}\n\n---------\n\nCo-authored-by: Bo <bo@example.com>\n`
    : `${words(6)}\n\n${body}\n${block}`;
}

const WORDS = 'add the form and measure how many people sign up with one tap on a slow phone'.split(' ');

/** 0…1, the same for the same number in every run. */
function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43758.5453;
  return x - Math.floor(x);
}
