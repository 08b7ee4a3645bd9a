import type { GitFailure, GitObjects, GitStreamPort, Result } from '../../io/ports';
import type { KnownHistory } from './knownHistory';
import { parentIds, recordOf } from './rawRecord';
import { childless, landmarks } from './reach';
import { streamLog } from './scan';
import { inSlices } from './slices';

/** To ask for more one by one takes longer than to start git. */
const MOST_OBJECTS = 16;
/** Where known history ends, the newest of those ends are enough to say so. */
const MOST_ENDS = 200;
/** After a history was written anew the newest ends may be gone: then what they stood on says where it is known. */
const ENDS_WITH_LANDMARKS = 8;

export interface NewerAsk {
  readonly root: string;
  readonly trailerKey: string;
  /** Full ids that are not known yet. */
  readonly tips: readonly string[];
  readonly signal: AbortSignal;
  /** Resolves when others have had their turn. */
  turn(): Promise<void>;
}

/** The records of commits that are not known yet: from single objects where those are few, else from a log. */
export async function readNewer(
  git: GitStreamPort,
  objects: GitObjects,
  history: KnownHistory,
  ask: NewerAsk,
): Promise<Result<readonly Uint8Array[], GitFailure>> {
  const few = await readObjects(objects, history, ask);
  if (few !== undefined) return { ok: true, value: few };
  const { root, trailerKey, tips, signal } = ask;
  const pieces: Uint8Array[] = [];
  const { columns } = history;
  const { committed } = columns.data;
  const ends = await inSlices(childless(columns), ask.turn);
  const newest = ends.toSorted((a, b) => (committed[b] ?? 0) - (committed[a] ?? 0)).slice(0, MOST_ENDS);
  const known = new Set(newest);
  for (const end of newest.slice(0, ENDS_WITH_LANDMARKS))
    for (const row of await inSlices(landmarks(columns, end), ask.turn)) known.add(row);
  const without = [...known].map((row) => columns.idOf(row));
  const streamed = await streamLog(git, root, { trailerKey, tips, without, signal }, (piece) => {
    pieces.push(piece);
  });
  return streamed.ok ? { ok: true, value: pieces } : streamed;
}

/** Nothing where they are many, or where only git can say how they read. */
async function readObjects(
  objects: GitObjects,
  { columns, facts }: KnownHistory,
  { tips, trailerKey }: NewerAsk,
): Promise<readonly Uint8Array[] | undefined> {
  if (!facts.plainTrailers || facts.shallow || facts.grafts !== '') return undefined;
  const records: Uint8Array[] = [];
  const seen = new Set<string>();
  const open = [...tips];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const row = columns.find(id);
    if (seen.has(id) || (row >= 0 && columns.isRead(row))) continue;
    seen.add(id);
    const object = seen.size > MOST_OBJECTS ? undefined : await objects.commit(id);
    const record = object && recordOf(id, object, trailerKey);
    if (object === undefined || record === undefined) return undefined;
    records.push(record);
    open.push(...parentIds(new TextDecoder('latin1').decode(object)));
  }
  return records;
}
