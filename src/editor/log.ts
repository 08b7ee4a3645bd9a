import * as vscode from 'vscode';

/** The output channel, made when there is something to write. Never given a credential, a body or a URL's query. */
export class Log implements vscode.Disposable {
  private channel: vscode.LogOutputChannel | undefined;

  info(message: string): void {
    this.open().info(message);
  }

  warn(message: string): void {
    this.open().warn(message);
  }

  error(message: string, error: unknown): void {
    this.open().error(
      error instanceof Error ? `${message}: ${error.stack ?? error.message}` : `${message}: ${String(error)}`,
    );
  }

  show(): void {
    this.open().show();
  }

  private open(): vscode.LogOutputChannel {
    this.channel ??= vscode.window.createOutputChannel('Throughline', { log: true });
    return this.channel;
  }

  dispose(): void {
    this.channel?.dispose();
  }
}
