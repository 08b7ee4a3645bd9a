import { isKeyResultId } from '../okr/lookup';
import type { KeyResult } from '../okr/model';
import { linkOf } from '../work/links';
import { sentence } from './branchView';
import { actionTo } from './problemView';
import type { BranchState, Snapshot } from './snapshot';
import type { ActionView, WorkView } from './view';
import type { Words } from './words';

/** The key results that no tag means yet, by present or former id. */
export function untagged(served: readonly KeyResult[], tags: readonly string[]): KeyResult[] {
  const written = new Set(tags.map((tag) => tag.toLowerCase()));
  return served.filter(
    ({ id, aliases }) => ![id, ...aliases].some((name) => written.has(name.toLowerCase())),
  );
}

/**
 * What the next commit will carry, and what it could carry where somebody wants that offered. What a hook adds is
 * said whatever the setting is: nothing comes into a commit unseen.
 * @param served the key results of the branch that can be tagged
 */
export function nextCommit(
  snapshot: Snapshot,
  served: readonly KeyResult[],
  l10n: Words,
): Pick<WorkView, 'next' | 'offer'> {
  const { boxTags, branch, hookInstalled, hookKey = snapshot.trailerKey, tagging, trailerKey } = snapshot;
  const trailers = (ids: readonly string[], key = trailerKey): string =>
    ids.map((id) => `${key}: ${id}`).join(', ');
  const carried = trailers(boxTags);
  // Under another key it does not know a tag that is there.
  const known = hookKey.toLowerCase() === trailerKey.toLowerCase() ? boxTags : [];
  const added = trailers(branch && hookInstalled ? addedByHook(branch, snapshot, known) : [], hookKey);
  if (carried !== '' && added !== '') {
    return {
      next: sentence(
        l10n.t('The next commit will carry {0}, and the hook adds {1}', '{0}', '{1}'),
        carried,
        added,
      ),
    };
  }
  if (carried !== '') return { next: sentence(l10n.t('The next commit will carry {0}', '{0}'), carried) };
  if (added !== '') return { next: sentence(l10n.t('The hook adds {0} to the next commit', '{0}'), added) };

  // In the middle of a merge, a pick or a rebase the next commit is git's own.
  const wanted = tagging === 'off' || inBetween(branch) ? [] : untagged(served, boxTags);
  if (wanted.length === 0) return {};
  const could = trailers(wanted.map(({ id }) => id));
  const add = (style: ActionView['style']): ActionView =>
    actionTo('tagNext', l10n.t('Add to Commit Box'), style);
  if (tagging === 'automatic' && hookInstalled === false) {
    return {
      offer: {
        text: sentence(l10n.t('No commit hook is installed to add {0}', '{0}'), could),
        actions: [actionTo('installHook', l10n.t('Install Commit Hook…'), 'primary'), add('link')],
      },
    };
  }
  return {
    offer: {
      text: sentence(l10n.t('The next commit can carry {0}', '{0}'), could),
      actions: [add('primary')],
    },
  };
}

function inBetween(branch: BranchState | undefined): boolean {
  return branch?.operation !== undefined && branch.operation !== 'bisect';
}

/**
 * The hook knows of links by hand and by pattern, on a branch, and not of tags on its commits; it adds their ids as they
 * are written, also beside other tags.
 */
function addedByHook(branch: BranchState, { okr }: Snapshot, known: readonly string[]): string[] {
  const { head, link } = branch;
  if (head.kind === 'detached' || inBetween(branch)) return [];
  const rules = okr.kind === 'read' ? (okr.document.file?.branches ?? []) : [];
  const followed =
    link?.reason.kind === 'commits' ? linkOf({ branch: head.name, explicit: [], rules }) : link;
  const written = new Set(known.map((tag) => tag.toLowerCase()));
  return (followed?.ids ?? []).filter((id) => isKeyResultId(id) && !written.has(id.toLowerCase()));
}
