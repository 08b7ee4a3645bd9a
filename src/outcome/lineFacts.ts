import type { LineCommit } from '../work/blame/lineBlame';
import type { Ledger } from '../work/ledger/ledger';
import type { LineFacts } from './lineOutcome';

export interface CommitKnowledge {
  /** Absent until the first commits are read. */
  readonly ledger: Ledger | undefined;
  /** Tags of a commit that the ledger does not hold; nothing where they are not known yet. */
  tags(id: string): readonly string[] | undefined;
}

/**
 * What is known of a line that a commit has.
 * @param shallow whether the clone's history may end before the line was written
 * @returns nothing where its tags are not known yet
 */
export function lineFacts(
  { commit }: LineCommit,
  shallow: boolean,
  { ledger, tags }: CommitKnowledge,
): LineFacts | undefined {
  if (/^0+$/.test(commit.id)) return { kind: 'uncommitted' };
  if (commit.boundary && shallow) return { kind: 'older' };
  const { id, at, subject } = commit;
  const row = ledger?.find(id);
  if (ledger === undefined || row === undefined) {
    const known = tags(id);
    return known && { kind: 'commit', id, at, subject, tags: known };
  }
  const held = ledger.commit(row);
  const unreleased = ledger.complete && ledger.releases.length > 0 ? 'none' : undefined;
  const release = held.release ?? unreleased;
  return {
    kind: 'commit',
    id,
    at,
    subject,
    tags: held.tags,
    ...(release === undefined ? {} : { release }),
  };
}
