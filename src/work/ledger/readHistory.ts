import type { GitFailure, GitObjects, GitStreamPort, IndexStorePort, Result } from '../../io/ports';
import type { HistoryFacts } from './historyFacts';
import { type KnownHistory, newHistory } from './knownHistory';
import { LogReader } from './logReader';
import { forEachParent } from './reach';
import { streamLog } from './scan';
import { inSlices } from './slices';
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
  /** Resolves when others have had their turn. */
  turn(): Promise<void>;
}

/**
 * Reads a history from nothing: one stream of git's. Where git stumbles over a commit that can't be read it is started
 * again without that one.
 * @param each is told of what is known so far after each piece of the stream
 */
export async function readHistory(
  git: GitStreamPort,
  objects: GitObjects,
  store: Pick<IndexStorePort, 'lend'>,
  facts: HistoryFacts,
  ask: HistoryAsk,
  each: (history: KnownHistory, reader: LogReader) => Promise<void>,
): Promise<Result<KnownHistory, GitFailure>> {
  const { root, trailerKey, limit, signal, turn } = ask;
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
        await inSlices(history.columns.makeRoom(), turn);
        await each(history, reader);
      },
    );
    await graftFile?.dispose();
    if (streamed.ok) return { ok: true, value: history };
    if (streamed.error.kind !== 'git-failed' || skipped.size > MOST_UNREADABLE) return streamed;
    const found = await findUnreadable(objects, streamed.error, {
      skipped,
      unread: unreadOf(history, tips),
      childrenOf: (ids) => childrenOf(history, ids),
    });
    const before = skipped.size + grafts.size;
    for (const id of found.ids) skipped.add(id);
    for (const [id, line] of found.grafts) grafts.set(id, line);
    // The same one may have other children, which git names one after the other.
    if (skipped.size + grafts.size === before) return streamed;
  }
}

function childrenOf({ columns }: KnownHistory, ids: ReadonlySet<string>): string[] {
  const bad = new Set([...ids].map((id) => columns.find(id)));
  const children: string[] = [];
  for (let row = 0; row < columns.count; row += 1) {
    let isChild = false;
    forEachParent(columns, row, (parent) => {
      isChild ||= bad.has(parent);
    });
    if (isChild) children.push(columns.idOf(row));
  }
  return children;
}

function unreadOf({ columns }: KnownHistory, tips: readonly string[]): string[] {
  const named = Array.from({ length: columns.count }, (_, row) => row).filter((row) => !columns.isRead(row));
  return [...new Set([...named.map((row) => columns.idOf(row)), ...tips])];
}
