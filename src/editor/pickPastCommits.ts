import * as vscode from 'vscode';
import type { PastCommit } from '../work/retag/pastCommits';
import { plainText } from './plainText';

interface Item extends vscode.QuickPickItem {
  readonly commit: PastCommit;
}

/** Which of the commits are meant; nothing where nobody says. */
export async function pickPastCommits(
  commits: readonly PastCommit[],
): Promise<readonly PastCommit[] | undefined> {
  const chosen = await vscode.window.showQuickPick(commits.map(itemOf), {
    title: vscode.l10n.t('Tag Past Commits'),
    placeHolder: vscode.l10n.t('Which commits served a key result?'),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.map(({ commit }) => commit);
}

function itemOf(commit: PastCommit): Item {
  const { id, subject, at, tags, pushed, signed } = commit;
  const facts = [
    id.slice(0, 8),
    ...(at === undefined
      ? []
      : [new Date(at).toLocaleDateString(vscode.env.language, { dateStyle: 'medium' })]),
    ...(pushed ? [vscode.l10n.t('pushed')] : []),
    ...(signed ? [vscode.l10n.t('signed')] : []),
  ];
  return {
    label: plainText(subject) || vscode.l10n.t('(no subject)'),
    description: facts.join(' · '),
    detail: tags.length === 0 ? vscode.l10n.t('no tag') : `$(target) ${plainText(tags.join(', '))}`,
    commit,
  };
}
