import * as vscode from 'vscode';
import type { Credentials } from './credentials';
import type { Session } from './session';
import { schemesFor } from './sourceAccess';

interface Item extends vscode.QuickPickItem {
  readonly origin: string;
}

/** `Throughline: Manage Credentials…`: which addresses have one, to replace or forget it. Never shows a value. */
export async function manageCredentials(session: Session, credentials: Credentials): Promise<void> {
  if (credentials.origins.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No credential is kept.'));
    return;
  }
  const replace: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('edit'),
    tooltip: vscode.l10n.t('Replace'),
  };
  const forget: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('trash'),
    tooltip: vscode.l10n.t('Forget'),
  };
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = vscode.l10n.t('Manage Credentials');
  pick.placeholder = vscode.l10n.t('Addresses that hold a credential; Enter replaces it');
  const list = (): void => {
    pick.items = credentials.origins.map((origin) => ({
      label: origin,
      origin,
      buttons: [replace, forget],
    }));
  };
  list();
  const chosen = await new Promise<string | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]?.origin));
    pick.onDidTriggerItemButton(({ item, button }) => {
      if (button === replace) resolve(item.origin);
      else void credentials.forget(item.origin).then(list);
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  }).finally(() => pick.dispose());
  if (chosen !== undefined) await credentials.ask(chosen, await schemesFor(session, chosen));
  await session.refresh();
}
