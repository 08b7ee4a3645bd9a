import type { GitFailure } from '../../io/ports';
import type { Operation } from '../head';

/** Why nothing was changed. Commits are full ids. */
export type RetagRefusal =
  | { readonly kind: 'git'; readonly failure: GitFailure }
  | { readonly kind: 'unborn'; readonly branch: string }
  | { readonly kind: 'operation'; readonly operation: Operation }
  /** A lock file of git: another one is at work, or one died. */
  | { readonly kind: 'locked'; readonly path: string }
  /** The branch is checked out in another work tree too. */
  | { readonly kind: 'other-worktree'; readonly branch: string }
  /** The branch or HEAD is not at the commit that it was at when this was planned. */
  | { readonly kind: 'moved'; readonly name: string }
  /** Commits that are not in the history of HEAD. */
  | { readonly kind: 'not-here'; readonly commits: readonly string[] }
  | { readonly kind: 'pushed'; readonly commits: readonly string[] }
  /** More commits than are rewritten at once. */
  | { readonly kind: 'too-many'; readonly limit: number }
  /** The clone ends at this commit: its parents are not there. */
  | { readonly kind: 'shallow'; readonly commit: string }
  /** A replacement or a graft makes these look like others. */
  | { readonly kind: 'replaced'; readonly commits: readonly string[] }
  /** Their signatures would go, and nobody has agreed to that. */
  | { readonly kind: 'signed'; readonly commits: readonly string[] }
  /** Without a subject git reads no tag. */
  | { readonly kind: 'no-subject'; readonly commits: readonly string[] }
  /** The backup of a branch that is gone stands where this one's would go. */
  | { readonly kind: 'backup-in-the-way'; readonly ref: string }
  /** Notes that are there already and are not in this clone, so that nothing can be added to them. */
  | { readonly kind: 'unread-notes'; readonly commits: readonly string[] }
  | { readonly kind: 'nothing-to-undo'; readonly name: string }
  /** The branch is no longer what the retag made; what was before is under `backup`. */
  | { readonly kind: 'changed-since'; readonly name: string; readonly backup: string };

export function gitRefusal(failure: GitFailure): {
  readonly ok: false;
  readonly error: RetagRefusal;
} {
  return { ok: false, error: { kind: 'git', failure } };
}

export function refuse(error: RetagRefusal): { readonly ok: false; readonly error: RetagRefusal } {
  return { ok: false, error };
}
