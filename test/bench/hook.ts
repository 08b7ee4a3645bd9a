import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGit } from '../../src/io/git';
import { createHookFiles } from '../../src/io/hookFiles';
import { syncLinks } from '../../src/work/hook/syncLinks';
import { ISOLATED } from '../support/gitRepository';
import { HookedRepository } from '../support/hookedRepository';
import { type Figure, median, rounded } from './figure';

const ROUNDS = 120;
/** The first ones warm up, and are left out. */
const WARM_UP = 10;

/** Without a trailer, as most are, and with some: the hook needs git once more to write among them. */
const MESSAGES = { plain: ['-m', 'Work'], trailers: ['-m', 'Work', '-m', 'Reviewed-by: Bob'] } as const;
const PATTERNS = ['signup/**', 'perf/*', '{feat,fix}/*', 'team-?/**', 'ma*'];

/**
 * `git commit -m` in three repositories, one after the other in every round: without a hook, with a hook that is
 * nothing but its first line, and with ours on a branch that a pattern links.
 */
export async function hook(): Promise<readonly Figure[]> {
  const [none, empty, ours] = [new HookedRepository(), new HookedRepository(), new HookedRepository()];
  try {
    const path = join(empty.root, '.git', 'hooks', 'prepare-commit-msg');
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, 0o755);
    await ours.install();
    const gitDir = join(ours.root, '.git');
    await syncLinks(
      { git: createGit(), hookFiles: createHookFiles() },
      { root: ours.root, gitDir, commonDir: gitDir },
      { rules: PATTERNS.map((pattern) => ({ pattern, serves: ['reach.users'] })), ids: ['reach.users'] },
    );
    const runs = [
      { repository: none, message: MESSAGES.plain },
      { repository: empty, message: MESSAGES.plain },
      { repository: ours, message: MESSAGES.plain },
      { repository: ours, message: MESSAGES.trailers },
    ];
    for (const { repository } of runs) repository.git('config', 'maintenance.auto', 'false');
    const rounds: number[][] = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) rounds.push(runs.map(commitMs));
    if (ours.tags().join() !== 'reach.users') throw new Error('The hook did not tag: nothing was measured');
    const timed = rounds.slice(WARM_UP);
    const column = (index: number): number[] => timed.map((round) => round[index] ?? Number.NaN);
    return figures(column(0), column(1), column(2), column(3));
  } finally {
    for (const repository of [none, empty, ours]) repository.dispose();
  }
}

interface Run {
  readonly repository: HookedRepository;
  readonly message: readonly string[];
}

function commitMs({ repository, message }: Run): number {
  const env = { ...process.env, ...ISOLATED };
  const started = process.hrtime.bigint();
  execFileSync('git', ['commit', '--quiet', '--allow-empty', ...message], {
    cwd: repository.root,
    env,
    stdio: 'ignore',
  });
  return Number(process.hrtime.bigint() - started) / 1e6;
}

type Values = readonly number[];

function figures(none: Values, empty: Values, ours: Values, among: Values): readonly Figure[] {
  const times = (name: string, title: string, values: Values): Figure => ({
    name,
    title,
    unit: 'ms',
    value: rounded(median(values)),
    samples: values.map(rounded),
  });
  const ratio = (name: string, title: string, value: number): Figure => ({
    name,
    title,
    unit: '×',
    value: rounded(value),
  });
  return [
    times('commit-ms', 'git commit without a hook', none),
    times('commit-empty-hook-ms', 'git commit with an empty sh hook', empty),
    times('commit-hook-ms', 'git commit with the hook', ours),
    { ...ratio('hook-ratio', 'the hook : an empty hook', median(ours) / median(empty)), budget: 2 },
    ratio('hook-quarter-ratio', 'the same, first quarters', quarter(ours) / quarter(empty)),
    ratio('hook-among-ratio', 'the same, into a message with trailers', median(among) / median(empty)),
    ratio('hook-bare-ratio', 'the hook : no hook', median(ours) / median(none)),
  ];
}

/** A quarter of the values are below: what is left of a busy machine's other work. */
function quarter(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 4)] ?? Number.NaN;
}
