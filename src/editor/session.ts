import * as vscode from 'vscode';
import type { View } from '../outcome/view';
import { CommitBoxWatch } from './commitBoxWatch';
import { Faces, type FacesParts } from './faces';
import { FileWait } from './fileWait';
import { headMoved } from './headMoved';
import { InsightWork } from './insightWork';
import { type EngineParts, LazyEngine, type LoadedEngine } from './lazyEngine';
import { type Current, OpenedRepository } from './openedRepository';
import { openOutcome } from './openOutcome';
import { findPlace } from './place';
import { RefreshLoop } from './refreshLoop';
import { readSettings } from './settings';
import { syncHook } from './syncHook';
import { exists } from './watchFile';
import { words } from './words';

export type Parts = EngineParts & FacesParts;

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
  private readonly engine: LazyEngine;
  private readonly documents = new vscode.EventEmitter<Current>();
  private readonly closings = new vscode.EventEmitter<void>();
  private readonly faces: Faces;
  private readonly loop: RefreshLoop;
  private readonly insights = new InsightWork(
    () => (this.seen ? this.current?.outcome : undefined),
    () => (this.parts.sidebar.visible || this.inPanels.size > 0 ? 'all' : 'watch'),
    () => this.paint(),
  );
  /** Ids of the key results that panels show. */
  private inPanels: ReadonlySet<string> = new Set();
  private followed = 0;
  private disposed = false;

  /** The OKR file of the repository shown was read. */
  readonly onDidReadOkrFile = this.documents.event;
  /** The repository that was shown is shown no more. */
  readonly onDidClose = this.closings.event;

  constructor(private readonly parts: Parts) {
    this.faces = new Faces(
      parts,
      () => this.current,
      () => this.attempt(this.insights.wake(), 'What the numbers say could not be worked out'),
    );
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
    return this.faces.visible || this.inPanels.size > 0;
  }

  /** What the faces show now. */
  get view(): View | undefined {
    return this.faces.view;
  }

  get onDidChangeView(): vscode.Event<View> {
    return this.faces.onDidChangeView;
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

  loadedEngine(): Promise<LoadedEngine> {
    return this.engine.get();
  }

  start(): void {
    const { git, sidebar } = this.parts;
    this.lifetime.push(
      this.loop,
      this.documents,
      this.closings,
      this.faces,
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
      this.faces.clear();
      if (!this.parts.sidebar.visible) return;
      const { module, engine } = await this.engine.get();
      const { unopened } = place;
      const layout = unopened && (await module.readLayout(engine.gitPort, unopened.fsPath));
      if (turn !== this.followed || this.disposed) return;
      const { gitProblemPage } = module.emptyPages;
      this.faces.show({
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
      this.faces.clear();
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
    this.faces.paintNow();
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

  /** Something that is drawn has changed. */
  paint(): void {
    this.faces.paint();
  }

  private attempt(work: Promise<void>, failed: string): void {
    work.catch((error: unknown) => this.parts.log.error(failed, error));
  }

  dispose(): void {
    this.disposed = true;
    this.close();
    vscode.Disposable.from(...this.lifetime).dispose();
  }
}
