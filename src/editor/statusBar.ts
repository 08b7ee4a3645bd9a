import * as vscode from 'vscode';
import type { StatusView } from '../outcome/view';
import { plainText } from './plainText';

/** The one status bar item; made when there is first something to say, hidden where there is nothing. */
export class StatusBar implements vscode.Disposable {
  private item: vscode.StatusBarItem | undefined;
  private shown: string | undefined;

  get visible(): boolean {
    return this.shown !== undefined;
  }

  show(status: StatusView | undefined): void {
    // Writing the same text again would make the workbench draw again.
    const key = status && JSON.stringify(status);
    if (key === this.shown) return;
    this.shown = key;
    if (status === undefined) {
      this.item?.hide();
      return;
    }
    const item = this.make();
    item.text = `$(${status.icon}) ${plainText(status.text)}`;
    item.tooltip = status.tooltip.join('\n');
    item.accessibilityInformation = { label: status.label };
    item.show();
  }

  private make(): vscode.StatusBarItem {
    if (this.item === undefined) {
      this.item = vscode.window.createStatusBarItem(
        'throughline.keyResult',
        vscode.StatusBarAlignment.Left,
        40,
      );
      this.item.name = vscode.l10n.t('Throughline Key Result');
      this.item.command = 'throughline.showOutcome';
    }
    return this.item;
  }

  dispose(): void {
    this.item?.dispose();
  }
}
