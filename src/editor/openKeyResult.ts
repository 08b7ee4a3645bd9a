import * as vscode from 'vscode';
import type { KeyResultPanels } from './keyResultPanels';
import { keyResultItems } from './pickKeyResults';
import { plainText } from './plainText';
import type { RecentKeyResults } from './recentKeyResults';
import type { Session } from './session';
import { words } from './words';

export interface OpenParts {
  readonly session: Session;
  readonly keyResults: KeyResultPanels;
  readonly recent: RecentKeyResults;
}

/**
 * `Throughline: Open Key Result`: an editor of its own for one key result.
 * @param given its id, or a former one; without it somebody is asked
 */
export async function openKeyResult(
  { session, keyResults, recent }: OpenParts,
  given?: unknown,
): Promise<void> {
  const { current } = session;
  const aims = current?.outcome.aims;
  if (current === undefined || aims === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no key result to open: this needs a repository with an OKR file.'),
    );
    return;
  }
  const { module, outcome, root } = current;
  if (typeof given === 'string') {
    const found = module.findId(aims, given);
    if (found.kind === 'active') {
      await keyResults.open(root, found.keyResult.id, found.keyResult.title);
      return;
    }
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is no key result of {1}.', plainText(given), outcome.okrPath),
    );
    return;
  }
  const items = keyResultItems(aims, (keyResult) => module.goalText(keyResult, vscode.env.language, words), {
    served: outcome.served.active.map(({ id }) => id),
    recent: recent.ids,
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Open Key Result'),
    placeHolder: vscode.l10n.t('Which key result do you want to look at?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked?.keyResult) await keyResults.open(root, picked.keyResult.id, picked.keyResult.title);
}
