import type { Disposable, Event, Uri } from 'vscode';

/** The part of the built-in Git extension's API (version 1) that Throughline uses. */
export interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: Event<boolean>;
  getAPI(version: 1): GitApi;
}

export interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: Event<'uninitialized' | 'initialized'>;
  readonly git: { readonly path: string };
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: Event<GitRepository>;
  readonly onDidCloseRepository: Event<GitRepository>;
  getRepository(uri: Uri): GitRepository | null;
  /** The address of a file as it was at a commit. */
  toGitUri(uri: Uri, ref: string): Uri;
  /** Newer than the rest. */
  registerSourceControlHistoryItemDetailsProvider?(provider: HistoryDetailsProvider): Disposable;
}

/** What is shown of a commit in the Git history, for a whole repository or one message. Nothing leaves it to others. */
export interface HistoryDetailsProvider {
  provideAvatar(): undefined;
  provideHoverCommands(): undefined;
  /** The message as Markdown. */
  provideMessageLinks(
    repository: Pick<GitRepository, 'rootUri'>,
    message: string,
  ): Promise<string | undefined>;
}

export interface GitRepository {
  readonly rootUri: Uri;
  readonly inputBox: { value: string };
  readonly ui: { readonly selected: boolean; readonly onDidChange: Event<void> };
  readonly state: {
    readonly HEAD: { readonly name?: string; readonly commit?: string } | undefined;
    readonly onDidChange: Event<void>;
  };
}

/** The API makes a new object at every question: repositories are told apart by their root. */
export function isSameRepository(one: GitRepository, other: GitRepository): boolean {
  return one.rootUri.toString() === other.rootUri.toString();
}
