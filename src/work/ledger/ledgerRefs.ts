import type { GitFailure, GitPort, Result } from '../../io/ports';
import { NOTES_REF } from '../notesRef';
import { inOrder, type LedgerRelease } from './firstRelease';

export interface LedgerRefs {
  /** In the order of `inOrder`. */
  readonly releases: readonly LedgerRelease[];
  /** The commit of the notes; absent where there are none. */
  readonly notes?: string;
}

const TAGS = 'refs/tags/';
const FORMAT = [
  '%(refname)',
  '%(objectname)',
  '%(objecttype)',
  '%(*objectname)',
  '%(*objecttype)',
  '%(creatordate:unix)',
].join('%00');

/**
 * Release tags and notes, in one question. A tag of a tag is not followed, and one of no commit is no release.
 * @param pattern a glob over tag names; no releases where absent
 */
export async function readLedgerRefs(
  git: GitPort,
  root: string,
  pattern: string | undefined,
): Promise<Result<LedgerRefs, GitFailure>> {
  const patterns = pattern === undefined ? [NOTES_REF] : [NOTES_REF, `${TAGS}${pattern}`];
  const read = await git.run(root, ['for-each-ref', `--format=${FORMAT}`, '--', ...patterns]);
  if (!read.ok) return read;
  const releases: LedgerRelease[] = [];
  let notes: string | undefined;
  for (const line of read.value.split('\n')) {
    const [name = '', object = '', type, peeled = '', peeledType, seconds = ''] = line.split('\0');
    if (name === NOTES_REF) {
      notes = object;
    } else if (name.startsWith(TAGS)) {
      const commit = type === 'commit' ? object : peeledType === 'commit' ? peeled : undefined;
      const at = Number(seconds) * 1000;
      if (commit === undefined || seconds === '' || !Number.isFinite(at)) continue;
      releases.push({ name: name.slice(TAGS.length), at, commit });
    }
  }
  return { ok: true, value: { releases: inOrder(releases), ...(notes === undefined ? {} : { notes }) } };
}
