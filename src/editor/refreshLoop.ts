import * as vscode from 'vscode';

/**
 * Asks for fresh numbers while somebody can see them: the window is focused and a face shows a value.
 * Otherwise no timer is set, nothing is requested, and what is still under way is given up.
 */
export class RefreshLoop implements vscode.Disposable {
  private timer: NodeJS.Timeout | undefined;
  private running: AbortController | undefined;
  /** Woken while running: what is due may have changed meanwhile. */
  private again = false;
  private disposed = false;
  private readonly focus = vscode.window.onDidChangeWindowState(() => this.wake());

  constructor(
    private readonly seen: () => boolean,
    private readonly refresh: (signal: AbortSignal) => Promise<void>,
    /** Milliseconds until there is something to ask for, or to draw, again. */
    private readonly delay: () => number,
  ) {}

  /** Starts anew: what was asked for until now is not waited for. */
  restart(): void {
    this.running?.abort();
    this.wake();
  }

  /** Something changed that may make numbers visible, or others: asks now for what is due. */
  wake(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.running) {
      this.again = true;
      if (this.idle) this.running.abort();
      return;
    }
    if (this.idle) return;
    this.running = new AbortController();
    void this.refresh(this.running.signal).finally(() => {
      this.running = undefined;
      if (this.again) {
        this.again = false;
        this.wake();
      } else if (!this.idle) {
        this.timer = setTimeout(() => this.wake(), this.delay());
      }
    });
  }

  private get idle(): boolean {
    return this.disposed || !vscode.window.state.focused || !this.seen();
  }

  dispose(): void {
    this.disposed = true;
    this.running?.abort();
    clearTimeout(this.timer);
    this.focus.dispose();
  }
}
