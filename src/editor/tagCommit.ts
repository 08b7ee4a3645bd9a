import * as vscode from 'vscode';
import type { Aims } from '../outcome/okrDocument';
import type { BranchCommit, Head } from '../work/head';
import { readBox } from './commitBox';
import type { GitRepository } from './gitApi';
import type { Current } from './openedRepository';
import { pickKeyResults } from './pickKeyResults';
import { plainText } from './plainText';
import type { RecentKeyResults } from './recentKeyResults';
import type { Session } from './session';
import { words } from './words';

/** `Throughline: Tag Commit with Key Result`. */
export async function tagCommit(session: Session, recent: RecentKeyResults): Promise<void> {
  const current = session.current;
  const repository = current?.repository;
  const aims = current?.outcome.aims;
  if (current === undefined || repository === undefined || aims === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There are no key results to tag with: this needs a repository with an OKR file.'),
    );
    return;
  }
  const { module, outcome } = current;
  const inBox = readBox(current).flatMap((id) => meant(current, aims, id) ?? []);
  const served = outcome.served.active.map(({ id }) => id);
  const ids = await pickKeyResults(
    aims,
    (keyResult) => module.goalText(keyResult, vscode.env.language, words),
    {
      title: vscode.l10n.t('Tag Commit with Key Result'),
      placeholder: vscode.l10n.t('Which key results does this commit serve?'),
      served,
      recent: recent.ids,
      picked: inBox.length > 0 ? inBox : served,
    },
  );
  if (ids === undefined || (ids.length === 0 && inBox.length === 0)) return;
  await recent.add(ids);
  const target = await chooseTarget(session, current, repository);
  if (target === undefined) return;
  if (target.kind === 'box') putIntoBox(current, repository, aims, ids);
  else await amend(current, target.commit, ids);
  session.paint();
}

/** The id, as the OKR file writes it now, of the key result that a trailer names; nothing where none can be ticked. */
function meant({ module }: Current, aims: Aims, id: string): string | undefined {
  const found = module.findId(aims, id);
  return found.kind === 'active' ? found.keyResult.id : undefined;
}

type Target = { readonly kind: 'box' } | { readonly kind: 'amend'; readonly commit: string };

/** The next commit, unless everything is committed and the last commit can still be changed. */
async function chooseTarget(
  session: Session,
  current: Current,
  repository: GitRepository,
): Promise<Target | undefined> {
  const { outcome, engine, root } = current;
  const module = await import('../onCommand');
  await session.reloadBranch();
  const branch = outcome.branch;
  if (branch === undefined) return { kind: 'box' };
  const { head, operation, work } = branch;
  // The Git view is up to a second behind; what may be amended has to be known.
  const clean = await module.isClean(engine.gitPort, root.fsPath);
  const workTreeClean = clean.ok && clean.value;
  const pushed =
    workTreeClean && head.kind !== 'unborn'
      ? await module.isPushed(engine.gitPort, root.fsPath, head.commit)
      : undefined;
  const plan = module.planTag({
    boxText: repository.inputBox.value,
    workTreeClean,
    head,
    // What can't be told is treated as pushed: nothing is rewritten.
    headPushed: pushed?.ok === true ? pushed.value : true,
    ...(operation === undefined ? {} : { operation }),
  });
  if (plan.kind === 'box' || head.kind === 'unborn') return { kind: 'box' };
  return plan.kind === 'amend' ? offerAmend(head, work?.commits[0]) : offerNext(head);
}

function shortId(head: Exclude<Head, { kind: 'unborn' }>): string {
  return head.commit.slice(0, 8);
}

async function offerAmend(
  head: Exclude<Head, { kind: 'unborn' }>,
  commit: BranchCommit | undefined,
): Promise<Target | undefined> {
  const amendItem = {
    label: `$(git-commit) ${vscode.l10n.t('Amend the last commit')}`,
    description: shortId(head),
    detail: commit?.id === head.commit ? plainText(commit.subject) : '',
  };
  const nextItem = {
    label: `$(edit) ${vscode.l10n.t('Tag the next commit')}`,
    description: vscode.l10n.t('puts it into the commit box'),
    detail: '',
  };
  const chosen = await vscode.window.showQuickPick([amendItem, nextItem], {
    title: vscode.l10n.t('Tag Commit with Key Result'),
    placeHolder: vscode.l10n.t('Everything is committed, and the last commit is not pushed yet.'),
  });
  if (chosen === undefined) return undefined;
  return chosen === amendItem ? { kind: 'amend', commit: head.commit } : { kind: 'box' };
}

async function offerNext(head: Exclude<Head, { kind: 'unborn' }>): Promise<Target | undefined> {
  const nextItem = {
    label: `$(edit) ${vscode.l10n.t('Tag the next commit')}`,
    description: vscode.l10n.t('puts it into the commit box'),
  };
  const chosen = await vscode.window.showQuickPick([nextItem], {
    title: vscode.l10n.t('Tag Commit with Key Result'),
    placeHolder: vscode.l10n.t(
      'The last commit {0} is already pushed, so it is left as it is.',
      shortId(head),
    ),
  });
  return chosen && { kind: 'box' };
}

/** Adds what was picked and takes out what was unticked; every other byte stays, and every tag that was no choice. */
function putIntoBox(current: Current, repository: GitRepository, aims: Aims, ids: readonly string[]): void {
  const { module } = current;
  const { trailerKey } = current.outcome;
  const typed = repository.inputBox.value;
  const present = readBox(current).map((id) => ({ id, means: meant(current, aims, id) }));
  const dropped = present.filter(({ means }) => means !== undefined && !ids.includes(means));
  const added = ids.filter((id) => present.every(({ means }) => means !== id));
  const kept =
    dropped.length === 0
      ? typed
      : module.removeTrailers(
          typed,
          trailerKey,
          dropped.map(({ id }) => id),
        );
  repository.inputBox.value = added.length === 0 ? kept : module.addTrailers(kept, trailerKey, added);
  const carried = readBox(current);
  const message =
    carried.length === 0
      ? vscode.l10n.t('The next commit carries no tag.')
      : vscode.l10n.t(
          '{0} was put into the commit box.',
          carried.map((id) => `${trailerKey}: ${id}`).join(', '),
        );
  vscode.window.setStatusBarMessage(`$(check) ${message}`, 6000);
}

async function amend(
  { engine, root, outcome }: Current,
  commit: string,
  ids: readonly string[],
): Promise<void> {
  const { amendWithTags } = await import('../onCommand');
  const amended = await amendWithTags(engine.gitPort, root.fsPath, {
    commit,
    key: outcome.trailerKey,
    ids,
  });
  if (!amended.ok) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The commit was left as it was: {0}', plainText(amended.error.detail)),
    );
    return;
  }
  const message =
    amended.value === commit
      ? vscode.l10n.t('The last commit already carries this tag.')
      : vscode.l10n.t(
          'The last commit now carries {0}.',
          ids.map((id) => `${outcome.trailerKey}: ${id}`).join(', '),
        );
  vscode.window.setStatusBarMessage(`$(check) ${message}`, 6000);
}
