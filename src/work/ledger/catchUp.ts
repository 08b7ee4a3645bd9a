import type { GitFailure, Result } from '../../io/ports';
import { sameReleases } from './firstRelease';
import type { Keeping } from './keeping';
import type { KnownHistory } from './knownHistory';
import { type LedgerRefs, readLedgerRefs } from './ledgerRefs';
import { LogReader } from './logReader';
import { readNoteTags } from './noteTags';
import { readNewer } from './readNewer';
import type { ShownLedger } from './shownLedger';
import { inSlices } from './slices';
import { takeReleases } from './takeReleases';

/**
 * Reads what a history does not know yet: what other processes have added, refs, new commits, notes. Shown where
 * anything of it is new.
 * @param head full id; absent where there is no commit yet
 * @param refsStamp of the refs as they are now
 * @returns why there is no more to come
 */
export async function catchUp(
  keeping: Keeping,
  shown: ShownLedger,
  history: KnownHistory,
  head: string | undefined,
  refsStamp: string,
): Promise<GitFailure | undefined> {
  const { ports, options, repository, index, turn } = keeping;
  const { root } = repository;
  const rows = history.columns.count;
  await index.takeUp(history);
  let refs: LedgerRefs | undefined;
  if (history.refs !== refsStamp) {
    const read = await readLedgerRefs(ports.git, root, options.tagPattern);
    if (!read.ok) return read.error;
    refs = read.value;
  }
  const releases = refs?.releases ?? history.releases;
  // Those that were there before are known.
  const tips = refs === undefined ? [] : releases.map(({ commit }) => commit);
  const read = await readUnknown(keeping, history, head === undefined ? tips : [head, ...tips]);
  if (!read.ok) return read.error;
  const known = sameReleases(history.releases, releases);
  const newReleases = known < releases.length || history.releases.length !== releases.length;
  if (newReleases) await takeReleases(history, releases, known, turn);
  const newNotes = refs !== undefined && refs.notes !== history.notesCommit;
  if (newNotes) {
    history.notes =
      refs?.notes === undefined ? new Map() : await readNoteTags(ports.git, root, options.trailerKey);
    history.notesCommit = refs?.notes;
  }
  history.refs = refsStamp;
  const moved = history.head !== head || rows !== history.columns.count;
  if (moved || newReleases || newNotes || shown.ledger?.complete !== true)
    await shown.show(history, head, true);
  // On screen before it is on disk.
  if (read.value.length > 0) await index.add(history, read.value);
  return undefined;
}

/** @returns the records that were read, which `history` holds now */
async function readUnknown(
  keeping: Keeping,
  history: KnownHistory,
  wanted: readonly string[],
): Promise<Result<Uint8Array, GitFailure>> {
  const { columns, skipped } = history;
  const isUnknown = (id: string): boolean => {
    const row = columns.find(id);
    return (row < 0 || !columns.isRead(row)) && !skipped.includes(id);
  };
  const tips = wanted.filter(isUnknown);
  if (tips.length === 0) return { ok: true, value: new Uint8Array(0) };
  const { ports, repository, options, objects, signal, turn } = keeping;
  const ask = { root: repository.root, trailerKey: options.trailerKey, tips, signal, turn };
  const read = await readNewer(ports.git, objects, history, ask);
  if (!read.ok) return read;
  const reader = new LogReader(history);
  for (const piece of read.value) {
    reader.push(piece);
    await inSlices(history.columns.makeRoom(), turn);
    await turn();
  }
  return { ok: true, value: joined(read.value) };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
