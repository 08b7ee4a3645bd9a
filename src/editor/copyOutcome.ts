import * as vscode from 'vscode';
import type { Session } from './session';
import { words } from './words';

/** `Throughline: Copy Outcome for Pull Request`: Markdown on the clipboard. */
export async function copyOutcome(session: Session): Promise<void> {
  await session.reloadBranch();
  const text = session.current?.outcome.pullRequestText(words);
  if (text === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing to copy: this branch serves no key result of the OKR file.'),
    );
    return;
  }
  await vscode.env.clipboard.writeText(text);
  const message = vscode.l10n.t('The outcome is on the clipboard. Paste it into the pull request.');
  vscode.window.setStatusBarMessage(`$(check) ${message}`, 6000);
}
