import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { KeyResultDesk } from '../outcome/keyResultPage/desk';
import type { KeyResultHostMessage } from '../outcome/keyResultPage/messages';
import type { KeyResultPage } from '../outcome/keyResultPage/view';
import type { GitFollower } from './gitFollower';
import type { EngineModule } from './lazyEngine';
import type { Ledgers } from './ledgers';
import type { Log } from './log';
import type { Current } from './openedRepository';
import { findPlace } from './place';
import { plainText } from './plainText';
import type { Session } from './session';
import { runAction } from './sidebarActions';
import { webviewPage, webviewRoot } from './webviewPage';
import { words } from './words';

export interface KeyResultPanelParts {
  readonly session: Session;
  readonly git: GitFollower;
  readonly ledgers: Ledgers;
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
  private readonly panel: vscode.WebviewPanel;
  private readonly lifetime: vscode.Disposable[];
  private shown: Shown | undefined;
  private ready = false;
  private posted: string | undefined;
  private disposed = false;

  constructor(
    private readonly parts: KeyResultPanelParts,
    private readonly module: EngineModule,
    private readonly root: vscode.Uri,
    readonly id: string,
    title: string,
  ) {
    const { session, git, ledgers, extensionUri } = parts;
    const resources = webviewRoot(extensionUri);
    this.panel = vscode.window.createWebviewPanel(
      'throughline.keyResult',
      plainText(title),
      vscode.ViewColumn.Active,
      { enableScripts: true, localResourceRoots: [resources] },
    );
    this.panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'ledger-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'ledger-dark.svg'),
    };
    this.panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    this.panel.onDidChangeViewState(() => {
      // A hidden page is thrown away and starts anew.
      if (!this.panel.visible) this.ready = false;
      parts.seen();
    });
    this.panel.onDidDispose(() => this.dispose());
    this.lifetime = [
      ledgers.onDidChange(() => this.follow()),
      session.onDidClose(() => this.follow()),
      session.onDidChangeView(() => this.follow()),
      git.onDidChange(() => this.follow()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.follow()),
    ];
    this.panel.webview.html = webviewPage(
      this.panel.webview,
      resources,
      'throughline-key-result-page',
      'keyResult.js',
    );
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
    if (this.disposed) return;
    const current = this.ownRepository();
    if (current !== this.shown?.current) {
      this.shown?.desk.dispose();
      this.shown = current && { current, desk: this.openDesk(current) };
    }
    // Nothing is worked out for nobody.
    if (this.panel.visible) void this.shown?.desk.wake();
    this.post();
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
      changed: () => this.post(),
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

  private post(): void {
    if (!this.ready || this.disposed) return;
    const page = this.page();
    if (page.kind === 'keyResult') this.panel.title = plainText(page.title);
    const message: KeyResultHostMessage = { type: 'keyResult', page };
    const text = JSON.stringify(message);
    if (text === this.posted) return;
    this.posted = text;
    void this.panel.webview.postMessage(message);
  }

  private receive(message: unknown): void {
    const failed = (error: unknown): void =>
      this.parts.log.error('An action of the key result failed', error);
    this.act(message).catch(failed);
  }

  private async act(message: unknown): Promise<void> {
    const parsed = this.module.parseKeyResultMessage(message);
    switch (parsed?.type) {
      case 'ready':
        this.ready = true;
        this.posted = undefined;
        this.follow();
        return;
      case 'choose':
        await this.shown?.desk.choose(parsed.release);
        return;
      case 'run':
        await runAction(parsed.action, parsed.arg);
        return;
      case 'fault':
        this.parts.log.warn(`The key result reports: ${parsed.message}`);
        return;
      default:
        this.parts.log.warn('The key result sent a message that is not understood.');
    }
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.shown?.desk.dispose();
    vscode.Disposable.from(...this.lifetime).dispose();
    this.panel.dispose();
    this.parts.closed();
  }
}
