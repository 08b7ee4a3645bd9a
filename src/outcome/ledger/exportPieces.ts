import type { GitStreamPort } from '../../io/ports';
import type { Ledger } from '../../work/ledger/ledger';
import { readSubjects } from '../../work/ledger/subjects';
import { type ExportHead, type ExportKind, exportFormat } from './exportText';
import type { LineNumbers } from './tally';

/** Commits between two questions to git, and in one piece of text. */
const BATCH = 5_000;
/** Rows written before others have their turn. */
const STEP = 500;

export interface ExportOf {
  readonly git: GitStreamPort;
  readonly root: string;
  readonly ledger: Ledger;
  readonly rows: Uint32Array;
  readonly lines: LineNumbers;
  readonly signal: AbortSignal;
  /** Resolves when others have had their turn. */
  turn(): Promise<void>;
  /** @param done commits written so far */
  progress(done: number): void;
}

/**
 * The text of an export, piece by piece: never all of it at once.
 * @throws Error where git can't say the subjects, or when told to stop
 */
export async function* exportPieces(
  kind: ExportKind,
  head: ExportHead,
  of: ExportOf,
): AsyncGenerator<string> {
  const { git, root, ledger, rows, lines, signal } = of;
  const format = exportFormat(kind, head);
  yield format.start;
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.subarray(at, at + BATCH);
    const ids = Array.from(batch, (row) => ledger.idOf(row));
    const subjects = await readSubjects(git, root, ids, signal);
    if (!subjects.ok) throw new Error(subjects.error.detail);
    for (let start = 0; start < batch.length; start += STEP) {
      let text = '';
      batch.subarray(start, start + STEP).forEach((row, index) => {
        const commit = ledger.commit(row);
        const changed = lines.linesOf(row);
        const subject = subjects.value.get(commit.id) ?? '';
        const known = changed < 0 ? {} : { lines: changed };
        text += format.row({ commit, subject, ...known }, at + start + index);
      });
      yield text;
      of.progress(Math.min(at + start + STEP, rows.length));
      await of.turn();
      signal.throwIfAborted();
    }
  }
  yield format.end;
}
