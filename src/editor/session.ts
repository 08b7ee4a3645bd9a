import * as vscode from 'vscode';
import type { View } from '../outcome/view';
import { CommandContexts } from './commandContexts';
import { readBox } from './commitBox';
import { CommitBoxWatch } from './commitBoxWatch';
import { FileWait } from './fileWait';
import { headMoved } from './headMoved';
import { InsightWork } from './insightWork';
import { type EngineParts, LazyEngine, type LoadedEngine } from './lazyEngine';
import type { Mutes } from './mutes';
import { type Current, OpenedRepository } from './openedRepository';
import { openOutcome } from './openOutcome';
import { findPlace } from './place';
import { RefreshLoop } from './refreshLoop';
import { readSettings } from './settings';
import type { Sidebar } from './sidebar';
import type { StatusBar } from './statusBar';
import { syncHook } from './syncHook';
import { exists } from './watchFile';
import { words } from './words';

export interface Parts extends EngineParts {
  readonly sidebar: Sidebar;
  readonly mutes: Mutes;
  readonly statusBar: StatusBar;
}

/** Ages on screen are drawn anew this often, also where nothing is due. */
const LONGEST_WAIT_MS = 60_000;
const SHORTEST_WAIT_MS = 1_000;

/**
 * Keeps the faces showing the outcome of the active editor's repository.
 * Events go in (git, files, settings, visibility); one view model comes out.
 */
export class Session implements vscode.Disposable {
  private readonly lifetime: vscode.Disposable[] = [];
  private opened: OpenedRepository | undefined;
  private readonly waiting = new FileWait(() => this.follow());
  private readonly contexts = new CommandContexts();
  private readonly engine: LazyEngine;
  private readonly documents = new vscode.EventEmitter<Current>();
  private readonly closings = new vscode.EventEmitter<void>();
  private readonly views = new vscode.EventEmitter<View>();
  private readonly loop: RefreshLoop;
  private readonly insights = new InsightWork(
    () => (this.seen ? this.current?.outcome : undefined),
    () => (this.parts.sidebar.visible || this.inPanels.size > 0 ? 'all' : 'watch'),
    () => this.paint(),
  );
  /** Ids of the key results that panels show. */
  private inPanels: ReadonlySet<string> = new Set();
  private followed = 0;
  private painting = false;
  private disposed = false;

  /** The OKR file of the repository shown was read. */
  readonly onDidReadOkrFile = this.documents.event;
  /** The repository that was shown is shown no more. */
  readonly onDidClose = this.closings.event;
  readonly onDidChangeView = this.views.event;
  /** What the faces show now. */
  view: View | undefined;

  constructor(private readonly parts: Parts) {
    this.engine = new LazyEngine(parts, ({ feed }) => {
      this.lifetime.push(new vscode.Disposable(feed.onDidChange(() => this.paint())));
    });
    this.loop = new RefreshLoop(
      () => this.seen,
      (signal) =>
        this.fetch(false, signal).catch((error: unknown) =>
          parts.log.error('The numbers could not be refreshed', error),
        ),
      () => this.untilDue(),
    );
  }

  /** Whether any face shows something. */
  private get seen(): boolean {
    return this.parts.sidebar.visible || this.parts.statusBar.visible || this.inPanels.size > 0;
  }

  get current(): Current | undefined {
    return this.opened?.current;
  }

  /** Root of the repository or folder that decides, whether or not it could be opened. */
  get root(): vscode.Uri | undefined {
    const place = findPlace(this.parts.git);
    return place.kind === 'repository' ? place.root : undefined;
  }

  /** Addresses that the OKR file shown names, each with the titles of what it is asked for. */
  sourceOrigins(): ReadonlyMap<string, readonly string[]> {
    return this.current?.outcome.sourceOrigins() ?? new Map();
  }

  private get hasSources(): boolean {
    return (this.current?.outcome.aims?.sources.size ?? 0) > 0;
  }

  loadedEngine(): Promise<LoadedEngine> {
    return this.engine.get();
  }

  start(): void {
    const { git, sidebar } = this.parts;
    this.lifetime.push(
      this.loop,
      this.documents,
      this.closings,
      this.views,
      new CommitBoxWatch(() => this.paint()),
      this.parts.mutes.onDidChange(() => this.paint()),
      git.onDidChange(() => this.follow()),
      sidebar.onDidChangeVisibility(() => {
        this.follow();
        this.loop.wake();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.follow()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.reopen()),
    );
    git.start();
    this.follow();
  }

  /** The settings changed, or trust was given: everything is opened anew. */
  reopen(): void {
    this.close();
    this.follow();
  }

  /** Shows the repository that decides now, opening it where it is another one. */
  private follow(): void {
    this.followed += 1;
    const turn = this.followed;
    this.attempt(this.find(turn), 'The repository could not be shown');
  }

  private async find(turn: number): Promise<void> {
    const place = findPlace(this.parts.git);
    if (place.kind === 'page') {
      this.close();
      this.leave();
      if (!this.parts.sidebar.visible) return;
      const { module, engine } = await this.engine.get();
      const { unopened } = place;
      const layout = unopened && (await module.readLayout(engine.gitPort, unopened.fsPath));
      if (turn !== this.followed || this.disposed) return;
      const { gitProblemPage } = module.emptyPages;
      this.show({
        page: layout?.ok === false ? gitProblemPage(layout.error, words) : place.page(module.emptyPages),
      });
      return;
    }
    const { root, repository } = place;
    const known = this.opened?.current;
    const sameTrust = (known?.repository === undefined) === (repository === undefined);
    if (known && sameTrust && known.root.toString() === root.toString()) {
      if (repository) known.repository = repository;
      this.paint();
      if (headMoved(repository?.state.HEAD, known.outcome.branch?.head)) await this.readBranch(known);
      return;
    }
    const okrUri = vscode.Uri.joinPath(root, readSettings(root).okrFile);
    // Without an OKR file and without anybody looking there is nothing to load the engine for.
    if (!this.parts.sidebar.visible && !(await exists(okrUri))) {
      if (turn !== this.followed || this.disposed) return;
      this.closeRepository();
      this.leave();
      this.waiting.for(okrUri);
      return;
    }
    const { module, engine } = await this.engine.get();
    if (turn !== this.followed || this.disposed) return;
    await this.open({ engine, module, root, okrUri, ...(repository ? { repository } : {}) });
  }

  private async open(found: Omit<Current, 'outcome'>): Promise<void> {
    this.close();
    const current: Current = { ...found, outcome: openOutcome(found) };
    this.opened = new OpenedRepository(
      current,
      () => this.attempt(this.readOkrFile(current), 'The OKR file could not be read'),
      () => this.attempt(this.reloadBranch(), 'The branch could not be read'),
    );
    current.outcome.opened = this.inPanels;
    this.loop.restart();
    await this.readOkrFile(current);
  }

  private close(): void {
    this.waiting.dispose();
    this.closeRepository();
  }

  private closeRepository(): void {
    if (this.opened === undefined) return;
    this.opened.dispose();
    this.opened = undefined;
    this.closings.fire();
  }

  private async readOkrFile(current: Current): Promise<void> {
    await current.outcome.reloadOkrFile();
    if (this.current === current) this.documents.fire(current);
    await this.readBranch(current);
  }

  /** On screen first, then the marks of the releases. */
  private async readBranch(current: Current): Promise<void> {
    await current.outcome.reloadBranch();
    await current.outcome.hydrate();
    await current.outcome.prepare(words);
    if (this.current !== current) return;
    // Before the releases, which may take long: a switch meanwhile must not be missed.
    this.opened?.watchHead();
    this.paintNow();
    this.loop.wake();
    await syncHook(current).catch((error: unknown) =>
      this.parts.log.error('The commit hook could not be told of the OKR file', error),
    );
    await current.outcome.reloadReleases();
    if (this.current === current) this.paint();
  }

  /** HEAD, link or commits may have changed. */
  async reloadBranch(): Promise<void> {
    if (this.current !== undefined) await this.readBranch(this.current);
  }

  /** Asks for all numbers, for somebody who did something about them. */
  async refresh(): Promise<void> {
    await this.fetch(true);
    // What is due next may be another thing now.
    this.loop.wake();
  }

  /** Panels show these key results now: their numbers are wanted, too. */
  showInPanels(ids: ReadonlySet<string>): void {
    this.inPanels = ids;
    this.attempt(this.takeUpPanels(), 'The numbers of a key result could not be taken up');
  }

  private async takeUpPanels(): Promise<void> {
    const outcome = this.current?.outcome;
    if (outcome) outcome.opened = this.inPanels;
    await outcome?.hydrate();
    this.paint();
    this.loop.wake();
  }

  private async fetch(force: boolean, signal?: AbortSignal): Promise<void> {
    const current = this.current;
    if (current === undefined) return;
    await current.outcome.refresh(force, signal);
    this.paint();
  }

  private untilDue(): number {
    const due = this.current?.outcome.nextDue() ?? Number.POSITIVE_INFINITY;
    return Math.max(SHORTEST_WAIT_MS, Math.min(LONGEST_WAIT_MS, due - Date.now()));
  }

  /** Reads everything again and asks for all numbers, for somebody who pressed refresh. */
  async reload(): Promise<void> {
    const current = this.current;
    if (current === undefined) {
      this.follow();
      return;
    }
    await this.readOkrFile(current);
    await this.refresh();
  }

  /** Draws once for all changes of this turn, and for those that come while much is drawn. */
  paint(): void {
    if (this.painting) return;
    this.painting = true;
    queueMicrotask(() => this.attempt(this.paintPrepared(), 'The outcome could not be drawn'));
  }

  private async paintPrepared(): Promise<void> {
    try {
      await this.current?.outcome.prepare(words);
    } finally {
      this.painting = false;
    }
    this.paintNow();
  }

  private paintNow(): void {
    const current = this.current;
    if (current === undefined || this.disposed) return;
    current.outcome.boxTags = readBox(current);
    current.outcome.muted = this.parts.mutes.of(current.root);
    current.outcome.several = this.parts.git.repositories.length > 1;
    const view = current.outcome.view(words);
    // What is shown stays until there is something to take its place.
    const reading = view.page.kind === 'empty' && view.page.state === 'loading';
    if (reading && this.view !== undefined) return;
    this.show(view);
    this.attempt(this.insights.wake(), 'What the numbers say could not be worked out');
  }

  private show(view: View): void {
    this.view = view;
    this.parts.sidebar.show(view);
    this.parts.statusBar.show(view.status);
    // Of the repository that the view is of: another one may decide already, and not be opened yet.
    const muted = (this.current?.outcome.muted.size ?? 0) > 0;
    this.contexts.update(view, this.current?.repository?.rootUri, this.hasSources, muted);
    this.views.fire(view);
  }

  private attempt(work: Promise<void>, failed: string): void {
    work.catch((error: unknown) => this.parts.log.error(failed, error));
  }

  /** There is nothing to show. */
  private leave(): void {
    this.view = undefined;
    this.parts.sidebar.show(undefined);
    this.parts.statusBar.show(undefined);
    this.contexts.update(undefined, this.parts.git.active?.rootUri, false, false);
  }

  dispose(): void {
    this.disposed = true;
    this.close();
    vscode.Disposable.from(...this.lifetime).dispose();
  }
}
