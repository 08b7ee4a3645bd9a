import * as vscode from 'vscode';
import type { Log } from './log';
import { webviewPage, webviewRoot } from './webviewPage';

/** What every page says of itself. */
type OfItself = { readonly type: 'ready' } | { readonly type: 'fault'; readonly message: string };

export interface PageOptions<Asked> {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly viewType: string;
  readonly title: string;
  /** As the log calls it: `ledger`. */
  readonly name: string;
  readonly element: string;
  readonly script: string;
  /** Beginning of the names of its pictures in `media`; the editor's own where absent. */
  readonly icon?: string;
  /** What the page has to be told now. */
  message(): object;
  /** Nothing where it is no message that we know. */
  parse(message: unknown): Asked | OfItself | undefined;
  act(asked: Asked): Promise<void>;
  /** The page listens, for the first time or anew: it is shown what there is. */
  opened(): void;
  /** It was hidden, or is seen again. */
  looked?(): void;
  /** Nothing of it is left. */
  closed(): void;
}

/**
 * A page of ours in the editor area. A hidden one is thrown away and starts anew, so it keeps nothing: what it shows
 * is with whoever opened it.
 */
export class PagePanel<Asked extends { readonly type: string }> implements vscode.Disposable {
  private readonly panel: vscode.WebviewPanel;
  private ready = false;
  private posted: string | undefined;
  /** It is closed, and can do nothing more. */
  disposed = false;

  constructor(private readonly options: PageOptions<Asked>) {
    const { extensionUri, viewType, title, element, script, icon } = options;
    const root = webviewRoot(extensionUri);
    this.panel = vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [root],
    });
    if (icon !== undefined) {
      const picture = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', `${icon}-${theme}.svg`);
      this.panel.iconPath = { light: picture('light'), dark: picture('dark') };
    }
    this.panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    this.panel.onDidChangeViewState(() => {
      if (!this.panel.visible) this.ready = false;
      options.looked?.();
    });
    this.panel.onDidDispose(() => this.dispose());
    this.panel.webview.html = webviewPage(this.panel.webview, root, element, script);
  }

  get visible(): boolean {
    return this.panel.visible;
  }

  set title(title: string) {
    this.panel.title = title;
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Tells the page what it has not been told yet. */
  post(): void {
    if (!this.ready || this.disposed) return;
    const message = this.options.message();
    const text = JSON.stringify(message);
    if (text === this.posted) return;
    this.posted = text;
    this.answer(message);
  }

  answer(message: object): void {
    if (!this.disposed) void this.panel.webview.postMessage(message);
  }

  private receive(message: unknown): void {
    const { name, log, parse, act, opened } = this.options;
    const parsed = parse(message);
    if (parsed === undefined) {
      log.warn(`The ${name} sent a message that is not understood.`);
    } else if (!isOfItself(parsed)) {
      act(parsed).catch((error: unknown) => log.error(`An action of the ${name} failed`, error));
    } else if (parsed.type === 'fault') {
      log.warn(`The ${name} reports: ${parsed.message}`);
    } else {
      this.ready = true;
      this.posted = undefined;
      opened();
    }
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.options.closed();
    this.panel.dispose();
  }
}

function isOfItself(message: { readonly type: string }): message is OfItself {
  return message.type === 'ready' || message.type === 'fault';
}
