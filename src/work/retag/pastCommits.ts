import type { Result } from '../../io/ports';
import { readBases } from '../branchBase';
import { commitTags } from '../commitTags';
import type { Head } from '../head';
import { readHead } from '../repository';
import { readable } from './byteText';
import { readCommits } from './commitReading';
import { readUnpushed } from './history';
import { readNoteTexts } from './notes';
import type { RetagPlace } from './place';
import { committedAt, isSigned } from './rawCommit';
import { gitRefusal, type RetagRefusal } from './refusal';

/** A commit that can be tagged after the fact. */
export interface PastCommit {
  readonly id: string;
  readonly subject: string;
  /** Milliseconds since 1970 UTC; absent where the commit says nothing that could be read. */
  readonly at?: number;
  /** Ids from its message and from its note, as written. */
  readonly tags: readonly string[];
  /** A remote branch known here has it. */
  readonly pushed: boolean;
  readonly signed: boolean;
}

export interface PastOptions {
  readonly key: string;
  /** Commits read at most. */
  readonly limit: number;
  /** `A..B` and whatever else git takes for a range; the branch's own commits where it is absent. */
  readonly range?: string;
}

/**
 * Commits of the branch, newest first, without merges: its own ones, or the latest where there is nothing to compare
 * it with, as on the main branch or a detached HEAD.
 */
export async function readPastCommits(
  place: RetagPlace,
  { key, limit, range }: PastOptions,
): Promise<Result<PastCommit[], RetagRefusal>> {
  const { git, layout } = place;
  const head = await readHead(git, layout.root);
  if (!head.ok) return gitRefusal(head.error);
  if (head.value.kind === 'unborn') return { ok: true, value: [] };
  const tip = head.value.commit;
  const listed =
    range === undefined ? await listOwn(place, head.value, limit) : await list(place, limit, [range]);
  if (!listed.ok) return listed;
  const ids = listed.value;
  const [commits, own, noted] = await Promise.all([
    readCommits(place, ids),
    readUnpushed(place, tip),
    readNoteTexts(place, ids),
  ]);
  if (!commits.ok) return commits;
  if (!own.ok) return own;
  if (!noted.ok) return noted;
  const unpushed = new Set(own.value.map(({ id }) => id));
  return {
    ok: true,
    value: commits.value.map((commit) => {
      const { id, message } = commit;
      const at = committedAt(commit);
      const tags = commitTags(message, noted.value.get(id) ?? '', key);
      return {
        id,
        subject: readable(message.trimStart().split('\n', 1)[0] ?? '').trim(),
        ...(at === undefined ? {} : { at }),
        tags: tags.map((tag) => readable(tag.id)),
        pushed: !unpushed.has(id),
        signed: isSigned(commit),
      };
    }),
  };
}

async function listOwn(
  place: RetagPlace,
  head: Exclude<Head, { readonly kind: 'unborn' }>,
  limit: number,
): Promise<Result<string[], RetagRefusal>> {
  const { git, layout } = place;
  const bases = head.kind === 'branch' ? await readBases(git, layout.root, head.name) : undefined;
  if (bases?.ok === false) return gitRefusal(bases.error);
  for (const { revisions } of bases?.value ?? []) {
    const own = await list(place, limit, [head.commit, ...revisions.map((revision) => `^${revision}`)]);
    // A base may have gone since it was noted.
    if (own.ok && own.value.length > 0) return own;
  }
  return list(place, limit, [head.commit]);
}

async function list(
  { git, layout }: RetagPlace,
  limit: number,
  revisions: readonly string[],
): Promise<Result<string[], RetagRefusal>> {
  const listed = await git.run(layout.root, [
    'rev-list',
    '--no-merges',
    `--max-count=${limit}`,
    '--end-of-options',
    ...revisions,
    '--',
  ]);
  if (!listed.ok) return gitRefusal(listed.error);
  return { ok: true, value: listed.value.split('\n').filter((id) => id !== '') };
}
