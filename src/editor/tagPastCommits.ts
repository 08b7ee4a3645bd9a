import * as vscode from 'vscode';
import type { RetagPlace } from '../work/retag/place';
import type { RetagPlan } from '../work/retag/plan';
import type { RetagRefusal } from '../work/retag/refusal';
import { offerNoteSharing } from './offerNoteSharing';
import type { Current } from './openedRepository';
import { pickKeyResults } from './pickKeyResults';
import { pickPastCommits } from './pickPastCommits';
import { plainText } from './plainText';
import type { RecentKeyResults } from './recentKeyResults';
import type { Session } from './session';
import { words } from './words';

/** More than anybody would look through. */
const COMMITS_SHOWN = 200;

/** `Throughline: Tag Past Commits…` */
export async function tagPastCommits(session: Session, recent: RecentKeyResults): Promise<void> {
  const current = session.current;
  const aims = current?.outcome.aims;
  const place = placeOf(current);
  if (current === undefined || aims === undefined || place === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There are no key results to tag with: this needs a repository with an OKR file.'),
    );
    return;
  }
  const { outcome } = current;
  const module = await import('../onCommand');
  const past = await module.readPastCommits(place, { key: outcome.trailerKey, limit: COMMITS_SHOWN });
  if (!past.ok) return refuse(past.error);
  if (past.value.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This branch has no commits to tag yet.'));
    return;
  }
  const commits = await pickPastCommits(past.value);
  if (commits === undefined || commits.length === 0) return;
  const served = outcome.served.active.map(({ id }) => id);
  const ids = await pickKeyResults(
    aims,
    (keyResult) => module.goalText(keyResult, vscode.env.language, words),
    {
      title: vscode.l10n.t('Tag Past Commits'),
      placeholder: vscode.l10n.t('Which key results did these commits serve?'),
      served,
      recent: recent.ids,
      picked: served,
    },
  );
  if (ids === undefined || ids.length === 0) return;
  await recent.add(ids);
  const plan = await module.planRetag(place, {
    commits: commits.map(({ id }) => id),
    ids,
    key: outcome.trailerKey,
    pushed: 'note',
  });
  if (!plan.ok) return refuse(plan.error);
  await carryOut(session, current, place, plan.value);
}

/** `Throughline: Undo Last Retag` */
export async function undoRetag(session: Session): Promise<void> {
  const current = session.current;
  const place = placeOf(current);
  if (current === undefined || place === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a repository first.'));
    return;
  }
  const module = await import('../onCommand');
  const undone = await module.undoRetag(place);
  if (!undone.ok) return refuse(undone.error);
  await session.reloadBranch();
  const { name, tip } = undone.value;
  void vscode.window.showInformationMessage(
    vscode.l10n.t('{0} is at {1} again, where it was before the last retag.', name, tip.slice(0, 8)),
  );
}

async function carryOut(
  session: Session,
  current: Current,
  place: RetagPlace,
  plan: RetagPlan,
): Promise<void> {
  const module = await import('../onCommand');
  const { messages, rewritten, noted, target, tags, request } = plan;
  const tagLines = request.ids.map((id) => `${request.key}: ${id}`).join(', ');
  if (rewritten.length === 0 && noted.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('These commits carry {0} already. Nothing was changed.', tagLines),
    );
    return;
  }
  if (!(await confirm(plan, tagLines))) return;
  const done = await module.retag(place, plan, { dropSignatures: true });
  if (!done.ok) return refuse(done.error);
  await session.reloadBranch();
  if (noted.length > 0) void offerNoteSharing(current, place, target.name);
  if (messages.size === 0) return;
  const undo = vscode.l10n.t('Undo');
  const told = [
    messages.size === 1
      ? vscode.l10n.t('A commit of {0} now carries {1}.', target.name, tagLines)
      : vscode.l10n.t('{0} commits of {1} now carry {2}.', messages.size, target.name, tagLines),
    ...(tags.length > 0 ? [module.keptTagsText(tags, words)] : []),
  ].join(' ');
  const chosen = await vscode.window.showInformationMessage(told, undo);
  if (chosen === undo) await undoRetag(session);
}

/** Says exactly what will happen, above all which signatures go. */
async function confirm(plan: RetagPlan, tagLines: string): Promise<boolean> {
  const { planText } = await import('../onCommand');
  const { rewritten, signed, noted } = plan;
  const go =
    signed.length > 0
      ? vscode.l10n.t('Rewrite and Drop Signatures ({0})', signed.length)
      : rewritten.length > 0
        ? vscode.l10n.t('Rewrite Commits ({0})', rewritten.length)
        : vscode.l10n.t('Write Notes ({0})', noted.length);
  const undoLine = rewritten.length > 0 ? [vscode.l10n.t('Undo Last Retag takes it back.')] : [];
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Tag past commits with {0}?', tagLines),
    { modal: true, detail: [...planText(plan, words), ...undoLine].join('\n') },
    go,
  );
  return chosen === go;
}

function placeOf(current: Current | undefined): RetagPlace | undefined {
  const layout = current?.outcome.repositoryLayout;
  if (current?.repository === undefined || layout === undefined) return undefined;
  const { engine } = current;
  return { git: engine.gitPort, layout, exists: (path) => engine.files.exists(path) };
}

async function refuse(refusal: RetagRefusal): Promise<void> {
  const { refusalText } = await import('../onCommand');
  void vscode.window.showErrorMessage(
    vscode.l10n.t('Nothing was changed. {0}', plainText(refusalText(refusal, words))),
  );
}
