import * as vscode from 'vscode';
import type { GitFollower } from './gitFollower';
import type { Ledgers } from './ledgers';
import type { Session } from './session';

export interface ShownParts {
  readonly session: Session;
  readonly git: GitFollower;
  readonly ledgers: Ledgers;
}

/** Calls back whenever another repository may decide, or something else may be known of it. */
export function onShownChange({ session, git, ledgers }: ShownParts, changed: () => void): vscode.Disposable {
  const told = (): void => changed();
  return vscode.Disposable.from(
    ledgers.onDidChange(told),
    session.onDidClose(told),
    session.onDidChangeView(told),
    git.onDidChange(told),
    vscode.workspace.onDidGrantWorkspaceTrust(told),
  );
}
