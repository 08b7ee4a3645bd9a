import * as vscode from 'vscode';
import type { RepositoryOutcome } from '../outcome/repositoryOutcome';
import type { GitRepository } from './gitApi';
import type { LoadedEngine } from './lazyEngine';
import { watchFile } from './watchFile';

/** The repository shown, with what was opened for it. */
export interface Current extends LoadedEngine {
  readonly outcome: RepositoryOutcome;
  readonly root: vscode.Uri;
  readonly okrUri: vscode.Uri;
  /** The newest object that stands for it; absent in Restricted Mode. */
  repository?: GitRepository;
}

/** What the work trees of a repository have in common: their history, and with it their alarms. */
export function repositoryOf({ outcome, root }: Pick<Current, 'outcome' | 'root'>): string {
  return outcome.repositoryLayout?.commonDir ?? root.fsPath;
}

/** Watches the OKR file and HEAD of the repository shown. */
export class OpenedRepository implements vscode.Disposable {
  private readonly file: vscode.Disposable;
  private head: vscode.Disposable | undefined;

  constructor(
    readonly current: Current,
    readOkrFile: () => void,
    private readonly readBranch: () => void,
  ) {
    const watcher = watchFile(current.okrUri);
    this.file = vscode.Disposable.from(
      watcher,
      watcher.onDidChange(readOkrFile),
      watcher.onDidCreate(readOkrFile),
      watcher.onDidDelete(readOkrFile),
    );
  }

  /** Once git has said where HEAD lies: at the first reading, or at the first that succeeds. */
  watchHead(): void {
    const { module, outcome } = this.current;
    const layout = outcome.repositoryLayout;
    if (this.head || layout === undefined) return;
    this.head = new vscode.Disposable(module.watchHead(layout, this.readBranch));
  }

  dispose(): void {
    this.file.dispose();
    this.head?.dispose();
  }
}
