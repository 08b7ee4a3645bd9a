import * as vscode from 'vscode';
import type { View } from '../outcome/view';
import type { Log } from './log';
import type { ShownLine } from './outcomeBlame';
import type { Parts } from './parts';

/**
 * The extension behind its front door: loaded in the turn after activation, or by the first that asks for something.
 * A load that failed is tried again with the next one.
 */
export class LazyParts implements vscode.Disposable {
  private readonly views = new vscode.EventEmitter<View>();
  private loading: Promise<Parts> | undefined;
  private parts: Parts | undefined;
  private start: NodeJS.Immediate | undefined;
  private disposed = false;

  readonly onDidChangeView = this.views.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: Log,
  ) {}

  /** What the faces show now. */
  get view(): View | undefined {
    return this.parts?.session.view;
  }

  /** What outcome blame says now. */
  get lineOutcomes(): readonly ShownLine[] {
    return this.parts?.blame.shown ?? [];
  }

  loadSoon(): void {
    this.start = setImmediate(() => {
      this.get().catch((error: unknown) => this.log.error('Throughline could not be started', error));
    });
  }

  get(): Promise<Parts> {
    this.loading ??= this.load().catch((error: unknown) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  private async load(): Promise<Parts> {
    const { openParts } = await import('./parts');
    if (this.disposed) throw new Error('Throughline was closed.');
    this.parts = openParts(this.context, this.log, (view) => this.views.fire(view));
    return this.parts;
  }

  dispose(): void {
    this.disposed = true;
    clearImmediate(this.start);
    this.parts?.dispose();
    this.views.dispose();
  }
}
