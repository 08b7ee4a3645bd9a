import picomatch from 'picomatch';
import type { Result } from '../../io/ports';
import { NOTES_REF } from '../notesRef';
import { readNotes } from './notes';
import type { RetagPlace } from './place';
import { gitRefusal, type RetagRefusal } from './refusal';

const NOTES = 'refs/notes/';

/**
 * Gives each new commit the notes of the one that it stands for: those of Throughline, and those that
 * `notes.rewriteRef` names, as git's own rewriting does (git-notes(1)). The old commits keep theirs.
 */
export async function copyNotes(
  place: RetagPlace,
  ids: ReadonlyMap<string, string>,
): Promise<Result<void, RetagRefusal>> {
  const { git, layout } = place;
  const [listed, configured] = await Promise.all([
    git.run(layout.root, ['for-each-ref', '--format=%(refname)', NOTES]),
    git.run(layout.root, ['config', '--null', '--get-all', 'notes.rewriteRef']),
  ]);
  if (!listed.ok) return gitRefusal(listed.error);
  const patterns = [NOTES_REF, ...(configured.ok ? configured.value.split('\0') : [])];
  const refs = listed.value
    .split('\n')
    .filter((ref) => ref !== '' && patterns.some((one) => covers(one, ref)));
  for (const ref of refs) {
    const notes = await readNotes(place, ref);
    if (!notes.ok) return notes;
    const pairs = [...ids].filter(([old]) => notes.value.notes.has(old));
    if (pairs.length === 0) continue;
    const copied = await git.run(layout.root, ['notes', `--ref=${ref}`, 'copy', '--force', '--stdin'], {
      input: pairs.map((pair) => `${pair.join(' ')}\n`).join(''),
      writes: true,
    });
    if (!copied.ok) return gitRefusal(copied.error);
  }
  return { ok: true, value: undefined };
}

/** Whether a `notes.rewriteRef` takes in a ref; its `*` crosses slashes. */
export function covers(pattern: string, ref: string): boolean {
  if (pattern === ref) return true;
  return (
    pattern !== '' &&
    picomatch.isMatch(ref, pattern, { bash: true, dot: true, nonegate: true, noextglob: true })
  );
}
