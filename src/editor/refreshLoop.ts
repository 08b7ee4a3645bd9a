import * as vscode from 'vscode';

/**
 * Asks for fresh numbers while somebody can see them: the window is focused and a face shows a value.
 * Otherwise no timer is set and nothing is requested.
 */
export class RefreshLoop implements vscode.Disposable {
  private timer: NodeJS.Timeout | undefined;
  private periodMs = 60_000;
  private running = false;
  /** Woken while running: what is due may have changed meanwhile. */
  private again = false;
  private disposed = false;
  private readonly focus = vscode.window.onDidChangeWindowState(() => this.wake());

  constructor(
    private readonly seen: () => boolean,
    private readonly refresh: () => Promise<void>,
  ) {}

  every(periodMs: number): void {
    this.periodMs = periodMs;
    this.wake();
  }

  /** Something changed that may make numbers visible, or others: asks now for what is due. */
  wake(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.running) {
      this.again = true;
      return;
    }
    if (this.idle) return;
    this.running = true;
    this.refresh().finally(() => {
      this.running = false;
      if (this.again) {
        this.again = false;
        this.wake();
      } else if (!this.idle) {
        this.timer = setTimeout(() => this.wake(), this.periodMs);
      }
    });
  }

  private get idle(): boolean {
    return this.disposed || !vscode.window.state.focused || !this.seen();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.focus.dispose();
  }
}
