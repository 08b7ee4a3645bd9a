import * as vscode from 'vscode';
import type { RetagPlace } from '../work/retag/place';
import type { Current } from './openedRepository';
import { plainText } from './plainText';

/**
 * Notes stay in this clone, and git lets them go in a rebase, unless it is told otherwise. Offers to tell it, where it
 * was not told yet; pushing is left to whoever may.
 */
export async function offerNoteSharing(
  { engine }: Current,
  { layout: { root } }: RetagPlace,
  branch: string,
): Promise<void> {
  const module = await import('../onCommand');
  const sharing = await module.readNoteSharing(engine.gitPort, root, branch);
  if (!sharing.ok) return;
  const { remote, missing } = sharing.value;
  const push =
    remote === undefined
      ? vscode.l10n.t('The notes are in this clone.')
      : vscode.l10n.t(
          'The notes are in this clone. To share them: {0}',
          plainText(`git push ${remote} ${module.NOTES_REF}`),
        );
  if (missing.length === 0) {
    void vscode.window.showInformationMessage(push);
    return;
  }
  const settings = missing
    .map(({ key, value }) => `${key} = ${value}`)
    .map(plainText)
    .join(', ');
  const write = vscode.l10n.t('Configure This Clone');
  const chosen = await vscode.window.showInformationMessage(
    `${push} ${vscode.l10n.t('Git can be told to keep them in a rebase and to fetch those of others: {0}', settings)}`,
    write,
  );
  if (chosen !== write) return;
  const written = await module.shareNotes(engine.gitPort, root, sharing.value);
  if (!written.ok) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The configuration could not be written: {0}', plainText(written.error.detail)),
    );
  }
}
