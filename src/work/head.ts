/** Where HEAD points. */
export type Head =
  | { readonly kind: 'branch'; readonly name: string; readonly commit: string }
  | { readonly kind: 'unborn'; readonly name: string }
  | { readonly kind: 'detached'; readonly commit: string };

/** An operation of git that is under way and makes tagging or amending unwise. */
export type Operation = 'rebase' | 'merge' | 'cherry-pick' | 'revert' | 'bisect';

/** A key result that a commit serves, and where that stands: in its trailers, in a note, or in a squashed message. */
export interface CommitTag {
  /** As written. */
  readonly id: string;
  readonly from: 'trailer' | 'note' | 'squash';
}

export interface BranchCommit {
  readonly id: string;
  readonly subject: string;
  /** In order, trailers first; empty where untagged. */
  readonly tags: readonly CommitTag[];
}

/** The commits that only this branch has, newest first, capped. */
export interface BranchWork {
  /** What the branch was compared with: `origin/main`, `main`, … ; absent where there is nothing to compare with. */
  readonly base?: string;
  readonly commits: readonly BranchCommit[];
  /** True where there are more than were read. */
  readonly capped: boolean;
}
