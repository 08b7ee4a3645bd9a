import { actionTo } from '../problemView';
import type { EmptyPage } from '../view';
import type { Words } from '../words';

/** Why a key result can't be shown any more, each with the next step. */

export function unknownKeyResultPage(id: string, okrPath: string, l10n: Words): EmptyPage {
  return {
    kind: 'empty',
    state: 'keyResultGone',
    title: l10n.t('{0} is not in {1} any more', id, okrPath),
    text: l10n.t(
      'It was renamed or taken out. Where it has another id now, write the old one under its aliases, and this page shows it again.',
    ),
    actions: [
      actionTo('openOkrFile', l10n.t('Open {0}', okrPath), 'primary'),
      actionTo('openLedger', l10n.t('Its commits in the ledger'), 'link', id),
    ],
  };
}

export function endedKeyResultPage(id: string, title: string | undefined, l10n: Words): EmptyPage {
  return {
    kind: 'empty',
    state: 'keyResultGone',
    title: l10n.t('{0} has ended', title ?? id),
    text: l10n.t('The OKR file does not aim for it any more. Its commits are still in the ledger.'),
    actions: [actionTo('openLedger', l10n.t('Its commits in the ledger'), 'primary', id)],
  };
}

export function otherRepositoryPage(id: string, repository: string, l10n: Words): EmptyPage {
  return {
    kind: 'empty',
    state: 'keyResultGone',
    title: l10n.t('{0} is a key result of {1}', id, repository),
    text: l10n.t('Another repository is in front now. Open a file of {0} to see it again.', repository),
    actions: [],
  };
}

export function restrictedKeyResultPage(l10n: Words): EmptyPage {
  return {
    kind: 'empty',
    state: 'restricted',
    title: l10n.t('This folder is in Restricted Mode'),
    text: l10n.t('No number is requested for a folder that is not trusted, and no git is run in it.'),
    actions: [actionTo('manageTrust', l10n.t('Manage Trust'), 'primary')],
  };
}
