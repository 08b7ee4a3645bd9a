import type { NoText } from '../work/blame/trackedFile';
import type { Words } from './words';

/** Why a file has no outcome blame, in a sentence. */
export function blameProblemText(kind: NoText['kind'], l10n: Words): string {
  switch (kind) {
    case 'untracked':
      return l10n.t('The last commit does not have this file.');
    case 'folder':
      return l10n.t('This is a folder.');
    case 'submodule':
      return l10n.t('This is a submodule.');
    case 'outside':
      return l10n.t('This link leads out of the repository.');
    case 'binary':
      return l10n.t('This file is binary.');
    case 'large-file-storage':
      return l10n.t('This file is kept outside git, by Git LFS.');
    case 'too-large':
      return l10n.t('This file is too large for outcome blame.');
  }
}
