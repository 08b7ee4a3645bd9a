import * as vscode from 'vscode';
import type { HostMessage, WebviewMessage } from '../outcome/messages';
import type { AlarmView, View } from '../outcome/view';
import { webviewPage, webviewRoot } from './webviewPage';

/** The webview view. State is in the host; what is drawn is always the last page posted. */
export class Sidebar implements vscode.WebviewViewProvider, vscode.Disposable {
  private readonly received = new vscode.EventEmitter<unknown>();
  private readonly visibility = new vscode.EventEmitter<void>();
  private view: vscode.WebviewView | undefined;
  private page: View['page'] | undefined;
  /** The script has said that it listens. */
  private ready = false;
  private posted: string | undefined;
  private badge: vscode.ViewBadge | undefined;

  /** Messages other than `ready`, unparsed. */
  readonly onDidReceive = this.received.event;
  readonly onDidChangeVisibility = this.visibility.event;

  constructor(private readonly extensionUri: vscode.Uri) {}

  get visible(): boolean {
    return this.view?.visible ?? false;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    this.ready = false;
    view.badge = this.badge;
    const root = webviewRoot(this.extensionUri);
    view.webview.options = { enableScripts: true, localResourceRoots: [root] };
    view.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    view.onDidChangeVisibility(() => {
      // A hidden webview is thrown away and starts anew.
      if (!view.visible) this.ready = false;
      this.visibility.fire();
    });
    view.onDidDispose(() => {
      if (this.view !== view) return;
      this.view = undefined;
      this.ready = false;
      this.visibility.fire();
    });
    view.webview.html = webviewPage(view.webview, root, 'throughline-sidebar', 'sidebar.js');
    this.visibility.fire();
  }

  /** @param next nothing where what was shown is no longer so, and nobody looks */
  show(next: View | undefined): void {
    this.page = next?.page;
    this.setBadge(next?.alarms ?? []);
    this.post();
  }

  /** A view that was never opened in this window has no badge: the editor makes it when it is first shown. */
  private setBadge(alarms: readonly AlarmView[]): void {
    const tooltip = badgeText(alarms);
    if (this.badge?.tooltip === tooltip) return;
    this.badge = tooltip === undefined ? undefined : { value: alarms.length, tooltip };
    if (this.view) this.view.badge = this.badge;
  }

  private receive(message: unknown): void {
    if (isReady(message)) {
      this.ready = true;
      this.posted = undefined;
      this.post();
      return;
    }
    this.received.fire(message);
  }

  private post(): void {
    if (!this.ready || this.view === undefined || this.page === undefined) return;
    const message: HostMessage = { type: 'view', page: this.page };
    const text = JSON.stringify(message);
    if (text === this.posted) return;
    this.posted = text;
    void this.view.webview.postMessage(message);
  }

  dispose(): void {
    this.received.dispose();
    this.visibility.dispose();
  }
}

/** `ready` comes before the parser of messages is loaded, and says nothing but itself. */
function isReady(message: unknown): boolean {
  const type: WebviewMessage['type'] = 'ready';
  return typeof message === 'object' && message !== null && 'type' in message && message.type === type;
}

function badgeText([first, ...others]: readonly AlarmView[]): string | undefined {
  if (first === undefined) return undefined;
  return others.length === 0
    ? first.text
    : vscode.l10n.t('{0} alarms since what was shipped. {1}', others.length + 1, first.text);
}
