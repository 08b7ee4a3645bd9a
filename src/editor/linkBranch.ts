import * as vscode from 'vscode';
import { pickKeyResults } from './pickKeyResults';
import { plainText } from './plainText';
import type { RecentKeyResults } from './recentKeyResults';
import type { Session } from './session';
import { words } from './words';

/** `Throughline: Link Branch to Key Result`: written into this clone's `branch.<name>.okr`. */
export async function linkBranch(session: Session, recent: RecentKeyResults): Promise<void> {
  const current = session.current;
  const head = current?.outcome.branch?.head;
  const aims = current?.outcome.aims;
  if (current === undefined || aims === undefined || head === undefined || head.kind === 'detached') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing to link: this needs a branch and an OKR file.'),
    );
    return;
  }
  const { module, outcome, engine, root } = current;
  const served = outcome.served.active.map(({ id }) => id);
  const ids = await pickKeyResults(
    aims,
    (keyResult) => module.goalText(keyResult, vscode.env.language, words),
    {
      title: vscode.l10n.t('Link {0} to Key Result', head.name),
      placeholder: vscode.l10n.t('Which key results does this branch serve?'),
      served,
      recent: recent.ids,
      picked: served,
    },
  );
  if (ids === undefined) return;
  const written =
    ids.length === 0
      ? await module.removeExplicitLink(engine.gitPort, root.fsPath, head.name)
      : await module.writeExplicitLink(engine.gitPort, root.fsPath, head.name, ids);
  if (!written.ok) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The branch could not be linked: {0}', plainText(written.error.detail)),
    );
    return;
  }
  await recent.add(ids);
  await session.reloadBranch();
}

export async function unlinkBranch(session: Session): Promise<void> {
  const current = session.current;
  const branch = current?.outcome.branch;
  if (current === undefined || branch === undefined || branch.head.kind === 'detached') return;
  if (branch.link?.reason.kind !== 'explicit') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This branch is not linked by hand, so there is nothing to remove.'),
    );
    return;
  }
  const removed = await current.module.removeExplicitLink(
    current.engine.gitPort,
    current.root.fsPath,
    branch.head.name,
  );
  if (!removed.ok) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The link could not be removed: {0}', plainText(removed.error.detail)),
    );
    return;
  }
  await session.reloadBranch();
}
