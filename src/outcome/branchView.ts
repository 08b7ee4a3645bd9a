import type { Operation } from '../work/head';
import { actionTo } from './problemView';
import type { BranchState, Snapshot } from './snapshot';
import type { ActionView, BranchView, TextPart } from './view';
import type { Words } from './words';

/** @param linkable whether there is a key result to link to */
export function branchView(
  branch: BranchState,
  linkable: boolean,
  snapshot: Snapshot,
  l10n: Words,
): BranchView {
  const { head, link, operation } = branch;
  const name = head.kind === 'detached' ? head.commit.slice(0, 8) : head.name;
  const actions: ActionView[] = [];
  if (head.kind !== 'detached' && linkable) {
    actions.push({
      ...actionTo('link', link ? l10n.t('change') : l10n.t('link'), 'link'),
      description: l10n.t('Choose the key results that {0} serves', name),
    });
    if (link?.reason.kind === 'explicit') {
      actions.push({
        ...actionTo('unlink', l10n.t('unlink'), 'link'),
        description: l10n.t('Remove the link of {0}', name),
      });
    }
  }
  return {
    name,
    state: head.kind,
    why: whyLinked(branch, snapshot.okrPath, l10n),
    actions,
    ...(snapshot.repository.several ? { repository: snapshot.repository.name } : {}),
    ...(operation === undefined ? {} : { operation: operationText(operation, l10n) }),
  };
}

function operationText(operation: Operation, l10n: Words): string {
  switch (operation) {
    case 'rebase':
      return l10n.t('rebase in progress');
    case 'merge':
      return l10n.t('merge in progress');
    case 'cherry-pick':
      return l10n.t('cherry-pick in progress');
    case 'revert':
      return l10n.t('revert in progress');
    case 'bisect':
      return l10n.t('bisect in progress');
  }
}

/** A sentence with code in it: `{0}` and so on become parts of their own, wherever a translation puts them. */
export function sentence(text: string, ...code: readonly string[]): TextPart[] {
  return text
    .split(/(\{\d+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const value = /^\{\d+\}$/.test(part) ? code[Number(part.slice(1, -1))] : undefined;
      return value === undefined ? { text: part } : { text: value, code: true };
    });
}

/** Why the branch is linked, or that it is not. */
export function whyLinked(
  { head, link }: Pick<BranchState, 'head' | 'link'>,
  okrPath: string,
  l10n: Words,
): TextPart[] {
  if (link === undefined) {
    if (head.kind === 'detached') return [{ text: l10n.t('no branch is checked out, so nothing is linked') }];
    return [{ text: l10n.t('not linked to a key result') }];
  }
  const { reason } = link;
  switch (reason.kind) {
    case 'explicit':
      return [{ text: l10n.t('linked by hand, in this clone') }];
    case 'commits':
      return [
        {
          text:
            reason.count === 1
              ? l10n.t('linked because 1 of its commits is tagged')
              : l10n.t('linked because {0} of its commits are tagged', reason.count),
        },
      ];
    case 'pattern':
      return sentence(l10n.t('linked because it matches {0} in {1}', '{0}', '{1}'), reason.pattern, okrPath);
  }
}
