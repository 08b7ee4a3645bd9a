import type * as vscode from 'vscode';
import type { KeyResultPanel, KeyResultPanelParts } from './keyResultPanel';

/** The panels of key results: one for each, of each repository, loaded with the first use. */
export class KeyResultPanels implements vscode.Disposable {
  private readonly panels = new Map<string, KeyResultPanel>();

  constructor(private readonly parts: Omit<KeyResultPanelParts, 'closed' | 'seen'>) {}

  /** @param id of a key result of the repository shown, as its file writes it */
  async open(root: vscode.Uri, id: string, title: string): Promise<void> {
    const key = `${root.toString()} ${id.toLowerCase()}`;
    const known = this.panels.get(key);
    if (known) {
      known.reveal();
      return;
    }
    const module = await import('../onCommand');
    const { KeyResultPanel } = await import('./keyResultPanel');
    // Somebody may have asked twice meanwhile.
    if (this.panels.has(key)) return;
    const parts = {
      ...this.parts,
      seen: () => this.look(),
      closed: () => {
        this.panels.delete(key);
        this.look();
      },
    };
    this.panels.set(key, new KeyResultPanel(parts, module, root, id, title));
    this.look();
  }

  /** Numbers are asked for while somebody can see them. */
  private look(): void {
    const seen = [...this.panels.values()].filter(({ visible }) => visible);
    this.parts.session.showInPanels(new Set(seen.map(({ id }) => id)));
  }

  dispose(): void {
    for (const panel of [...this.panels.values()]) panel.dispose();
  }
}
