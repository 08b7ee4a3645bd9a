import * as vscode from 'vscode';
import type { Session } from './session';
import { readSettings } from './settings';
import { exists } from './watchFile';

/** Writes a commented starter file, or opens the one that is there; never replaces what somebody wrote. */
export async function createOkrFile(session: Session): Promise<void> {
  const root = session.root;
  if (root === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a repository first.'));
    return;
  }
  const uri = vscode.Uri.joinPath(root, readSettings(root).okrFile);
  const { starterOkrFile, dayOf } = await import('../onCommand');
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const text = starterOkrFile(dayOf(Date.now(), timezone), timezone);
  // A link that leads nowhere is there too: writing would follow it out of the repository.
  if (!(await exists(uri))) {
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text, 'utf8'));
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  // An empty file gets the example as an edit, so that it can be undone.
  if (document.getText().trim() === '') {
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
  }
}

/** @param keyResultId where the cursor goes; the start of the file otherwise */
export async function openOkrFile(session: Session, keyResultId: unknown): Promise<void> {
  const { current } = session;
  if (current === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a repository first.'));
    return;
  }
  const { aims } = current.outcome;
  const found =
    typeof keyResultId === 'string' && aims ? current.module.findId(aims, keyResultId) : undefined;
  const line = found?.kind === 'active' ? found.keyResult.line - 1 : 0;
  const document = await vscode.workspace.openTextDocument(current.okrUri);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(line, 0, line, 0) });
}
