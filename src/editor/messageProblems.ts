import * as vscode from 'vscode';
import type { Log } from './log';
import type { MessageAimsReader } from './messageAims';
import { words } from './words';

/** Long enough not to judge half a word. */
const TYPING_PAUSE_MS = 250;

/** Hints at the tags of a commit message in an editor that name no key result. */
export class MessageProblems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('throughline.messages');
  private readonly pauses = new Map<vscode.TextDocument, NodeJS.Timeout>();
  private readonly lifetime: vscode.Disposable;

  constructor(
    private readonly reader: MessageAimsReader,
    private readonly log: Log,
  ) {
    this.lifetime = vscode.Disposable.from(
      this.collection,
      vscode.workspace.onDidOpenTextDocument((document) => this.later(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.later(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
    );
  }

  private later(document: vscode.TextDocument): void {
    if (document.languageId !== 'git-commit' || document.uri.scheme !== 'file') return;
    clearTimeout(this.pauses.get(document));
    const check = (): void => {
      this.check(document).catch((error: unknown) =>
        this.log.error('The commit message could not be checked', error),
      );
    };
    this.pauses.set(document, setTimeout(check, TYPING_PAUSE_MS));
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    this.pauses.delete(document);
    const { version } = document;
    const text = document.getText();
    const lower = text.toLowerCase();
    const aims = this.reader.trailerKeys.some((key) => lower.includes(`${key.toLowerCase()}:`))
      ? await this.reader.ofDocument(document)
      : undefined;
    if (document.isClosed || document.version !== version) return;
    const places = aims?.module.tagPlaces(text, aims.trailerKey) ?? [];
    const problems = places.flatMap(({ id, start, end }) => {
      if (id === '' || aims === undefined) return [];
      const { kind, title, lines } = aims.module.tagFacts(id, aims.context, words);
      if (kind !== 'unknown') return [];
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      const problem = new vscode.Diagnostic(
        range,
        [title, ...lines].join(' '),
        vscode.DiagnosticSeverity.Hint,
      );
      problem.source = 'Throughline';
      return [problem];
    });
    this.collection.set(document.uri, problems);
  }

  private forget(document: vscode.TextDocument): void {
    clearTimeout(this.pauses.get(document));
    this.pauses.delete(document);
    this.collection.delete(document.uri);
  }

  dispose(): void {
    for (const pause of this.pauses.values()) clearTimeout(pause);
    this.lifetime.dispose();
  }
}
