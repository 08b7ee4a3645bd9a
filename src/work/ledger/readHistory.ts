import type { GitFailure, GitStreamPort, IndexStorePort, Result } from '../../io/ports';
import type { HistoryFacts } from './historyFacts';
import { type KnownHistory, newHistory } from './knownHistory';
import { LogReader } from './logReader';
import { forEachParent } from './reach';
import { streamLog } from './scan';
import { findUnreadable } from './unreadable';

/** So many commits that can't be read are passed by: more is no accident of one object. */
const MOST_UNREADABLE = 16;

export interface HistoryAsk {
  readonly root: string;
  readonly trailerKey: string;
  /** Full ids, not empty. */
  readonly tips: readonly string[];
  /** Commits at most; all where absent. */
  readonly limit?: number;
  readonly signal: AbortSignal;
}

/**
 * Reads a history from nothing: one stream of git's. Where git stumbles over a commit that can't be read it is started
 * again without that one.
 * @param each is told of what is known so far after each piece of the stream
 */
export async function readHistory(
  git: GitStreamPort,
  store: Pick<IndexStorePort, 'lend'>,
  facts: HistoryFacts,
  ask: HistoryAsk,
  each: (history: KnownHistory, reader: LogReader) => Promise<void>,
): Promise<Result<KnownHistory, GitFailure>> {
  const { root, trailerKey, limit, signal } = ask;
  const skipped = new Set<string>();
  const grafts = new Map<string, string>();
  for (;;) {
    const history = newHistory(facts, ask.tips[0]?.length === 64 ? 8 : 5);
    const tips = ask.tips.filter((tip) => !skipped.has(tip));
    history.skipped = [...skipped];
    if (tips.length === 0) return { ok: true, value: history };
    const reader = new LogReader(history);
    const text = [facts.grafts, ...grafts.values(), ''].join('\n');
    const graftFile = grafts.size === 0 ? undefined : await store.lend(text);
    const streamed = await streamLog(
      git,
      root,
      {
        ...{ trailerKey, tips, without: [], background: true, signal },
        ...(limit === undefined ? {} : { limit }),
        ...(graftFile === undefined ? {} : { graftFile: graftFile.path }),
      },
      async (piece) => {
        reader.push(piece);
        await each(history, reader);
      },
    );
    await graftFile?.dispose();
    if (streamed.ok) return { ok: true, value: history };
    if (streamed.error.kind !== 'git-failed' || skipped.size >= MOST_UNREADABLE) return streamed;
    const found = await findUnreadable(git, root, streamed.error, (id) => childrenOf(history, id));
    const before = skipped.size;
    for (const id of found.ids) skipped.add(id);
    for (const [id, line] of found.grafts) grafts.set(id, line);
    if (skipped.size === before) return streamed;
  }
}

function childrenOf({ columns }: KnownHistory, id: string): string[] {
  const bad = columns.find(id);
  const children: string[] = [];
  for (let row = 0; row < columns.count; row += 1) {
    forEachParent(columns, row, (parent) => {
      if (parent === bad) children.push(columns.idOf(row));
    });
  }
  return children;
}
