import type { CommitTag } from './head';
import { isTagId } from './ids';
import { squashTags } from './squashTags';
import { trim } from './trailerBlock';
import { readTrailers } from './trailers';

/**
 * What a commit says that it serves: its trailers first, then its note, then what a squash merge buried in it.
 * Each key result once, ids compared without case.
 * @param note text of its note under `refs/notes/okr`, empty where there is none
 */
export function commitTags(message: string, note: string, key: string): CommitTag[] {
  const found: CommitTag[] = [
    ...readTrailers(message, key, { keyConfigured: true }).map((id): CommitTag => ({ id, from: 'trailer' })),
    ...noteIds(note, key).map((id): CommitTag => ({ id, from: 'note' })),
    ...squashTags(message, key).map((id): CommitTag => ({ id, from: 'squash' })),
  ];
  if (found.length < 2) return found;
  const seen = new Set<string>();
  return found.filter(({ id }) => {
    const name = id.toLowerCase();
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

/** The ids of a note's `KEY: ID` lines: it has no subject and may have grown by paragraphs, so each line counts. */
export function noteIds(note: string, key: string): string[] {
  if (note === '') return [];
  return note.split('\n').flatMap((line) => {
    const colon = line.indexOf(':');
    const id = trim(line.slice(colon + 1));
    return trim(line.slice(0, colon)).toLowerCase() === key.toLowerCase() && isTagId(id) ? [id] : [];
  });
}
