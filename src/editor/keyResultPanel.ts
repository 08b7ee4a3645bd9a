import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { KeyResultDesk } from '../outcome/keyResultPage/desk';
import type { KeyResultHostMessage, KeyResultMessage } from '../outcome/keyResultPage/messages';
import type { KeyResultPage } from '../outcome/keyResultPage/view';
import type { OnCommand } from './lazyEngine';
import type { Log } from './log';
import type { Current } from './openedRepository';
import { PagePanel } from './pagePanel';
import { findPlace } from './place';
import { plainText } from './plainText';
import { onShownChange, type ShownParts } from './shownChanges';
import { runAction } from './sidebarActions';
import { words } from './words';

export interface KeyResultPanelParts extends ShownParts {
  readonly log: Log;
  readonly extensionUri: vscode.Uri;
  /** Whether it can be seen has changed. */
  seen(): void;
  closed(): void;
}

interface Shown {
  readonly current: Current;
  readonly desk: KeyResultDesk;
}

/** One key result in the editor area. What is shown is in the desk; the page is drawn anew whenever it is looked at. */
export class KeyResultPanel implements vscode.Disposable {
  private readonly panel: PagePanel<KeyResultMessage>;
  private readonly changes: vscode.Disposable;
  private shown: Shown | undefined;

  constructor(
    private readonly parts: KeyResultPanelParts,
    private readonly module: OnCommand,
    private readonly root: vscode.Uri,
    readonly id: string,
    title: string,
  ) {
    const { extensionUri, log } = parts;
    this.panel = new PagePanel<KeyResultMessage>({
      extensionUri,
      log,
      viewType: 'throughline.keyResult',
      title: plainText(title),
      name: 'key result',
      element: 'throughline-key-result-page',
      script: 'keyResult.js',
      icon: 'ledger',
      message: () => this.message(),
      parse: module.parseKeyResultMessage,
      act: (message) => this.act(message),
      opened: () => this.follow(),
      looked: () => parts.seen(),
      closed: () => this.closed(),
    });
    this.changes = onShownChange(parts, () => this.follow());
    this.follow();
  }

  get visible(): boolean {
    return this.panel.visible;
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Shows what is known now, where its repository is the one that decides. */
  private follow(): void {
    if (this.panel.disposed) return;
    const current = this.ownRepository();
    if (current !== this.shown?.current) {
      this.shown?.desk.dispose();
      this.shown = current && { current, desk: this.openDesk(current) };
    }
    // Nothing is worked out for nobody.
    if (this.panel.visible) void this.shown?.desk.wake();
    this.panel.post();
  }

  private ownRepository(): Current | undefined {
    const { current } = this.parts.session;
    return current?.repository !== undefined && current.root.toString() === this.root.toString()
      ? current
      : undefined;
  }

  private openDesk(current: Current): KeyResultDesk {
    const { ledgers, log } = this.parts;
    return new this.module.KeyResultDesk({
      git: current.engine.gitPort,
      root: current.root.fsPath,
      id: this.id,
      l10n: words,
      snapshot: () => current.outcome.snapshot(),
      ledger: () => {
        const found = ledgers.current();
        return found?.current === current ? found.keeper.ledger : undefined;
      },
      turn: () => new Promise((resolve) => setImmediate(resolve)),
      changed: () => this.panel.post(),
      failed: (what, error) => log.error(what, error),
    });
  }

  private page(): KeyResultPage {
    const { emptyPages, restrictedKeyResultPage, otherRepositoryPage } = this.module;
    if (this.shown) return this.shown.desk.page();
    if (!vscode.workspace.isTrusted) return restrictedKeyResultPage(words);
    const place = findPlace(this.parts.git);
    if (place.kind === 'page') return place.page(emptyPages);
    return place.root.toString() === this.root.toString()
      ? emptyPages.loadingPage(words)
      : otherRepositoryPage(this.id, basename(this.root.fsPath), words);
  }

  private message(): KeyResultHostMessage {
    const page = this.page();
    if (page.kind === 'keyResult') this.panel.title = plainText(page.title);
    return { type: 'keyResult', page };
  }

  private async act(message: KeyResultMessage): Promise<void> {
    if (message.type === 'choose') await this.shown?.desk.choose(message.release);
    if (message.type === 'run') await runAction(message.action, message.arg);
  }

  private closed(): void {
    this.shown?.desk.dispose();
    this.changes.dispose();
    this.parts.closed();
  }

  dispose(): void {
    this.panel.dispose();
  }
}
