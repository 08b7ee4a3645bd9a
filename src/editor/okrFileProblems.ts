import * as vscode from 'vscode';
import type { Diagnostic } from '../okr/model';
import type { Log } from './log';
import type { Current } from './openedRepository';
import type { Session } from './session';

/** Long enough not to judge half a word. */
const TYPING_PAUSE_MS = 250;

/** The OKR file's findings in the Problems panel: of the file as read, and of the text as it is typed. */
export class OkrFileProblems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('throughline');
  private pause: NodeJS.Timeout | undefined;
  private readonly lifetime: vscode.Disposable;

  constructor(
    private readonly session: Session,
    private readonly log: Log,
  ) {
    this.lifetime = vscode.Disposable.from(
      this.collection,
      session.onDidReadOkrFile((current) => this.read(current)),
      session.onDidClose(() => this.collection.clear()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.typed(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.typed(document)),
    );
  }

  private read({ outcome, okrUri }: Current): void {
    const { okrState } = outcome;
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === okrUri.toString());
    if (open?.isDirty) {
      this.typed(open);
      return;
    }
    this.collection.set(
      okrUri,
      okrState.kind === 'read' ? okrState.document.diagnostics.map(toDiagnostic) : [],
    );
  }

  private typed(document: vscode.TextDocument): void {
    const current = this.session.current;
    if (current === undefined || document.uri.toString() !== current.okrUri.toString()) return;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      if (this.session.current !== current) return;
      // Closed without saving: what was typed is gone.
      if (document.isClosed || !document.isDirty) {
        this.read(current);
        return;
      }
      this.judge(document, current).catch((error: unknown) =>
        this.log.error('What is typed into the OKR file could not be read', error),
      );
    }, TYPING_PAUSE_MS);
  }

  private async judge(document: vscode.TextDocument, current: Current): Promise<void> {
    const text = document.getText();
    const { diagnostics } = await current.engine.readAims(text);
    // Saved, closed or typed on meanwhile: that is judged by itself.
    if (this.session.current !== current || !document.isDirty || document.getText() !== text) return;
    this.collection.set(document.uri, diagnostics.map(toDiagnostic));
  }

  dispose(): void {
    clearTimeout(this.pause);
    this.lifetime.dispose();
  }
}

function toDiagnostic(found: Diagnostic): vscode.Diagnostic {
  const range = new vscode.Range(found.line - 1, found.column - 1, found.endLine - 1, found.endColumn - 1);
  const severity =
    found.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(range, found.message, severity);
  diagnostic.source = 'Throughline';
  return diagnostic;
}
