import * as vscode from 'vscode';
import type { View } from '../outcome/view';
import { CommandContexts } from './commandContexts';
import { readBox } from './commitBox';
import type { GitFollower } from './gitFollower';
import type { Log } from './log';
import type { Mutes } from './mutes';
import type { Current } from './openedRepository';
import type { Sidebar } from './sidebar';
import type { StatusBar } from './statusBar';
import { words } from './words';

export interface FacesParts {
  readonly sidebar: Sidebar;
  readonly statusBar: StatusBar;
  readonly mutes: Mutes;
  readonly git: GitFollower;
  readonly log: Log;
}

/** Sidebar, status bar and commands: draws the outcome of the repository shown on all of them at once. */
export class Faces implements vscode.Disposable {
  private readonly contexts = new CommandContexts();
  private readonly views = new vscode.EventEmitter<View>();
  private painting = false;
  private disposed = false;

  readonly onDidChangeView = this.views.event;
  /** What they show now. */
  view: View | undefined;

  /** @param painted is called when an outcome is on screen */
  constructor(
    private readonly parts: FacesParts,
    private readonly current: () => Current | undefined,
    private readonly painted: () => void,
  ) {}

  /** Whether any of them shows something. */
  get visible(): boolean {
    return this.parts.sidebar.visible || this.parts.statusBar.visible;
  }

  /** Draws once for all changes of this turn, and for those that come while much is drawn. */
  paint(): void {
    if (this.painting) return;
    this.painting = true;
    queueMicrotask(() => {
      this.paintPrepared().catch((error: unknown) =>
        this.parts.log.error('The outcome could not be drawn', error),
      );
    });
  }

  private async paintPrepared(): Promise<void> {
    try {
      await this.current()?.outcome.prepare(words);
    } finally {
      this.painting = false;
    }
    this.paintNow();
  }

  paintNow(): void {
    const current = this.current();
    if (current === undefined || this.disposed) return;
    current.outcome.boxTags = readBox(current);
    current.outcome.muted = this.parts.mutes.of(current);
    current.outcome.several = this.parts.git.repositories.length > 1;
    const view = current.outcome.view(words);
    // What is shown stays until there is something to take its place.
    const reading = view.page.kind === 'empty' && view.page.state === 'loading';
    if (reading && this.view !== undefined) return;
    this.show(view);
    this.painted();
  }

  show(view: View): void {
    this.view = view;
    this.parts.sidebar.show(view);
    this.parts.statusBar.show(view.status);
    // Of the repository that the view is of: another one may decide already, and not be opened yet.
    const current = this.current();
    const hasSources = (current?.outcome.aims?.sources.size ?? 0) > 0;
    const hasMuted = (current?.outcome.muted.size ?? 0) > 0;
    this.contexts.update(view, current?.repository?.rootUri, hasSources, hasMuted);
    this.views.fire(view);
  }

  /** There is nothing to show. */
  clear(): void {
    this.view = undefined;
    this.parts.sidebar.show(undefined);
    this.parts.statusBar.show(undefined);
    this.contexts.update(undefined, this.parts.git.active?.rootUri, false, false);
  }

  dispose(): void {
    this.disposed = true;
    this.views.dispose();
  }
}
