import type { KeyResult } from '../okr/model';
import { foundTags } from './foundTags';
import { nextCommit } from './nextCommit';
import { actionTo } from './problemView';
import type { Snapshot } from './snapshot';
import type { ActionView, WorkView } from './view';
import type { Words } from './words';

/**
 * What the branch carries so far and what the next commit will carry. Nothing here counts a person.
 * @param served the key results of the branch that can be tagged
 */
export function workView(
  snapshot: Snapshot,
  served: readonly KeyResult[],
  l10n: Words,
): WorkView | undefined {
  const { branch, boxTags } = snapshot;
  if (branch === undefined) return undefined;
  const commits = branch.work?.commits ?? [];
  const tagged = commits.filter((commit) => commit.tags.length > 0).length;
  const open = commits.length - tagged;
  const total = branch.work?.capped ? `${commits.length}+` : String(commits.length);
  const next = nextCommit(snapshot, served, l10n);
  return {
    heading: l10n.t('Work on this branch'),
    count:
      total === '0'
        ? l10n.t('no commits of its own yet')
        : total === '1'
          ? l10n.t('1 commit')
          : l10n.t('{0} commits', total),
    tagged:
      commits.length === 0
        ? ''
        : open === 0
          ? l10n.t('all tagged')
          : l10n.t('{0} tagged · {1} untagged', tagged, open),
    ...foundTags(commits, l10n),
    actions: [
      actionTo('tag', boxTags.length === 0 ? l10n.t('Tag Commit…') : l10n.t('Change Tag…'), standing(next)),
      // In the middle of git's own work past commits are left alone.
      ...(open > 0 && branch.operation === undefined
        ? [actionTo('tagPast', l10n.t('Tag Past Commits…'), 'link')]
        : []),
    ],
    ...next,
  };
}

/** How much the choice among all key results stands out: less where all is well, least where something is offered. */
function standing({ next, offer }: Pick<WorkView, 'next' | 'offer'>): ActionView['style'] {
  if (offer !== undefined) return 'link';
  return next === undefined ? 'primary' : 'secondary';
}
