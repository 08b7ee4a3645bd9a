import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { LedgerDesk } from '../outcome/ledger/desk';
import type { DeskFacts } from '../outcome/ledger/deskFacts';
import type { LineBook } from '../outcome/ledger/lineBook';
import type { LedgerHostMessage } from '../outcome/ledger/messages';
import type { LedgerPage, PanelFilter } from '../outcome/ledger/view';
import type { LedgerKeeper } from '../work/ledger/keeper';
import { exportLedger } from './exportLedger';
import type { GitFollower } from './gitFollower';
import type { EngineModule } from './lazyEngine';
import type { Ledgers } from './ledgers';
import type { Log } from './log';
import type { Current } from './openedRepository';
import { findPlace } from './place';
import type { Session } from './session';
import { runAction } from './sidebarActions';
import { webviewPage, webviewRoot } from './webviewPage';
import { words } from './words';

export interface LedgerPanelParts {
  readonly session: Session;
  readonly git: GitFollower;
  readonly ledgers: Ledgers;
  readonly log: Log;
  readonly extensionUri: vscode.Uri;
  /** Folder in which counted lines are kept, shared by the windows of this machine. */
  readonly storePath: string;
}

interface Shown {
  readonly keeper: LedgerKeeper;
  readonly current: Current;
  readonly desk: LedgerDesk;
  readonly lines: LineBook;
}

/** The ledger in the editor area. What is shown is in the desk; the page is drawn anew whenever it is looked at. */
export class LedgerPanel implements vscode.Disposable {
  private readonly panel: vscode.WebviewPanel;
  private readonly lifetime: vscode.Disposable[];
  private shown: Shown | undefined;
  private ready = false;
  private posted: string | undefined;
  private follows = 0;
  private filter: PanelFilter;
  private disposed = false;

  constructor(
    private readonly parts: LedgerPanelParts,
    private readonly module: EngineModule,
    closed: () => void,
  ) {
    const { session, git, ledgers, extensionUri } = parts;
    const root = webviewRoot(extensionUri);
    this.filter = module.NO_FILTER;
    this.panel = vscode.window.createWebviewPanel(
      'throughline.ledger',
      vscode.l10n.t('Outcome Ledger'),
      vscode.ViewColumn.Active,
      { enableScripts: true, localResourceRoots: [root] },
    );
    this.panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'ledger-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'ledger-dark.svg'),
    };
    this.panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    this.panel.onDidChangeViewState(() => this.look());
    this.panel.onDidDispose(() => {
      this.dispose();
      closed();
    });
    this.lifetime = [
      ledgers.onDidChange(() => this.follow()),
      session.onDidClose(() => this.follow()),
      session.onDidChangeView(() => this.follow()),
      session.onDidReadOkrFile(() => this.shown?.desk.factsChanged()),
      git.onDidChange(() => this.follow()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.follow()),
    ];
    this.panel.webview.html = webviewPage(this.panel.webview, root, 'throughline-ledger', 'ledger.js');
    this.follow();
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Shows the commits of the cycle that serve a key result. */
  showKeyResult(id: string): void {
    this.filter = { ...this.module.NO_FILTER, serves: this.module.servesKeyResult(id) };
    this.shown?.desk.setFilter(this.filter);
  }

  /** Shows the repository that decides now. */
  private follow(): void {
    this.follows += 1;
    const turn = this.follows;
    this.find(turn).catch((error: unknown) => this.parts.log.error('The ledger could not be shown', error));
  }

  private async find(turn: number): Promise<void> {
    const found = this.parts.ledgers.current();
    if (found !== undefined && found.keeper === this.shown?.keeper && found.current === this.shown.current) {
      this.shown.desk.factsChanged();
      return;
    }
    const measures =
      found && !(await this.module.isPartialClone(found.current.engine.gitPort, found.current.root.fsPath));
    if (turn !== this.follows || this.disposed) return;
    this.shown?.desk.dispose();
    this.shown = found && this.open(found.keeper, found.current, measures === true);
    this.look();
    this.post();
  }

  private open(keeper: LedgerKeeper, current: Current, measures: boolean): Shown {
    const { engine, root, outcome } = current;
    const git = engine.gitPort;
    const key = outcome.repositoryLayout?.commonDir ?? root.fsPath;
    const lines = new this.module.LineBook({
      git,
      store: this.module.createStore(this.parts.storePath),
      root: root.fsPath,
      key,
    });
    const desk = new this.module.LedgerDesk({
      keeper,
      git,
      root: root.fsPath,
      lines,
      clock: { now: () => Date.now() },
      locale: vscode.env.language,
      l10n: words,
      facts: () => factsOf(current, measures),
      turn: othersTurn,
      changed: () => this.post(),
      failed: (what, error) => this.parts.log.error(what, error),
    });
    desk.setFilter(this.filter);
    return { keeper, current, desk, lines };
  }

  /** A hidden page is thrown away and starts anew; nothing is counted for nobody. */
  private look(): void {
    if (this.panel.visible) {
      this.shown?.desk.startCounting();
      return;
    }
    this.ready = false;
    this.shown?.desk.stopCounting();
  }

  private page(): LedgerPage {
    const { shown } = this;
    const { emptyPages, restrictedPage } = this.module;
    if (shown !== undefined) {
      const { ledger, progress } = shown.keeper;
      if (ledger === undefined && progress.failure) return emptyPages.gitProblemPage(progress.failure, words);
      return shown.desk.page() ?? emptyPages.loadingPage(words);
    }
    const place = findPlace(this.parts.git);
    if (place.kind === 'page') return place.page(emptyPages);
    return vscode.workspace.isTrusted ? emptyPages.loadingPage(words) : restrictedPage(words);
  }

  private post(): void {
    if (!this.ready || this.disposed) return;
    const message: LedgerHostMessage = { type: 'ledger', page: this.page() };
    const text = JSON.stringify(message);
    if (text === this.posted) return;
    this.posted = text;
    void this.panel.webview.postMessage(message);
  }

  private receive(message: unknown): void {
    const failed = (error: unknown): void => this.parts.log.error('An action of the ledger failed', error);
    this.act(message).catch(failed);
  }

  private async act(message: unknown): Promise<void> {
    const parsed = this.module.parseLedgerMessage(message);
    const { shown } = this;
    switch (parsed?.type) {
      case 'ready':
        this.ready = true;
        this.posted = undefined;
        this.post();
        return;
      case 'filter':
        this.filter = parsed.filter;
        shown?.desk.setFilter(parsed.filter);
        return;
      case 'stop':
        shown?.desk.stopSearch();
        return;
      case 'rows': {
        const { list, start, count } = parsed;
        await shown?.desk.rows(list, start, count, (rows) => {
          const answer: LedgerHostMessage = { type: 'rows', list, start, rows };
          void this.panel.webview.postMessage(answer);
        });
        return;
      }
      case 'open':
        await vscode.commands.executeCommand('throughline.openCommit', parsed.id);
        return;
      case 'export':
        if (shown) await this.export(shown);
        return;
      case 'run':
        await runAction(parsed.action);
        return;
      case 'fault':
        this.parts.log.warn(`The ledger reports: ${parsed.message}`);
        return;
      default:
        this.parts.log.warn('The ledger sent a message that is not understood.');
    }
  }

  private async export({ desk, lines, current }: Shown): Promise<void> {
    const page = desk.page();
    if (page === undefined || desk.shown === undefined) return;
    const { engine, root } = current;
    const title = `${page.repository} ${page.branch}: ${page.counted}`;
    const { ledger, rows } = desk.shown;
    await exportLedger(this.module, { title }, root, {
      git: engine.gitPort,
      root: root.fsPath,
      ledger,
      rows,
      lines,
      turn: othersTurn,
    });
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.shown?.desk.dispose();
    vscode.Disposable.from(...this.lifetime).dispose();
    this.panel.dispose();
  }
}

function factsOf({ outcome, root }: Current, measures: boolean): DeskFacts {
  const { branch, aims, trailerKey } = outcome;
  return {
    repository: basename(root.fsPath),
    trailerKey,
    measures,
    ...(branch === undefined ? {} : { head: branch.head }),
    ...(aims === undefined ? {} : { aims }),
  };
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
