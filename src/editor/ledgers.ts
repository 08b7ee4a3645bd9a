import * as vscode from 'vscode';
import { STORAGE_VARIABLE } from '../io/cacheFolder';
import type { Head } from '../work/head';
import type { LedgerKeeper } from '../work/ledger/keeper';
import type { Ledger } from '../work/ledger/ledger';
import type { Log } from './log';
import type { Current } from './openedRepository';
import type { Session } from './session';

export interface OpenLedger {
  readonly keeper: LedgerKeeper;
  readonly current: Current;
}

interface Opened extends OpenLedger {
  /** What the keeper was opened for: another one needs another keeper. */
  readonly options: string;
  readonly listening: vscode.Disposable;
  /** As of the last look at the repository: it is read anew with every one. */
  head?: Head;
  /** What the outcome was told last. */
  ledger?: Ledger | undefined;
}

/** A reading that takes longer than this is told of in the status bar. */
const LONG_MS = 1_000;

/**
 * The ledger of the repository that the session shows: opened once somebody looks at the sidebar or asks for it, or
 * there may be something to watch, and kept up to date from then on. What the cycle's commits serve goes on to the outcome that the faces show.
 */
export class Ledgers implements vscode.Disposable {
  private opened: Opened | undefined;
  private readonly changes = new vscode.EventEmitter<void>();
  private readonly lifetime: vscode.Disposable;

  /** The ledger, or how far its reading is, is another one. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly session: Session,
    sidebar: { readonly visible: boolean },
    statusBar: { readonly visible: boolean },
    private readonly context: Pick<
      vscode.ExtensionContext,
      'environmentVariableCollection' | 'globalStorageUri'
    >,
    private readonly log: Log,
  ) {
    this.lifetime = vscode.Disposable.from(
      this.changes,
      session.onDidClose(() => this.close()),
      session.onDidChangeView(() => {
        // What is watched is what the ledger says was shipped.
        const watching = statusBar.visible && session.current?.outcome.mayWatch;
        if (this.opened || sidebar.visible || watching) this.open();
      }),
    );
  }

  /** Nothing where no repository is shown, or none that may be asked (Restricted Mode). */
  current(): OpenLedger | undefined {
    return this.open();
  }

  private open(): OpenLedger | undefined {
    const { current } = this.session;
    const { outcome } = current ?? {};
    const layout = outcome?.repositoryLayout;
    const head = outcome?.branch?.head;
    if (current === undefined || outcome === undefined || layout === undefined || head === undefined) {
      return undefined;
    }
    const { aims, trailerKey, place } = outcome;
    const { cycle, deploymentTags } = aims ?? {};
    const options = {
      trailerKey,
      ...(deploymentTags === undefined ? {} : { tagPattern: deploymentTags }),
      ...(cycle === undefined ? {} : { liveSince: Date.parse(cycle.start) }),
    };
    const wanted = JSON.stringify({ ...options, cycle });
    if (this.opened?.current !== current || this.opened.options !== wanted) {
      this.close();
      this.shareWithTerminals();
      const repository = { root: place.root, commonDir: layout.commonDir };
      const keeper = current.engine.openLedger(repository, options);
      const listening = new vscode.Disposable(keeper.onDidChange(() => this.changed(current, keeper)));
      this.opened = { keeper, current, options: wanted, listening };
    }
    const { opened } = this;
    if (opened.head !== head) {
      opened.head = head;
      this.refresh(opened.keeper, head);
    }
    return opened;
  }

  private changed(current: Current, keeper: LedgerKeeper): void {
    this.changes.fire();
    const { opened } = this;
    if (opened === undefined || opened.ledger === keeper.ledger) return;
    opened.ledger = keeper.ledger;
    current.outcome
      .takeLedger(keeper.ledger, () => new Promise((resolve) => setImmediate(resolve)))
      .then(() => this.session.paint())
      .catch((error: unknown) => this.log.error('The ledger could not be summed up', error));
  }

  /** The terminals of this editor keep what they read where it does. */
  private shareWithTerminals(): void {
    const { environmentVariableCollection: variables, globalStorageUri } = this.context;
    variables.description = vscode.l10n.t('Lets `throughline` in a terminal share what the editor has read.');
    variables.replace(STORAGE_VARIABLE, globalStorageUri.fsPath);
  }

  private refresh(keeper: LedgerKeeper, head: Head): void {
    const reading = keeper.refresh(head.kind === 'unborn' ? undefined : head.commit);
    this.tellOf(keeper, reading);
    reading.catch((error: unknown) => this.log.error('The ledger could not be read', error));
  }

  private tellOf(keeper: LedgerKeeper, reading: Promise<void>): void {
    const timer = setTimeout(() => {
      const title = vscode.l10n.t('Throughline: reading the history');
      vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async (progress) => {
        const listening = this.onDidChange(() => {
          const { read } = keeper.progress;
          progress.report({
            message: vscode.l10n.t('{0} commits', read.toLocaleString(vscode.env.language)),
          });
        });
        await reading.catch(() => undefined);
        listening.dispose();
      });
    }, LONG_MS);
    const done = (): void => clearTimeout(timer);
    reading.then(done, done);
  }

  private close(): void {
    this.opened?.listening.dispose();
    this.opened?.keeper.dispose();
    this.opened = undefined;
  }

  dispose(): void {
    this.close();
    this.lifetime.dispose();
  }
}
