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
/** So many names fit into a command on every system. */
const AT_ONCE = 100;
const FORMAT = [
  '%(refname)',
  '%(objectname)',
  '%(objecttype)',
  '%(*objectname)',
  '%(*objecttype)',
  '%(creatordate:unix)',
  '%(*committerdate:unix)',
].join('%00');

/**
 * Release tags and notes, in one question. A tag of a tag is not followed, and one of no commit is no release. A tag
 * that does not say when it was made, as git wrote them in 2005, is taken to be as old as its commit.
 * @param pattern a glob over tag names; no releases where absent
 */
export async function readLedgerRefs(
  git: GitPort,
  root: string,
  pattern: string | undefined,
): Promise<Result<LedgerRefs, GitFailure>> {
  const patterns = pattern === undefined ? [NOTES_REF] : [NOTES_REF, `${TAGS}${pattern}`];
  const asked = await ask(git, root, FORMAT, patterns);
  const read = asked.ok ? asked : await askForReadable(git, root, patterns);
  if (!read.ok) return read;
  const releases: LedgerRelease[] = [];
  let notes: string | undefined;
  for (const line of read.value.split('\n')) {
    const [name = '', object = '', type, peeled = '', peeledType, made = '', committed = ''] =
      line.split('\0');
    if (name === NOTES_REF) {
      notes = object;
    } else if (name.startsWith(TAGS)) {
      const commit = type === 'commit' ? object : peeledType === 'commit' ? peeled : undefined;
      const seconds = made === '' ? committed : made;
      const at = Number(seconds) * 1000;
      if (commit === undefined || seconds === '' || !Number.isFinite(at)) continue;
      releases.push({ name: name.slice(TAGS.length), at, commit });
    }
  }
  return { ok: true, value: { releases: inOrder(releases), ...(notes === undefined ? {} : { notes }) } };
}

function ask(
  git: GitPort,
  root: string,
  format: string,
  patterns: readonly string[],
): Promise<Result<string, GitFailure>> {
  return git.run(root, ['for-each-ref', `--format=${format}`, '--', ...patterns]);
}

/** Git says nothing of any ref where one leads to an object that is lost: so all others are asked for by name. */
async function askForReadable(
  git: GitPort,
  root: string,
  patterns: readonly string[],
): Promise<Result<string, GitFailure>> {
  // Names alone need no object.
  const listed = await ask(git, root, '%(refname)', patterns);
  if (!listed.ok) return listed;
  const names = listed.value.split('\n').filter((name) => name !== '');
  const parts: string[] = [];
  const open = chunksOf(names, AT_ONCE);
  for (let some = open.pop(); some !== undefined; some = open.pop()) {
    const read = await ask(git, root, FORMAT, some);
    if (read.ok) parts.push(read.value);
    else if (read.error.kind !== 'git-failed') return read;
    else if (some.length > 1) open.push(...chunksOf(some, Math.ceil(some.length / 2)));
  }
  return { ok: true, value: parts.join('\n') };
}

function chunksOf(names: readonly string[], size: number): (readonly string[])[] {
  return Array.from({ length: Math.ceil(names.length / size) }, (_, index) =>
    names.slice(index * size, (index + 1) * size),
  );
}
