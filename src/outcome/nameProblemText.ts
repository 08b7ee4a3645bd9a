import type { NameProblem } from '../work/branchName';
import type { Words } from './words';

/** What is wrong with a branch's name, as a sentence. */
export function nameProblemText(problem: NameProblem, l10n: Words): string {
  switch (problem) {
    case 'empty':
      return l10n.t('A branch needs a name.');
    case 'reserved':
      return l10n.t('Git keeps this name for itself.');
    case 'character':
      return l10n.t('A branch name has no spaces, controls or any of ~ ^ : ? * [ \\ @{');
    case 'dots':
      return l10n.t(
        'A branch name has no two dots in a row, no dot at its end, and none at the start of a part.',
      );
    case 'slashes':
      return l10n.t('A branch name neither begins nor ends with a slash, and has no two in a row.');
    case 'hyphen':
      return l10n.t('A branch name does not begin with a hyphen.');
    case 'lock':
      return l10n.t('No part of a branch name ends with .lock');
  }
}
