import * as vscode from 'vscode';
import type { Head } from '../work/head';
import type { LedgerKeeper } from '../work/ledger/keeper';
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
}

/** A reading that takes longer than this is told of in the status bar. */
const LONG_MS = 1_000;

/** The ledger of the repository that the session shows: opened with the first wish for it, and kept up to date. */
export class Ledgers implements vscode.Disposable {
  private opened: Opened | undefined;
  private readonly changes = new vscode.EventEmitter<void>();
  private readonly lifetime: vscode.Disposable;

  /** The ledger, or how far its reading is, is another one. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly session: Session,
    private readonly log: Log,
  ) {
    this.lifetime = vscode.Disposable.from(
      this.changes,
      session.onDidClose(() => this.close()),
      session.onDidChangeView(() => {
        if (this.opened) this.open();
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
    const options = {
      trailerKey,
      ...(aims?.deploymentTags === undefined ? {} : { tagPattern: aims.deploymentTags }),
      ...(aims === undefined ? {} : { liveSince: Date.parse(aims.cycle.start) }),
    };
    const wanted = JSON.stringify(options);
    if (this.opened?.current !== current || this.opened.options !== wanted) {
      this.close();
      const repository = { root: place.root, commonDir: layout.commonDir };
      const keeper = current.engine.openLedger(repository, options);
      const listening = new vscode.Disposable(keeper.onDidChange(() => this.changes.fire()));
      this.opened = { keeper, current, options: wanted, listening };
    }
    const { opened } = this;
    if (opened.head !== head) {
      opened.head = head;
      this.refresh(opened.keeper, head);
    }
    return opened;
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
        await reading.finally(() => listening.dispose());
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
