import * as vscode from 'vscode';

/** The scheme of the document that the workbench keeps for a commit box on screen. */
const SCHEME = 'vscode-scm';
/** Long enough for the Git extension to hear of what was typed as well. */
const TYPING_PAUSE_MS = 150;

/** Tells that somebody typed into a commit box: the Git extension has no event for that. No timer runs otherwise. */
export class CommitBoxWatch implements vscode.Disposable {
  private pause: NodeJS.Timeout | undefined;
  private readonly typing: vscode.Disposable;

  constructor(changed: () => void) {
    this.typing = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme !== SCHEME) return;
      clearTimeout(this.pause);
      this.pause = setTimeout(changed, TYPING_PAUSE_MS);
    });
  }

  dispose(): void {
    clearTimeout(this.pause);
    this.typing.dispose();
  }
}
