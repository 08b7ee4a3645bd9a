import type { GitBytesPort } from '../../io/ports';
import type { Head } from '../head';
import type { Layout } from '../repository';

/** Where commits are rewritten, and with what. */
export interface RetagPlace {
  readonly git: GitBytesPort;
  readonly layout: Layout;
  /** Whether anything is at an absolute path. */
  exists(path: string): Promise<boolean>;
}

/** What is rewritten, and where that is kept which was there before. */
export interface Target {
  /** The branch, or `HEAD` where it is detached. */
  readonly name: string;
  /** The ref that moves: the branch's, or HEAD itself. */
  readonly ref: string;
  /** The tip as it was before. */
  readonly backup: string;
  /** The tip as the retag made it, so that undoing finds out whether it is that still. */
  readonly made: string;
  readonly tip: string;
}

const PREFIX = 'refs/throughline/';

/** A detached HEAD belongs to its work tree, and so do the refs that git keeps apart for each (gitglossary(7)). */
export function targetOf(head: Exclude<Head, { readonly kind: 'unborn' }>): Target {
  if (head.kind === 'detached') {
    const own = 'refs/worktree/throughline/';
    return { name: 'HEAD', ref: 'HEAD', backup: `${own}backup`, made: `${own}retagged`, tip: head.commit };
  }
  const { name, commit } = head;
  return {
    name,
    ref: `refs/heads/${name}`,
    backup: `${PREFIX}backup/${name}`,
    made: `${PREFIX}retagged/${name}`,
    tip: commit,
  };
}
