import * as vscode from 'vscode';
import type { GitFailure } from '../io/ports';
import type * as emptyPages from '../outcome/emptyPages';
import type { EmptyPage } from '../outcome/view';
import type { GitRepository } from './gitApi';
import type { GitFollower } from './gitFollower';
import { words } from './words';

/**
 * The repository that decides now, or the page that says why there is none. `repository` is absent in Restricted Mode;
 * `unopened` is the folder in which the Git extension opened none, be it that git refuses one.
 */
export type FoundPlace =
  | { readonly kind: 'repository'; readonly root: vscode.Uri; readonly repository?: GitRepository }
  | { readonly kind: 'page'; readonly unopened?: vscode.Uri; page(pages: typeof emptyPages): EmptyPage };

const NO_GIT: GitFailure = { kind: 'git-missing', code: -1, detail: '' };

export function findPlace(git: GitFollower): FoundPlace {
  const repository = git.active;
  if (repository) return { kind: 'repository', root: repository.rootUri, repository };
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
  if (folder === undefined) return { kind: 'page', page: (pages) => pages.noFolderPage(words) };
  if (!vscode.workspace.isTrusted) return { kind: 'repository', root: folder };
  switch (git.availability) {
    case 'starting':
      return { kind: 'page', page: (pages) => pages.loadingPage(words) };
    case 'ready':
      return { kind: 'page', unopened: folder, page: (pages) => pages.noGitPage(words) };
    case 'missing':
      return { kind: 'page', page: (pages) => pages.gitProblemPage(NO_GIT, words) };
    default:
      return { kind: 'page', page: (pages) => pages.gitProblemPage('disabled', words) };
  }
}
