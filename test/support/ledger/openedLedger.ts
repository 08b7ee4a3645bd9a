import { execFileSync } from 'node:child_process';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { createFiles } from '../../../src/io/files';
import { createGit } from '../../../src/io/git';
import { createIndexStore } from '../../../src/io/indexStore';
import type { GitStreamPort } from '../../../src/io/ports';
import { repositoryStamps } from '../../../src/io/repositoryStamp';
import { LedgerKeeper } from '../../../src/work/ledger/keeper';
import type { Ledger } from '../../../src/work/ledger/ledger';
import { selectRows } from '../../../src/work/ledger/selectRows';
import { atOnce } from '../../../src/work/ledger/slices';
import { ISOLATED } from '../gitRepository';
import { type GitsCommit, inLines, lineOf } from './gitsLedger';

export interface OpenOptions {
  /** The folder of the indexes. */
  readonly store: string;
  readonly trailerKey?: string;
  readonly rebuild?: boolean;
  readonly git?: GitStreamPort;
  /** In place of letting others have their turn. */
  readonly turn?: () => Promise<void>;
}

export interface OpenedLedger {
  readonly keeper: LedgerKeeper;
  /** What it had to say about an index. */
  readonly warnings: readonly string[];
  /** Brings it up to date, and gives what it says: a line for each commit, newest first. */
  lines(): Promise<readonly string[]>;
  /** Brings it up to date. Fails where it can't be brought. */
  ledger(): Promise<Ledger>;
}

/** The ledger of a repository, as the product opens it. Releases are the tags `v*`. */
export function openLedger(root: string, options: OpenOptions): OpenedLedger {
  const run = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, env: { ...process.env, ...ISOLATED }, encoding: 'utf8' }).trim();
  const warnings: string[] = [];
  const keeper = new LedgerKeeper(
    {
      git: options.git ?? createGit(),
      files: createFiles(),
      store: createIndexStore(options.store),
      stamps: repositoryStamps,
      clock: { now: () => Date.now() },
      turn: options.turn ?? turn,
      sleep,
      warn: (message) => warnings.push(message),
    },
    { root, commonDir: run('rev-parse', '--path-format=absolute', '--git-common-dir') },
    {
      trailerKey: options.trailerKey ?? 'OKR',
      tagPattern: 'v*',
      ...(options.rebuild === undefined ? {} : { rebuild: options.rebuild }),
    },
  );
  const ledger = async (): Promise<Ledger> => {
    await keeper.refresh(run('rev-parse', 'HEAD'));
    const { failure } = keeper.progress;
    if (failure !== undefined) throw new Error(`${failure.kind}: ${failure.detail}`);
    if (keeper.ledger?.complete !== true) throw new Error('The ledger is not complete');
    return keeper.ledger;
  };
  return { keeper, warnings, ledger, lines: async () => linesOf(await ledger()) };
}

function linesOf(ledger: Ledger): readonly string[] {
  const rows = atOnce(selectRows(ledger, { merges: true }));
  if (rows.length !== ledger.count) throw new Error(`${rows.length} rows of ${ledger.count} commits`);
  const commits = [...rows].map((row): GitsCommit => {
    const { id, at, authoredAt, author, tags, merge, release } = ledger.commit(row);
    return {
      id,
      at: at / 1000,
      authoredAt: authoredAt / 1000,
      author: `${author.name} <${author.email}>`,
      tags,
      merge,
      release: release?.name,
    };
  });
  const times = commits.map(({ at }) => at);
  if (times.some((at, index) => at > (times[index - 1] ?? at))) throw new Error('The newest are not first');
  return commits.toSorted(inLines).map(lineOf);
}
