import * as vscode from 'vscode';
import { writePieces } from '../io/textFile';
import type { ExportOf } from '../outcome/ledger/exportPieces';
import type { ExportHead, ExportKind } from '../outcome/ledger/exportText';
import type { OnCommand } from './lazyEngine';
import { plainText } from './plainText';

interface Item extends vscode.QuickPickItem {
  readonly format: ExportKind;
}

/** Asks for the format and the place, and writes the commits shown. Nobody is named in it. */
export async function exportLedger(
  module: OnCommand,
  head: ExportHead,
  folder: vscode.Uri,
  of: Omit<ExportOf, 'signal' | 'progress'>,
): Promise<void> {
  const items: readonly Item[] = [
    { label: 'CSV', description: vscode.l10n.t('for spreadsheets'), format: 'csv' },
    { label: 'JSON', description: vscode.l10n.t('for programs'), format: 'json' },
    { label: 'Markdown', description: vscode.l10n.t('for reading'), format: 'md' },
  ];
  const count = of.rows.length.toLocaleString(vscode.env.language);
  const title = vscode.l10n.t('Export Ledger');
  const item = await vscode.window.showQuickPick(items, {
    title,
    placeHolder:
      of.rows.length === 1
        ? vscode.l10n.t('One commit, as filtered')
        : vscode.l10n.t('{0} commits, as filtered', count),
  });
  if (item === undefined) return;
  const target = await vscode.window.showSaveDialog({
    title,
    defaultUri: vscode.Uri.joinPath(folder, `ledger.${item.format}`),
    filters: { [item.label]: [item.format] },
  });
  if (target === undefined) return;
  if (target.scheme !== 'file') {
    void vscode.window.showErrorMessage(vscode.l10n.t('The ledger can only be exported to a file.'));
    return;
  }
  const problem = await writeWithProgress(module, item.format, head, target, of);
  if (problem !== undefined) {
    if (problem !== '')
      void vscode.window.showErrorMessage(vscode.l10n.t('Not exported: {0}', plainText(problem)));
    return;
  }
  const open = vscode.l10n.t('Open');
  const chosen = await vscode.window.showInformationMessage(
    of.rows.length === 1
      ? vscode.l10n.t('Exported one commit.')
      : vscode.l10n.t('Exported {0} commits.', count),
    open,
  );
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', target);
}

/** @returns what went wrong; empty where it was cancelled */
async function writeWithProgress(
  module: OnCommand,
  kind: ExportKind,
  head: ExportHead,
  target: vscode.Uri,
  of: Omit<ExportOf, 'signal' | 'progress'>,
): Promise<string | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Exporting the ledger…'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (bar, token) => {
    const canceling = new AbortController();
    token.onCancellationRequested(() => canceling.abort());
    let told = 0;
    const progress = (done: number): void => {
      const percent = Math.floor((done / of.rows.length) * 100);
      if (percent > told) bar.report({ increment: percent - told });
      told = percent;
    };
    try {
      await writePieces(
        target.fsPath,
        module.exportPieces(kind, head, { ...of, signal: canceling.signal, progress }),
      );
      return undefined;
    } catch (error) {
      if (canceling.signal.aborted) return '';
      return error instanceof Error ? error.message : String(error);
    }
  });
}
