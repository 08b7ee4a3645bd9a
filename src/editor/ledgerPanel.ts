import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { LedgerDesk } from '../outcome/ledger/desk';
import type { DeskFacts } from '../outcome/ledger/deskFacts';
import type { LineBook } from '../outcome/ledger/lineBook';
import type { LedgerHostMessage, LedgerMessage } from '../outcome/ledger/messages';
import type { LedgerPage, PanelFilter } from '../outcome/ledger/view';
import type { LedgerKeeper } from '../work/ledger/keeper';
import { exportLedger } from './exportLedger';
import type { OnCommand } from './lazyEngine';
import type { Log } from './log';
import type { Current } from './openedRepository';
import { PagePanel } from './pagePanel';
import { findPlace } from './place';
import { onShownChange, type ShownParts } from './shownChanges';
import { runAction } from './sidebarActions';
import { words } from './words';

export interface LedgerPanelParts extends ShownParts {
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
  private readonly panel: PagePanel<LedgerMessage>;
  private readonly changes: vscode.Disposable;
  private shown: Shown | undefined;
  private follows = 0;
  private filter: PanelFilter;

  constructor(
    private readonly parts: LedgerPanelParts,
    private readonly module: OnCommand,
    private readonly onClosed: () => void,
  ) {
    const { session, extensionUri, log } = parts;
    this.filter = module.NO_FILTER;
    this.panel = new PagePanel<LedgerMessage>({
      extensionUri,
      log,
      viewType: 'throughline.ledger',
      title: vscode.l10n.t('Outcome Ledger'),
      name: 'ledger',
      element: 'throughline-ledger',
      script: 'ledger.js',
      icon: 'ledger',
      message: () => this.message(),
      parse: module.parseLedgerMessage,
      act: (message) => this.act(message),
      opened: () => this.panel.post(),
      looked: () => this.look(),
      closed: () => this.closed(),
    });
    this.changes = vscode.Disposable.from(
      onShownChange(parts, () => this.follow()),
      session.onDidReadOkrFile(() => this.shown?.desk.factsChanged()),
    );
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
    if (turn !== this.follows || this.panel.disposed) return;
    this.shown?.desk.dispose();
    this.shown = found && this.open(found.keeper, found.current, measures === true);
    this.look();
    this.panel.post();
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
      changed: () => this.panel.post(),
      failed: (what, error) => this.parts.log.error(what, error),
    });
    desk.setFilter(this.filter);
    return { keeper, current, desk, lines };
  }

  /** Nothing is counted for nobody. */
  private look(): void {
    if (this.panel.visible) this.shown?.desk.startCounting();
    else this.shown?.desk.stopCounting();
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

  private message(): LedgerHostMessage {
    return { type: 'ledger', page: this.page() };
  }

  private async act(message: LedgerMessage): Promise<void> {
    const { shown } = this;
    switch (message.type) {
      case 'filter':
        this.filter = message.filter;
        shown?.desk.setFilter(message.filter);
        return;
      case 'stop':
        shown?.desk.stopSearch();
        return;
      case 'rows': {
        const { list, start, count } = message;
        await shown?.desk.rows(list, start, count, (rows) => {
          const answer: LedgerHostMessage = { type: 'rows', list, start, rows };
          this.panel.answer(answer);
        });
        return;
      }
      case 'open':
        await vscode.commands.executeCommand('throughline.openCommit', message.id);
        return;
      case 'export':
        if (shown) await this.export(shown);
        return;
      case 'run':
        await runAction(message.action);
        return;
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

  private closed(): void {
    this.shown?.desk.dispose();
    this.changes.dispose();
    this.onClosed();
  }

  dispose(): void {
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
