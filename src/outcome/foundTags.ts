import type { BranchCommit, CommitTag } from '../work/head';
import type { WorkTagView, WorkView } from './view';
import type { Words } from './words';

/** What the tags are, and which of them are no trailers: those may be lost to others, or to the next rewrite. */
export function foundTags(commits: readonly BranchCommit[], l10n: Words): Pick<WorkView, 'found' | 'tags'> {
  const tags = tagViews(commits);
  if (tags.length === 0) return {};
  const carrying = (from: CommitTag['from']): number =>
    commits.filter((commit) => commit.tags.some((tag) => tag.from === from)).length;
  const notes = carrying('note');
  const squashed = carrying('squash');
  const found = [
    ...(notes > 0 ? [l10n.t('{0} by a note', notes)] : []),
    ...(squashed > 0 ? [l10n.t('{0} found in squashed messages', squashed)] : []),
  ];
  return { tags, ...(found.length === 0 ? {} : { found: found.join(' · ') }) };
}

function tagViews(commits: readonly BranchCommit[]): WorkTagView[] {
  const views = new Map<string, WorkTagView>();
  for (const { id, from } of commits.flatMap(({ tags }) => tags)) {
    const name = `${from} ${id.toLowerCase()}`;
    const known = views.get(name);
    views.set(name, { id: known?.id ?? id, from, commits: (known?.commits ?? 0) + 1 });
  }
  return [...views.values()];
}
