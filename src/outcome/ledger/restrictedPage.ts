import { actionTo } from '../problemView';
import type { EmptyPage } from '../view';
import type { Words } from '../words';

export function restrictedPage(l10n: Words): EmptyPage {
  return {
    kind: 'empty',
    state: 'restricted',
    title: l10n.t('This folder is in Restricted Mode'),
    text: l10n.t('No git is run in a folder that is not trusted, so its history can not be read.'),
    actions: [actionTo('manageTrust', l10n.t('Manage Trust'), 'primary')],
  };
}
