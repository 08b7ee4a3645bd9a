import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Engine } from '../engine';
import type { RepositoryOutcome } from '../outcome/repositoryOutcome';
import type { View } from '../outcome/view';
import { CommandContexts } from './commandContexts';
import type { Consent } from './consent';
import type { Credentials } from './credentials';
import type { GitRepository } from './gitApi';
import type { GitFollower } from './gitFollower';
import type { Log } from './log';
import { findPlace } from './place';
import { RefreshLoop } from './refreshLoop';
import { readSettings } from './settings';
import type { Sidebar } from './sidebar';
import type { StatusBar } from './statusBar';
import { exists, watchFile } from './watchFile';
import { words } from './words';

export type EngineModule = typeof import('../engine');

/** The repository shown, with what was opened for it. */
export interface Current {
  readonly engine: Engine;
  readonly module: EngineModule;
  readonly outcome: RepositoryOutcome;
  readonly root: vscode.Uri;
  readonly okrUri: vscode.Uri;
  /** Absent in Restricted Mode. */
  readonly repository?: GitRepository;
}

export interface Parts {
  readonly git: GitFollower;
  readonly sidebar: Sidebar;
  readonly statusBar: StatusBar;
  readonly consent: Consent;
  readonly credentials: Credentials;
  readonly log: Log;
  loadEngine(): Promise<EngineModule>;
}

/** Three refreshes missed: the number may be old. */
const STALE_AFTER_REFRESHES = 3;
export const TRAILER_KEY = 'OKR';

/**
 * Keeps the faces showing the outcome of the active editor's repository.
 * Events go in (git, files, settings, visibility); one view model comes out.
 */
export class Session implements vscode.Disposable {
  private readonly lifetime: vscode.Disposable[] = [];
  private opened:
    | { readonly current: Current; readonly files: vscode.Disposable; head?: vscode.Disposable }
    | undefined;
  private waiting: { readonly key: string; readonly watchers: vscode.Disposable } | undefined;
  private readonly contexts = new CommandContexts();
  private loaded: Promise<{ module: EngineModule; engine: Engine }> | undefined;
  private readonly documents = new vscode.EventEmitter<Current>();
  private readonly closings = new vscode.EventEmitter<void>();
  private readonly views = new vscode.EventEmitter<View>();
  private readonly loop: RefreshLoop;
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
    this.loop = new RefreshLoop(
      () => parts.sidebar.visible || parts.statusBar.visible,
      (signal) =>
        this.refresh(false, signal).catch((error: unknown) =>
          parts.log.error('The numbers could not be refreshed', error),
        ),
    );
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

  async engineModule(): Promise<EngineModule> {
    return (await this.engine()).module;
  }

  start(): void {
    const { git, sidebar } = this.parts;
    this.lifetime.push(
      this.loop,
      this.documents,
      this.closings,
      this.views,
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
    this.find(turn).catch((error: unknown) =>
      this.parts.log.error('The repository could not be shown', error),
    );
  }

  private async find(turn: number): Promise<void> {
    const place = findPlace(this.parts.git);
    if (place.kind === 'page') {
      this.close();
      this.leave();
      if (!this.parts.sidebar.visible) return;
      const { module } = await this.engine();
      if (turn === this.followed && !this.disposed) this.show({ page: place.page(module.emptyPages) });
      return;
    }
    const { root, repository } = place;
    const known = this.opened?.current;
    if (known?.root.toString() === root.toString() && known.repository === repository) {
      this.readBox(known);
      this.paint();
      return;
    }
    const okrUri = vscode.Uri.joinPath(root, readSettings(root).okrFile);
    // Without an OKR file and without anybody looking there is nothing to load the engine for.
    if (!this.parts.sidebar.visible && !(await exists(okrUri))) {
      if (turn !== this.followed || this.disposed) return;
      this.closeRepository();
      this.leave();
      this.waitForFile(okrUri);
      return;
    }
    const { module, engine } = await this.engine();
    if (turn !== this.followed || this.disposed) return;
    await this.open({ engine, module, root, okrUri, ...(repository ? { repository } : {}) });
  }

  private engine(): Promise<{ module: EngineModule; engine: Engine }> {
    this.loaded ??= this.parts.loadEngine().then((module) => {
      const { consent, credentials, git } = this.parts;
      const engine = new module.Engine({
        approved: (origin) => consent.approved(origin),
        credential: (origin) => credentials.get(origin),
        // Asked each time: the engine may be loaded before the Git extension, and in Restricted Mode it is.
        gitPath: () => git.gitPath,
      });
      this.lifetime.push(new vscode.Disposable(engine.feed.onDidChange(() => this.paint())));
      return { module, engine };
    });
    return this.loaded;
  }

  private async open(found: Omit<Current, 'outcome'>): Promise<void> {
    this.close();
    const { engine, root, repository } = found;
    const { okrFile, refreshSeconds } = readSettings(root);
    const outcome = engine.open(
      { root: root.fsPath, name: basename(root.fsPath) },
      {
        okrPath: okrFile,
        trailerKey: TRAILER_KEY,
        locale: vscode.env.language,
        staleAfter: STALE_AFTER_REFRESHES * refreshSeconds * 1000,
      },
      repository !== undefined,
    );
    const current: Current = { ...found, outcome };
    this.opened = { current, files: this.watchOkrFile(current) };
    this.loop.every(refreshSeconds * 1000);
    await this.readOkrFile(current);
  }

  private close(): void {
    this.stopWaiting();
    this.closeRepository();
  }

  private closeRepository(): void {
    if (this.opened === undefined) return;
    this.opened.files.dispose();
    this.opened.head?.dispose();
    this.opened = undefined;
    this.closings.fire();
  }

  /** Once git has said where HEAD lies: at the first reading, or at the first that succeeds. */
  private watchHead({ module, outcome }: Current): void {
    const { opened } = this;
    const layout = outcome.repositoryLayout;
    if (opened === undefined || opened.head || layout === undefined) return;
    const stop = module.watchHead(layout, () => {
      this.reloadBranch().catch((error: unknown) =>
        this.parts.log.error('The branch could not be read', error),
      );
    });
    opened.head = new vscode.Disposable(stop);
  }

  private watchOkrFile(current: Current): vscode.Disposable {
    const watcher = watchFile(current.okrUri);
    const read = (): void => {
      this.readOkrFile(current).catch((error: unknown) =>
        this.parts.log.error('The OKR file could not be read', error),
      );
    };
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(read),
      watcher.onDidCreate(read),
      watcher.onDidDelete(read),
    );
  }

  /** Opens the repository once its OKR file appears. */
  private waitForFile(okrUri: vscode.Uri): void {
    const key = okrUri.toString();
    if (this.waiting?.key === key) return;
    this.stopWaiting();
    const watcher = watchFile(okrUri);
    const appeared = watcher.onDidCreate(() => this.follow());
    this.waiting = { key, watchers: vscode.Disposable.from(watcher, appeared) };
  }

  private stopWaiting(): void {
    this.waiting?.watchers.dispose();
    this.waiting = undefined;
  }

  private async readOkrFile(current: Current): Promise<void> {
    await current.outcome.reloadOkrFile();
    if (this.current === current) this.documents.fire(current);
    await this.readBranch(current);
  }

  /** On screen first, then the marks of the releases. */
  private async readBranch(current: Current): Promise<void> {
    await current.outcome.reloadBranch();
    if (this.current !== current) return;
    // Before the releases, which may take long: a switch meanwhile must not be missed.
    this.watchHead(current);
    this.readBox(current);
    this.paintNow();
    this.loop.wake();
    await current.outcome.reloadReleases();
    if (this.current === current) this.paint();
  }

  /** What the commit box carries now: the API has no event for it. */
  readBox({ outcome, module, repository }: Current): void {
    outcome.boxTags = repository
      ? module.readTrailers(repository.inputBox.value, TRAILER_KEY, { keyConfigured: true, draft: true })
      : [];
  }

  /** HEAD, link or commits may have changed. */
  async reloadBranch(): Promise<void> {
    if (this.current !== undefined) await this.readBranch(this.current);
  }

  async refresh(force: boolean, signal?: AbortSignal): Promise<void> {
    const current = this.current;
    if (current === undefined) return;
    const age = readSettings(current.root).refreshSeconds * 1000;
    await current.outcome.refresh(age, force, signal);
    this.paint();
  }

  /** Reads everything again and asks for all numbers, for somebody who pressed refresh. */
  async reload(): Promise<void> {
    const current = this.current;
    if (current === undefined) {
      this.follow();
      return;
    }
    await this.readOkrFile(current);
    await this.refresh(true);
  }

  /** Draws once for all changes of this turn. */
  paint(): void {
    if (this.painting) return;
    this.painting = true;
    queueMicrotask(() => {
      this.painting = false;
      this.paintNow();
    });
  }

  private paintNow(): void {
    const current = this.current;
    if (current === undefined || this.disposed) return;
    current.outcome.several = this.parts.git.repositories.length > 1;
    const view = current.outcome.view(words);
    // What is shown stays until there is something to take its place.
    const reading = view.page.kind === 'empty' && view.page.state === 'loading';
    if (reading && this.view !== undefined) return;
    this.show(view);
  }

  private show(view: View): void {
    this.view = view;
    this.parts.sidebar.show(view.page);
    this.parts.statusBar.show(view.status);
    this.contexts.update(view, this.parts.git.active !== undefined);
    this.views.fire(view);
  }

  /** There is nothing to show. */
  private leave(): void {
    this.view = undefined;
    this.parts.sidebar.show(undefined);
    this.parts.statusBar.show(undefined);
    this.contexts.update(undefined, this.parts.git.active !== undefined);
  }

  dispose(): void {
    this.disposed = true;
    this.close();
    vscode.Disposable.from(...this.lifetime).dispose();
  }
}
