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
 * Adds tags to HEAD's message by `git commit --amend`, which keeps author and author date, signs as the user's
 * configuration says and runs the user's hooks, as an amend by hand would. The old commit stays in the reflog.
 * @returns the id of the new commit, or of the same one where it carries the tags already
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
  if (head.value.trim() !== commit) return refuse('HEAD is another commit by now. Nothing was changed.');
  if (!staged.ok) {
    return staged.error.code === 1
      ? refuse('There are staged changes, which an amend would take in.')
      : staged;
  }
  if (!message.ok) return message;
  // `%B` is the message and one line end more.
  const text = message.value.replace(/\n$/, '');
  const tagged = addTrailers(text, key, ids);
  if (tagged === text) return { ok: true, value: commit };
  const amended = await git.run(
    root,
    ['commit', '--amend', '--quiet', '--only', '--allow-empty', '--cleanup=verbatim', '--file=-'],
    {
      input: tagged,
      writes: true,
    },
  );
  if (!amended.ok) return amended;
  const now = await git.run(root, ['rev-parse', '--verify', 'HEAD^{commit}']);
  return now.ok ? { ok: true, value: now.value.trim() } : now;
}

function refuse(detail: string): Result<never, GitFailure> {
  return { ok: false, error: { kind: 'git-failed', code: -1, detail } };
}
