import type * as vscode from 'vscode';
import type { LedgerPanel, LedgerPanelParts } from './ledgerPanel';

/** `Throughline: Open Outcome Ledger`: one panel of a window, loaded with the first use. */
export class LedgerOpener implements vscode.Disposable {
  private panel: LedgerPanel | undefined;

  constructor(private readonly parts: LedgerPanelParts) {}

  /** @param keyResultId shows only the commits that serve it */
  async open(keyResultId?: unknown): Promise<void> {
    if (this.panel) {
      this.panel.reveal();
    } else {
      const module = await import('../onCommand');
      const { LedgerPanel } = await import('./ledgerPanel');
      this.panel ??= new LedgerPanel(this.parts, module, () => {
        this.panel = undefined;
      });
    }
    if (typeof keyResultId === 'string') this.panel.showKeyResult(keyResultId);
  }

  dispose(): void {
    this.panel?.dispose();
  }
}
