import * as vscode from 'vscode';
import { watchFile } from './watchFile';

/** Waits for one file to appear. */
export class FileWait implements vscode.Disposable {
  private waiting: { readonly key: string; readonly watchers: vscode.Disposable } | undefined;

  constructor(private readonly appeared: () => void) {}

  for(uri: vscode.Uri): void {
    const key = uri.toString();
    if (this.waiting?.key === key) return;
    this.dispose();
    const watcher = watchFile(uri);
    this.waiting = {
      key,
      watchers: vscode.Disposable.from(
        watcher,
        watcher.onDidCreate(() => this.appeared()),
      ),
    };
  }

  dispose(): void {
    this.waiting?.watchers.dispose();
    this.waiting = undefined;
  }
}
