import type { Result } from '../../io/ports';
import { noteIds } from '../commitTags';
import { distinctIds } from '../ids';
import { NOTES_REF } from '../notesRef';
import { bytesOfText, textOfBytes } from './byteText';
import { readObjects } from './commitReading';
import type { RetagPlace } from './place';
import { gitRefusal, type RetagRefusal, refuse } from './refusal';

/** Somebody else may write a note at the same moment. */
const ATTEMPTS = 5;

export interface NewNotes {
  /** Full ids. */
  readonly commits: readonly string[];
  readonly ids: readonly string[];
  readonly key: string;
}

interface Notes {
  /** The commit that the ref points at; nothing where there are no notes yet. */
  readonly tip?: string;
  /** Ids of the notes' blobs by commit. */
  readonly notes: ReadonlyMap<string, string>;
}

/**
 * Adds `key: id` lines to the notes of commits, without those that a note has already. What a note says besides
 * stays as it is. All notes or none: one commit of notes, on top of those that were read and no others.
 */
export async function noteCommits(place: RetagPlace, added: NewNotes): Promise<Result<void, RetagRefusal>> {
  if (added.commits.length === 0) return { ok: true, value: undefined };
  for (let attempt = 1; ; attempt += 1) {
    const before = await readNotes(place, NOTES_REF);
    if (!before.ok) return before;
    const written = await writeNotes(place, added, before.value);
    if (written.ok || attempt === ATTEMPTS) return written;
    const after = await readNotes(place, NOTES_REF);
    if (!after.ok || after.value.tip === before.value.tip) return written;
  }
}

async function writeNotes(
  place: RetagPlace,
  { commits, ids, key }: NewNotes,
  { tip, notes }: Notes,
): Promise<Result<void, RetagRefusal>> {
  const { git, layout } = place;
  const blobs = commits.flatMap((commit) => notes.get(commit) ?? []);
  const [texts, identity] = await Promise.all([
    readObjects(place, [...new Set(blobs)]),
    git.runBytes(layout.root, ['var', 'GIT_COMMITTER_IDENT'], { writes: true }),
  ]);
  if (!texts.ok) return texts;
  if (!identity.ok) return gitRefusal(identity.error);
  const changes = commits.flatMap((commit): { readonly commit: string; readonly text?: string }[] => {
    const blob = notes.get(commit);
    const text = blob === undefined ? '' : texts.value.get(blob);
    // What can't be read can't be kept.
    if (text === undefined) return [{ commit }];
    const noted = withIds(text, key, ids);
    return noted === text ? [] : [{ commit, text: noted }];
  });
  const unread = changes.filter(({ text }) => text === undefined).map(({ commit }) => commit);
  if (unread.length > 0) return refuse({ kind: 'unread-notes', commits: unread });
  if (changes.length === 0) return { ok: true, value: undefined };
  // A stream of git-fast-import(1): it refuses where the ref has got another tip, and lays notes out as git does.
  const stream = [
    `feature done\ncommit ${NOTES_REF}\ncommitter ${textOfBytes(identity.value).trimEnd()}\n`,
    data('Notes added by Throughline\n'),
    tip === undefined ? '' : `from ${tip}\n`,
    ...changes.map(({ commit, text = '' }) => `N inline ${commit}\n${data(text)}`),
    'done\n',
  ].join('');
  const written = await git.runBytes(layout.root, ['fast-import', '--quiet'], {
    input: bytesOfText(stream),
    writes: true,
  });
  return written.ok ? { ok: true, value: undefined } : gitRefusal(written.error);
}

function data(text: string): string {
  return `data ${text.length}\n${text}\n`;
}

/** @param text a byte text */
export function withIds(text: string, key: string, ids: readonly string[]): string {
  const carried = new Set(noteIds(text, key).map((id) => id.toLowerCase()));
  const missing = distinctIds(ids).filter((id) => !carried.has(id.toLowerCase()));
  if (missing.length === 0) return text;
  const added = missing.map((id) => `${key}: ${id}\n`).join('');
  const kept = text.trimEnd();
  if (kept === '') return added;
  // Tags are a paragraph of their own, as in a message.
  const joins = noteIds(kept.slice(kept.lastIndexOf('\n') + 1), key).length > 0;
  const ended = /\n$/.test(text) ? text : `${text}\n`;
  return joins ? ended + added : `${ended}\n${added}`;
}

/** Byte texts of the notes of commits, by commit; empty where there is none. */
export async function readNoteTexts(
  place: RetagPlace,
  commits: readonly string[],
): Promise<Result<ReadonlyMap<string, string>, RetagRefusal>> {
  const read = await readNotes(place, NOTES_REF);
  if (!read.ok) return read;
  const { notes } = read.value;
  const texts = await readObjects(place, [...new Set(commits.flatMap((commit) => notes.get(commit) ?? []))]);
  if (!texts.ok) return texts;
  const noted = commits.map((commit): [string, string] => [
    commit,
    texts.value.get(notes.get(commit) ?? '') ?? '',
  ]);
  return { ok: true, value: new Map(noted) };
}

/** Every note of a ref at one moment. A note's path is its commit's id, with slashes between (git-notes(1)). */
export async function readNotes(
  { git, layout }: RetagPlace,
  ref: string,
): Promise<Result<Notes, RetagRefusal>> {
  const found = await git.run(layout.root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  if (!found.ok) {
    return found.error.code === 1 ? { ok: true, value: { notes: new Map() } } : gitRefusal(found.error);
  }
  const tip = found.value.trim();
  const listed = await git.run(layout.root, ['ls-tree', '-r', '-z', tip]);
  if (!listed.ok) return gitRefusal(listed.error);
  const notes = listed.value.split('\0').flatMap((entry): [string, string][] => {
    const [facts = '', path = ''] = entry.split('\t');
    const [, type, blob = ''] = facts.split(' ');
    return type === 'blob' ? [[path.replaceAll('/', ''), blob]] : [];
  });
  return { ok: true, value: { tip, notes: new Map(notes) } };
}
