import type { GitFailure, GitPort, Result } from '../io/ports';
import type { Head, Operation } from './head';
import { addTrailers, readTrailers } from './trailers';

export interface TagSituation {
  readonly boxText: string;
  readonly workTreeClean: boolean;
  readonly head: Head;
  readonly headPushed: boolean;
  readonly operation?: Operation;
}

/** Where a tag goes. `pushed` says that the last commit is left alone, so that the next one has to carry it. */
export type TagPlan = { readonly kind: 'box' } | { readonly kind: 'amend' } | { readonly kind: 'pushed' };

/** The next commit where one is on its way, else the last one where nobody else has it. */
export function planTag({ boxText, workTreeClean, head, headPushed, operation }: TagSituation): TagPlan {
  const nextCommit = boxText.trim() !== '' || !workTreeClean;
  if (nextCommit || head.kind === 'unborn' || operation !== undefined) return { kind: 'box' };
  return { kind: headPushed ? 'pushed' : 'amend' };
}

export interface Amendment {
  /** The commit to amend: refused where HEAD is another one by now. */
  readonly commit: string;
  readonly key: string;
  readonly ids: readonly string[];
}

/**
 * Adds tags to HEAD's message and gives the id of the commit that carries them: the same one where it did already.
 *
 * `git commit --amend` and no plumbing, since this is the user's own amend: it keeps author, author date, parents
 * and notes, signs where they sign, and their hooks may check the message, refuse it, or follow the rewrite.
 * `--only` leaves the index out, also one that is filled this very moment. The old commit stays in the reflog.
 *
 * Somebody may amend it at the same moment. Git refuses to move HEAD from another commit than it began with, and asks
 * its editor in between: one that refuses where HEAD is not the commit meant makes sure that this is the same.
 */
export async function amendWithTags(
  git: GitPort,
  root: string,
  { commit, key, ids }: Amendment,
): Promise<Result<string, GitFailure>> {
  const [head, staged, message] = await Promise.all([
    git.run(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']),
    git.run(root, ['diff-index', '--cached', '--quiet', 'HEAD', '--']),
    git.run(root, ['log', '-1', '--encoding=UTF-8', '--format=%B', '--end-of-options', commit, '--']),
  ]);
  if (!head.ok) return head;
  if (head.value.trim() !== commit) return refuse(MOVED);
  if (!message.ok) return message;
  // `%B` is the message and one line end more.
  const text = message.value.replace(/\n$/, '');
  const tagged = addTrailers(text, key, ids);
  if (tagged === text) return { ok: true, value: commit };
  if (readTrailers(tagged, key, { keyConfigured: true }).length === 0) {
    return refuse('The message has no subject, and git reads no tag without one.');
  }
  if (!staged.ok) {
    return staged.error.code === 1
      ? refuse('There are staged changes, which an amend would take in.')
      : staged;
  }
  const amended = await git.run(
    root,
    [
      // The message is written in UTF-8, whatever the repository's commits are labelled with.
      ...['-c', 'i18n.commitEncoding=UTF-8'],
      // Said so that a hook knows it too.
      ...['-c', 'commit.cleanup=verbatim'],
      ...['commit', '--amend', '--quiet', '--only', '--allow-empty', '--file=-'],
      // Nothing but the message goes through the editor.
      ...['--edit', '--no-status', '--no-verbose'],
    ],
    { input: tagged, writes: true, fetches: true, editor: refusingAnother(commit) },
  );
  const now = await git.run(root, ['rev-parse', '--verify', 'HEAD^{commit}']);
  if (!amended.ok) return now.ok && now.value.trim() !== commit ? refuse(MOVED) : amended;
  return now.ok ? { ok: true, value: now.value.trim() } : now;
}

const MOVED = 'HEAD is another commit by now. Nothing was changed.';

/** In sh. A function, since git puts the file's name behind it. */
function refusingAnother(commit: string): string {
  return `same() { test "$(git rev-parse --verify HEAD)" = "${commit}"; }; same`;
}

function refuse(detail: string): Result<never, GitFailure> {
  return { ok: false, error: { kind: 'git-failed', code: -1, detail } };
}
