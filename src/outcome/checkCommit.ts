import type { RangeCommit } from '../work/commitRange';
import { commitTags } from '../work/commitTags';
import { judgeId } from './judgeId';
import type { AimsDocument } from './okrDocument';

/** The OKR file as one commit has it. */
export type CommitOkrs =
  | { readonly kind: 'read'; readonly document: AimsDocument }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-large' };

export interface CommitFinding {
  readonly severity: 'error' | 'warning';
  readonly rule: 'ended-id' | 'objective-id' | 'unknown-id' | 'malformed-id' | 'no-tag' | 'okr-file';
  readonly commit: string;
  /** First line of the message. */
  readonly subject: string;
  /** What the trailer says, where it is about one. */
  readonly id?: string;
  readonly message: string;
  /** 1-based line of the OKR file that helps. */
  readonly line?: number;
}

export interface CheckRules {
  readonly okrPath: string;
  readonly trailerKey: string;
  /** Whether a commit has to carry a tag. */
  readonly requireTag: boolean;
}

/** Why a commit serves nothing of its own: what it brings in or takes back was judged where it was made. */
export function exceptionOf({ parents, message }: RangeCommit): 'merge' | 'revert' | undefined {
  if (parents > 1) return 'merge';
  return /^Revert "/.test(message) || /^This reverts commit [0-9a-f]{7,64}\b/m.test(message)
    ? 'revert'
    : undefined;
}

/** Holds the tags of one commit against the OKR file that the same commit has. */
export function checkCommit(
  commit: RangeCommit,
  okrs: CommitOkrs,
  { okrPath, trailerKey, requireTag }: CheckRules,
): CommitFinding[] {
  if (exceptionOf(commit) !== undefined) return [];
  const place = { commit: commit.id, subject: subjectOf(commit.message) };
  const found = (one: Omit<CommitFinding, 'commit' | 'subject'>): CommitFinding => ({ ...place, ...one });
  // Also those that a squash merge buried; notes are for who fetched them.
  const ids = commitTags(commit.message, '', trailerKey).map(({ id }) => id);
  const okrFile = { severity: 'error', rule: 'okr-file' } as const;
  if (okrs.kind === 'missing') {
    // Before there were aims nobody could name one.
    if (ids.length === 0) return [];
    return [
      found({ ...okrFile, message: `This commit has no ${okrPath} that ${ids.join(', ')} could be in.` }),
    ];
  }
  if (okrs.kind === 'too-large') {
    return [found({ ...okrFile, message: `${okrPath} of this commit is too large to be read.` })];
  }
  const { file: aims, diagnostics } = okrs.document;
  if (aims === undefined) {
    const [first] = diagnostics;
    const message = `${okrPath} of this commit can't be used: ${first?.message ?? 'it is empty.'}`;
    return [found({ ...okrFile, message, line: first?.line ?? 1 })];
  }
  if (ids.length === 0 && requireTag) {
    const message = `No tag says which key result this commit serves. Add '${trailerKey}: ID' as its last paragraph.`;
    return [found({ severity: 'error', rule: 'no-tag', message })];
  }
  return ids.flatMap((id) => {
    const judged = judgeId(aims, id, okrPath);
    if (judged.kind === 'active') return [];
    const { kind, message, line } = judged;
    const severity = kind === 'ended' ? 'warning' : 'error';
    return [found({ severity, rule: `${kind}-id`, id, message, ...(line === undefined ? {} : { line }) })];
  });
}

function subjectOf(message: string): string {
  return message.trimStart().split('\n', 1)[0]?.trimEnd() ?? '';
}
