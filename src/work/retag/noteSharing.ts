import type { GitFailure, GitPort, Result } from '../../io/ports';
import { NOTES_REF } from '../notesRef';
import { covers } from './notesCopy';

/** What is missing for notes to follow a rewrite and to come from a remote. */
export interface NoteSharing {
  /** Where the branch is pushed to; absent where there is no remote. */
  readonly remote?: string;
  /** `git config` keys with the value to be added to each. */
  readonly missing: readonly { readonly key: string; readonly value: string }[];
}

/**
 * A pattern, since `git fetch` fails altogether on a full name that the remote does not have yet. And without the
 * `+` that is usual: a fetch would then throw away the notes that are not pushed yet.
 */
const REFSPEC = `${NOTES_REF}*:${NOTES_REF}*`;

/**
 * @param branch the one checked out, if any
 */
export async function readNoteSharing(
  git: GitPort,
  root: string,
  branch: string | undefined,
): Promise<Result<NoteSharing, GitFailure>> {
  const [rewriteRefs, remotes, own] = await Promise.all([
    readAll(git, root, 'notes.rewriteRef'),
    git.run(root, ['remote']),
    branch === undefined ? [] : readAll(git, root, `branch.${branch}.remote`),
  ]);
  if (!remotes.ok) return remotes;
  const names = remotes.value.split('\n').filter((name) => name !== '');
  const remote = [...own, 'origin', ...names].find((name) => names.includes(name));
  const missing = rewriteRefs.some((pattern) => covers(pattern, NOTES_REF))
    ? []
    : [{ key: 'notes.rewriteRef', value: NOTES_REF }];
  if (remote === undefined) return { ok: true, value: { missing } };
  const key = `remote.${remote}.fetch`;
  const fetched = (await readAll(git, root, key)).map(
    (refspec) => refspec.replace(/^\+/, '').split(':')[0] ?? '',
  );
  return {
    ok: true,
    value: {
      remote,
      missing: fetched.some((source) => covers(source, NOTES_REF))
        ? missing
        : [...missing, { key, value: REFSPEC }],
    },
  };
}

/** Writes what is missing into this clone's configuration, and nothing that is there. */
export async function shareNotes(
  git: GitPort,
  root: string,
  { missing }: NoteSharing,
): Promise<Result<void, GitFailure>> {
  for (const { key, value } of missing) {
    const added = await git.run(root, ['config', '--local', '--add', key, value], { writes: true });
    if (!added.ok) return added;
  }
  return { ok: true, value: undefined };
}

async function readAll(git: GitPort, root: string, key: string): Promise<string[]> {
  const read = await git.run(root, ['config', '--null', '--get-all', key]);
  return read.ok ? read.value.split('\0').filter((value) => value !== '') : [];
}
