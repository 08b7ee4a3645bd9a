import * as vscode from 'vscode';
import {
  type GitApi,
  type GitExtension,
  type GitRepository,
  type HistoryDetailsProvider,
  isSameRepository,
} from './gitApi';
import type { Log } from './log';
import { isGitEnabled } from './settings';

/** What can be said about git before any repository is read. */
export type GitAvailability = 'starting' | 'absent' | 'disabled' | 'missing' | 'ready';

/**
 * Follows the built-in Git extension: enabled later, disabled, repositories opened and closed,
 * commits made elsewhere. The active editor's repository decides; without one, the last that decided.
 */
export class GitFollower implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly lifetime: vscode.Disposable[] = [this.changed];
  /** Listeners of the present API object. */
  private listeners: vscode.Disposable[] = [];
  /** By the repository's root. */
  private readonly repositoryListeners = new Map<string, vscode.Disposable>();
  private api: GitApi | undefined;
  private extension: vscode.Extension<GitExtension> | undefined;
  private last: GitRepository | undefined;

  availability: GitAvailability = 'starting';
  /** What Throughline adds to the Git history, where this Git extension lets it. */
  historyDetails: HistoryDetailsProvider | undefined;
  /** Something about the repositories changed: which there are, which is active, or the state of one. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly log: Log) {}

  start(): void {
    this.lifetime.push(
      vscode.extensions.onDidChange(() => this.find()),
      vscode.window.onDidChangeActiveTextEditor(() => this.changed.fire()),
    );
    this.find();
  }

  get gitPath(): string | undefined {
    return this.api?.git.path;
  }

  /** The address of a file as it was at a commit; nothing while there is no Git extension to show it. */
  uriAt(file: vscode.Uri, commit: string): vscode.Uri | undefined {
    return this.api?.toGitUri(file, commit);
  }

  get repositories(): readonly GitRepository[] {
    // A setting can let the Git extension run in Restricted Mode; Throughline runs no git there all the same.
    return vscode.workspace.isTrusted && this.api ? this.api.repositories : [];
  }

  get active(): GitRepository | undefined {
    const { api, repositories: known } = this;
    if (api === undefined || known.length === 0) return undefined;
    const uri = vscode.window.activeTextEditor?.document.uri;
    const ofEditor = uri?.scheme === 'file' ? api.getRepository(uri) : null;
    const { last } = this;
    const still = last && known.find((one) => isSameRepository(one, last));
    this.last = ofEditor ?? still ?? known.find(({ ui }) => ui.selected) ?? known[0];
    return this.last;
  }

  private find(): void {
    const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
    if (extension === undefined) {
      this.extension = undefined;
      this.leave('absent');
      return;
    }
    if (extension.id === this.extension?.id) return;
    this.extension = extension;
    extension.activate().then(
      (git) => {
        this.lifetime.push(git.onDidChangeEnablement((enabled) => this.setEnabled(git, enabled)));
        this.setEnabled(git, git.enabled);
      },
      (error: unknown) => {
        this.log.error('The Git extension did not start', error);
        this.leave('absent');
      },
    );
  }

  private setEnabled(git: GitExtension, enabled: boolean): void {
    if (!enabled) {
      // Where it finds no git it calls itself disabled too.
      this.leave(isGitEnabled() ? 'missing' : 'disabled');
      return;
    }
    const api = git.getAPI(1);
    this.leave('starting');
    this.api = api;
    this.listeners = [
      api.onDidChangeState(() => this.setReady(api)),
      api.onDidOpenRepository((repository) => this.listenTo(repository)),
      api.onDidCloseRepository((repository) => this.forget(repository)),
    ];
    const { historyDetails } = this;
    if (historyDetails && api.registerSourceControlHistoryItemDetailsProvider) {
      this.listeners.push(api.registerSourceControlHistoryItemDetailsProvider(historyDetails));
    }
    for (const repository of api.repositories) this.listenTo(repository);
    this.setReady(api);
  }

  private setReady(api: GitApi): void {
    this.availability = api.state === 'initialized' ? 'ready' : 'starting';
    this.changed.fire();
  }

  private listenTo(repository: GitRepository): void {
    const root = repository.rootUri.toString();
    this.repositoryListeners.get(root)?.dispose();
    this.repositoryListeners.set(
      root,
      vscode.Disposable.from(
        repository.state.onDidChange(() => this.changed.fire()),
        repository.ui.onDidChange(() => this.select(repository)),
      ),
    );
    this.changed.fire();
  }

  /** Selecting another repository in the Git view decides until an editor does. */
  private select(repository: GitRepository): void {
    if (repository.ui.selected) this.last = repository;
    this.changed.fire();
  }

  private forget(repository: GitRepository): void {
    const root = repository.rootUri.toString();
    this.repositoryListeners.get(root)?.dispose();
    this.repositoryListeners.delete(root);
    this.changed.fire();
  }

  private leave(availability: GitAvailability): void {
    this.api = undefined;
    for (const listener of [...this.listeners, ...this.repositoryListeners.values()]) listener.dispose();
    this.listeners = [];
    this.repositoryListeners.clear();
    this.availability = availability;
    this.changed.fire();
  }

  dispose(): void {
    // First those who listen: that git is left behind is no news to anybody now.
    for (const one of this.lifetime) one.dispose();
    this.leave('absent');
  }
}
