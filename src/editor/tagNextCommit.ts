import * as vscode from 'vscode';
import { readBox } from './commitBox';
import type { Session } from './session';

/** `Throughline: Tag Next Commit`: the branch's key results go into the commit box, with no question. */
export async function tagNextCommit(session: Session): Promise<void> {
  const { current } = session;
  const { repository } = current ?? {};
  const served = current?.outcome.served.active ?? [];
  if (current === undefined || repository === undefined || served.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This branch is not linked to a key result, so there is nothing to add.'),
    );
    return;
  }
  const { module, outcome } = current;
  const ids = module.untagged(served, readBox(current)).map(({ id }) => id);
  if (ids.length > 0) {
    repository.inputBox.value = module.addTrailers(repository.inputBox.value, outcome.trailerKey, ids);
  }
  session.paint();
  const carried = readBox(current)
    .map((id) => `${outcome.trailerKey}: ${id}`)
    .join(', ');
  vscode.window.setStatusBarMessage(
    `$(check) ${vscode.l10n.t('{0} was put into the commit box.', carried)}`,
    6000,
  );
}
