import type { GitPort } from '../../src/io/ports';
import { InsightBook } from '../../src/outcome/insight/insightBook';
import { insightQuestions } from '../../src/outcome/insight/insightQuestions';
import { KeyResultDesk } from '../../src/outcome/keyResultPage/desk';
import type { Release, Snapshot } from '../../src/outcome/snapshot';
import { plainWords } from '../../src/outcome/words';
import { ByteTable } from '../../src/work/ledger/byteTable';
import { Columns, NONE } from '../../src/work/ledger/columns';
import type { Ledger } from '../../src/work/ledger/ledger';
import { onBranch, type Readings, snapshotOf } from '../unit/outcome/snapshots';
import { ledgerFrom } from './gitLedger';

export interface MadeUpCommit {
  readonly subject: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly tag?: string;
}

export interface MadeUpKeyResult {
  readonly okrs: string;
  readonly id: string;
  readonly readings?: Readings;
  readonly now: number;
  readonly releases?: readonly Release[];
  /** Oldest first. */
  readonly commits?: readonly MadeUpCommit[];
  readonly changes?: Partial<Snapshot>;
}

export interface MadeUpDesk {
  readonly desk: KeyResultDesk;
  /** What the desk looks at from now on, once its answers are there. */
  look(changes: Partial<Snapshot>): Promise<void>;
  /** How often there was something new to show. */
  readonly changes: () => number;
  readonly failures: readonly unknown[];
}

/** A desk for one key result over numbers and commits that nobody made. */
export async function madeUpDesk(made: MadeUpKeyResult): Promise<MadeUpDesk> {
  const { okrs, id, readings = {}, now, releases = [], commits = [] } = made;
  const book = new InsightBook();
  const ledger = ledgerOf(commits, releases);
  const byId = new Map(commits.map(({ subject }, index) => [idOf(index), subject]));
  let snapshot = snapshotOf(okrs, readings, {
    now,
    branch: onBranch({ releases }),
    opened: new Set([id]),
    insightOf: (keyResult) => book.of(keyResult),
    ...made.changes,
  });
  await book.answer(insightQuestions(snapshot), async () => undefined);
  let changes = 0;
  const failures: unknown[] = [];
  const git = {
    run: async (_: string, __: readonly string[], { input = '' }: { readonly input?: string } = {}) => {
      const lines = input.trim().split('\n');
      return { ok: true, value: lines.map((one) => `${one}\0${byId.get(one)}\0`).join('') };
    },
  } as unknown as GitPort;
  const desk = new KeyResultDesk({
    git,
    root: '/shop',
    id,
    l10n: plainWords,
    snapshot: () => snapshot,
    ledger: () => ledger,
    turn: async () => undefined,
    changed: () => {
      changes += 1;
    },
    failed: (_, error) => failures.push(error),
  });
  await desk.wake();
  return {
    desk,
    look: async (next) => {
      snapshot = { ...snapshot, ...next };
      await book.answer(insightQuestions(snapshot), async () => undefined);
      await desk.wake();
    },
    changes: () => changes,
    failures,
  };
}

function idOf(index: number): string {
  return (index + 1).toString(16).padStart(8, '0').repeat(5);
}

function ledgerOf(commits: readonly MadeUpCommit[], releases: readonly Release[]): Ledger {
  const columns = new Columns(5);
  const tags = [...new Set(commits.flatMap(({ tag }) => tag ?? []))];
  const tagSets = new ByteTable(['', ...tags]);
  const encoder = new TextEncoder();
  const rows = commits.map((_, index) => columns.internHex(encoder.encode(idOf(index)), 0));
  for (const [index, { at, tag }] of commits.entries()) {
    columns.fill(rows[index] ?? 0, {
      parent1: rows[index - 1] ?? NONE,
      parent2: NONE,
      committed: at / 1000,
      authored: at / 1000,
      author: 0,
      tags: tag === undefined ? 0 : tags.indexOf(tag) + 1,
    });
  }
  const marked = releases.flatMap(({ name, at }) => {
    const index = commits.findLastIndex((commit) => commit.at <= at);
    return index < 0 ? [] : [{ name, at, commit: idOf(index) }];
  });
  const tip = rows.at(-1);
  return ledgerFrom(
    { columns, authors: new ByteTable(['Ada\0ada@example.com']), tagSets },
    tip === undefined ? [] : [tip],
    marked,
  );
}
