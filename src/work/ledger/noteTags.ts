import type { GitBytesPort } from '../../io/ports';
import { noteIds } from '../commitTags';
import { NOTES_REF } from '../notesRef';

const LINE_END = 10;

/**
 * What notes say that commits serve, by full id. Notes that are damaged, or were left out of a partial clone, cost the
 * notes and not the ledger.
 */
export async function readNoteTags(
  git: GitBytesPort,
  root: string,
  trailerKey: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const list = await git.run(root, ['notes', `--ref=${NOTES_REF}`, 'list']);
  if (!list.ok) return found;
  const notes = list.value.split('\n').flatMap((line) => {
    const [blob = '', commit = ''] = line.split(' ');
    return commit === '' ? [] : [{ blob, commit }];
  });
  if (notes.length === 0) return found;
  const input = notes.map(({ blob }) => `${blob}\n`).join('');
  const texts = await git.runBytes(root, ['cat-file', '--batch'], { input });
  if (!texts.ok) return found;
  let at = 0;
  for (const { commit } of notes) {
    const lineEnd = texts.value.indexOf(LINE_END, at);
    if (lineEnd === -1) break;
    const header = new TextDecoder().decode(texts.value.subarray(at, lineEnd));
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
    at = lineEnd + 1;
    if (size === undefined) continue;
    const ids = noteIds(new TextDecoder().decode(texts.value.subarray(at, at + Number(size))), trailerKey);
    if (ids.length > 0) found.set(commit, ids);
    at += Number(size) + 1;
  }
  return found;
}
