import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { AddProblem } from '../okr/addSource';
import type { OnCommand } from './lazyEngine';
import type { Current } from './openedRepository';
import { plainText } from './plainText';
import { words } from './words';

/** The OKR file as it stands in the editor, typing that is not saved included. */
export interface ReadyFile {
  readonly name: string;
  readonly text: string;
  readonly timezone: string;
}

/** The OKR file where it can take a source. Otherwise says what stands in the way, and leads there. */
export async function readyFile({
  module,
  engine,
  outcome,
  okrUri,
}: Current): Promise<ReadyFile | undefined> {
  const name = plainText(basename(okrUri.fsPath));
  const { okrState } = outcome;
  if (okrState.kind === 'failed' && okrState.failure.kind !== 'missing') {
    const { title, text } = module.emptyPages.okrFilePage(name, okrState.failure, words);
    void vscode.window.showErrorMessage(plainText(`${title}: ${text}`));
    return undefined;
  }
  const document = okrState.kind === 'failed' ? undefined : await vscode.workspace.openTextDocument(okrUri);
  const text = document?.getText() ?? '';
  if (text.trim() === '') {
    await lead(
      vscode.l10n.t('A metric source is written into {0}. Begin with a key result there.', name),
      vscode.l10n.t('Create OKR File'),
      () => vscode.commands.executeCommand('throughline.createOkrFile'),
    );
    return undefined;
  }
  const { file: aims } = await engine.readAims(text);
  const { addSource } = await import('../onCommand');
  const probe = addSource(text, 'probe', {});
  if (aims !== undefined && (probe.ok || !['invalid', 'empty'].includes(probe.error.kind)))
    return { name, text, timezone: aims.cycle.timezone };
  await lead(
    vscode.l10n.t('{0} has a problem that has to be mended before a source can be added.', name),
    vscode.l10n.t('Show Problems'),
    async () => {
      if (document) await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.actions.view.problems');
    },
  );
  return undefined;
}

/** Why a source can't have this name in a text, in words. */
export function nameProblem({ addSource }: OnCommand, text: string, name: string): string | undefined {
  const probe = addSource(text, name, {});
  if (probe.ok) return undefined;
  return probe.error.kind === 'name' || probe.error.kind === 'taken' ? say(probe.error, name) : undefined;
}

/** Puts the source into the document that is open, saves it and shows what was added. False, and said why, where it can't. */
export async function saveSource(
  { okrUri }: Current,
  name: string,
  entry: Readonly<Record<string, unknown>>,
  query: string,
): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(okrUri);
  const { addSource } = await import('../onCommand');
  const insertion = addSource(document.getText(), name, entry);
  if (!insertion.ok) {
    void refused(document, insertion.error, name);
    return false;
  }
  const { offset, text } = insertion.value;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(okrUri, document.positionAt(offset), text);
  if (!(await vscode.workspace.applyEdit(edit)) || !(await document.save())) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('{0} could not be written.', plainText(basename(okrUri.fsPath))),
    );
    return false;
  }
  // Looked for, since saving may have laid the file out anew.
  const start = document.getText().indexOf(text.trim());
  const added = new vscode.Range(document.positionAt(start), document.positionAt(start + text.trim().length));
  await vscode.window.showTextDocument(document, start === -1 ? {} : { selection: added });
  void offerQuery(name, query);
  return true;
}

/** The source is in the file; its query belongs to a key result, which somebody has to choose. */
async function offerQuery(name: string, query: string): Promise<void> {
  await lead(
    vscode.l10n.t('The source {0} was added. Give its query to a key result as its metric.', name),
    vscode.l10n.t('Copy Metric'),
    () => vscode.env.clipboard.writeText(`metric: { source: ${name}, query: ${JSON.stringify(query)} }`),
  );
}

async function refused(document: vscode.TextDocument, problem: AddProblem, name: string): Promise<void> {
  const text = say(problem, name);
  if (problem.kind !== 'unsafe') {
    void vscode.window.showErrorMessage(text);
    return;
  }
  await lead(text, vscode.l10n.t('Copy Line and Open File'), async () => {
    await vscode.env.clipboard.writeText(problem.line);
    await vscode.window.showTextDocument(document);
  });
}

function say({ kind }: AddProblem, name: string): string {
  switch (kind) {
    case 'name':
      return vscode.l10n.t('Must be letters, digits, dots, - and _, and begin with a letter or digit');
    case 'taken':
      return vscode.l10n.t('There is a source {0} already.', name);
    case 'invalid':
      return vscode.l10n.t('The OKR file is no valid YAML. Mend it first.');
    case 'empty':
      return vscode.l10n.t('The OKR file is empty. Create it first.');
    case 'unsafe':
      return vscode.l10n.t(
        'The OKR file is laid out so that {0} can’t be added without changing the rest. Add its line by hand under sources.',
        name,
      );
  }
}

/** One sentence with one way on. */
async function lead(text: string, button: string, go: () => Thenable<unknown>): Promise<void> {
  if ((await vscode.window.showInformationMessage(text, button)) === button) await go();
}
