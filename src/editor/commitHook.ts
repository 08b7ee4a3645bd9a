import * as vscode from 'vscode';
import type { GitFailure } from '../io/ports';
import type { Plan, Refusal } from '../work/hook/plan';
import type { OnCommand } from './lazyEngine';
import type { Current } from './openedRepository';
import { plainText } from './plainText';
import type { Session } from './session';
import { syncHook } from './syncHook';
import { words } from './words';

type Facts = Parameters<OnCommand['planInstall']>[0];

interface Found {
  readonly current: Current;
  readonly facts: Facts;
  readonly hooks: OnCommand;
}

/** `Throughline: Install Commit Hook…`: shows what changes, asks, and tells the hook about the branch at once. */
export async function installHook(session: Session): Promise<void> {
  const found = await look(session);
  if (found === undefined) return;
  const { current, facts, hooks } = found;
  const { module, engine, root, outcome } = current;
  const { trailerKey } = outcome;
  const end = await carryOut(found, hooks.planInstall(facts), {
    nothing: vscode.l10n.t('The commit hook is installed already.'),
    question: vscode.l10n.t('Install the commit hook in this clone?'),
    about: vscode.l10n.t(
      'Every commit on a linked branch then gets its tags, whatever client makes it. Remove Commit Hook takes it out again.',
    ),
    answer: vscode.l10n.t('Install'),
    done: vscode.l10n.t(
      'The commit hook is installed: commits on a linked branch are tagged, from any client.',
    ),
  });
  // What is installed already may still write another key.
  if (end === 'not-done') return;
  const told = await module.writeTrailerKey(engine.gitPort, root.fsPath, trailerKey);
  if (told.ok && told.value) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The hook writes {0} too: git config throughline.trailerKey was set in this clone.',
        trailerKey,
      ),
    );
  }
  if (!told.ok) showFailure(told.error);
  await syncHook(current);
  session.paint();
}

/** `Throughline: Remove Commit Hook`: each file is as it was before. */
export async function removeHook(session: Session): Promise<void> {
  const found = await look(session);
  if (found === undefined) return;
  const { current, facts, hooks } = found;
  const { engine, root } = current;
  const end = await carryOut(found, hooks.planRemove(facts), {
    nothing: vscode.l10n.t('There is no commit hook to remove.'),
    question: vscode.l10n.t('Remove the commit hook from this clone?'),
    answer: vscode.l10n.t('Remove'),
    done: vscode.l10n.t('The commit hook is removed.'),
  });
  if (end !== 'done') return;
  const unset = await hooks.writeCheck(engine.gitPort, root.fsPath, 'off');
  if (!unset.ok) showFailure(unset.error);
  await syncHook(current);
  session.paint();
}

interface Wording {
  readonly nothing: string;
  readonly question: string;
  /** What it means, before what changes. */
  readonly about?: string;
  readonly answer: string;
  readonly done: string;
}

async function look(session: Session): Promise<Found | undefined> {
  const { current } = session;
  if (current?.repository === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a repository first.'));
    return undefined;
  }
  const { engine, root } = current;
  const hooks = await import('../onCommand');
  const ports = { git: engine.gitPort, hookFiles: engine.hookFiles };
  const facts = await hooks.readHookFacts(ports, root.fsPath);
  if (!facts.ok) showFailure(facts.error);
  return facts.ok && facts.value ? { current, facts: facts.value, hooks } : undefined;
}

async function carryOut(
  { current: { engine }, facts, hooks }: Found,
  plan: Plan | Refusal,
  wording: Wording,
): Promise<'done' | 'nothing' | 'not-done'> {
  if ('why' in plan) {
    await refuse(hooks.hookWords.refusalText(plan, words), plan.snippet);
    return 'not-done';
  }
  if (plan.changes.length === 0) {
    void vscode.window.showInformationMessage(wording.nothing);
    return 'nothing';
  }
  const chosen = await vscode.window.showInformationMessage(
    wording.question,
    { modal: true, detail: detailOf(hooks, facts, plan, wording.about) },
    wording.answer,
  );
  if (chosen !== wording.answer) return 'not-done';
  const applied = await engine.hookFiles.apply(plan.changes);
  if (!applied.ok) {
    const path = plainText(applied.error.path);
    const detail = plainText(applied.error.detail);
    const left = applied.error.left.map(plainText);
    void vscode.window.showErrorMessage(
      left.length === 0
        ? vscode.l10n.t('{0} could not be changed: {1}. Everything is as it was.', path, detail)
        : vscode.l10n.t(
            '{0} could not be changed: {1}. What was changed before stays so: {2}.',
            path,
            detail,
            left.join(', '),
          ),
    );
    return 'not-done';
  }
  const notes = hooks.hookWords.planNotes(plan, words);
  void vscode.window.showInformationMessage(plainText([wording.done, ...notes].join(' ')));
  return 'done';
}

/** Each file, and below it the lines that come into one that is not the hook's own. */
function detailOf({ hookWords, ownFolder }: OnCommand, facts: Facts, plan: Plan, about?: string): string {
  const { changeLines, addedLines, planNotes, sharedFileNotes } = hookWords;
  const own = `${ownFolder(facts)}/`;
  const files = changeLines(plan.changes, facts.root, words).flatMap((line, index) => {
    const change = plan.changes[index];
    const added = change === undefined || change.path.startsWith(own) ? [] : addedLines(change);
    return [line, ...added.map((one) => `    + ${one}`)];
  });
  const shared = about === undefined ? [] : sharedFileNotes(plan.changes, facts.root, words);
  const notes = [...planNotes(plan, words), ...shared];
  const parts = [about === undefined ? [] : [about], files, notes];
  return parts.flatMap((lines) => (lines.length === 0 ? [] : lines.join('\n'))).join('\n\n');
}

async function refuse(why: string, snippet: string): Promise<void> {
  if (snippet === '') {
    void vscode.window.showErrorMessage(why);
    return;
  }
  const copy = vscode.l10n.t('Copy Lines to Add');
  const byHand = vscode.l10n.t(
    'To do it by hand, let your hooks run these lines, in sh, and run the command again:',
  );
  const chosen = await vscode.window.showWarningMessage(
    why,
    { modal: true, detail: `${byHand}\n\n${snippet}` },
    copy,
  );
  if (chosen === copy) await vscode.env.clipboard.writeText(snippet);
}

function showFailure({ detail }: GitFailure): void {
  void vscode.window.showErrorMessage(vscode.l10n.t('Throughline: {0}', plainText(detail)));
}
