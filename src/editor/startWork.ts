import * as vscode from 'vscode';
import type { KeyResult } from '../okr/model';
import type { Aims } from '../outcome/okrDocument';
import type { OnCommand } from './lazyEngine';
import { inputStep, pickStep, type StepPlace } from './multiStep';
import type { Current } from './openedRepository';
import { keyResultItems } from './pickKeyResults';
import { plainText } from './plainText';
import type { RecentKeyResults } from './recentKeyResults';
import type { Session } from './session';
import { readSettings } from './settings';
import { words } from './words';

interface Wish {
  readonly keyResult: KeyResult;
  readonly name: string;
}

/** `Throughline: Start Work on Key Result…`: makes and checks out a branch, linked. */
export async function startWork(session: Session, recent: RecentKeyResults): Promise<void> {
  const current = session.current;
  const aims = current?.outcome.aims;
  if (current?.repository === undefined || aims === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no key result to start with: this needs a repository with an OKR file.'),
    );
    return;
  }
  const wish = await askWish(current, aims, recent.ids);
  if (wish === undefined || !(await checkOut(current, wish.name))) return;
  await recent.add([wish.keyResult.id]);
  await link(current, aims, wish);
  await session.reloadBranch();
}

/** Key result, words, name; back and forth. Nothing where somebody gave up. */
async function askWish(current: Current, aims: Aims, recent: readonly string[]): Promise<Wish | undefined> {
  const { outcome } = current;
  const module = await import('../onCommand');
  const title = vscode.l10n.t('Start Work on Key Result');
  const place = (step: number): StepPlace => ({ title, step, totalSteps: 3 });
  let keyResult: KeyResult | undefined;
  let typed = '';
  for (let step = 1; ; ) {
    if (step === 1 || keyResult === undefined) {
      const goal = (one: KeyResult): string => module.goalText(one, vscode.env.language, words);
      const served = outcome.served.active.map(({ id }) => id);
      const items = keyResultItems(aims, goal, { served, recent });
      const chosen = await pickStep(place(1), vscode.l10n.t('Which key result will the work serve?'), items);
      if (chosen.kind !== 'next') return undefined;
      keyResult = chosen.value.keyResult;
      step = 2;
      continue;
    }
    const turn =
      step === 2
        ? await inputStep(place(2), {
            prompt: vscode.l10n.t('A few words for the name of the branch'),
            placeholder: keyResult.shortTitle,
            value: typed,
            problem: () => undefined,
          })
        : await inputStep(place(3), {
            prompt: vscode.l10n.t('Name of the branch'),
            value: proposal(module, current, aims, keyResult, typed),
            problem: (name) => {
              const problem = module.branchNameProblem(name.trim());
              return problem && module.nameProblemText(problem, words);
            },
          });
    if (turn.kind === 'stop') return undefined;
    if (turn.kind === 'next' && step === 3) return { keyResult, name: turn.value.trim() };
    if (turn.kind === 'next') typed = turn.value;
    step += turn.kind === 'next' ? 1 : -1;
  }
}

function proposal(
  module: OnCommand,
  { root }: Current,
  aims: Aims,
  keyResult: KeyResult,
  typed: string,
): string {
  return module.proposeBranchName({
    ids: [keyResult.id, ...keyResult.aliases],
    slug: module.slugOf(typed) || module.slugOf(keyResult.shortTitle),
    rules: aims.branches,
    template: readSettings(root).branchTemplate ?? module.DEFAULT_TEMPLATE,
    day: module.dayOf(Date.now(), aims.cycle.timezone),
  });
}

/** Makes the branch, or goes to the one that is there; false where nothing has happened. */
async function checkOut(current: Current, name: string): Promise<boolean> {
  const { engine, root } = current;
  const module = await import('../onCommand');
  const there = await module.branchExists(engine.gitPort, root.fsPath, name);
  if (there.ok && there.value) {
    const go = vscode.l10n.t('Switch to It');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('The branch {0} exists already.', name),
      {
        modal: true,
        detail: vscode.l10n.t('Changes that are not committed come along where git can keep them.'),
      },
      go,
    );
    if (chosen !== go) return false;
    return told(await module.switchBranch(engine.gitPort, root.fsPath, name));
  }
  const from = await askStart(current);
  return (
    from !== undefined && told(await module.createBranch(engine.gitPort, root.fsPath, name, from.commit))
  );
}

/** `commit` is absent for HEAD. */
interface Start {
  readonly commit?: string;
}

/** Asks where to start where there is a choice: where the branch checked out began, as new work mostly does, or at HEAD. */
async function askStart({ engine, root, outcome }: Current): Promise<Start | undefined> {
  const head = outcome.branch?.head;
  if (head?.kind !== 'branch') return {};
  const module = await import('../onCommand');
  const bases = await module.readBases(engine.gitPort, root.fsPath, head.name);
  for (const { name, revisions } of bases.ok ? bases.value : []) {
    const found = await module.resolveCommit(engine.gitPort, root.fsPath, revisions[0] ?? name);
    if (!found.ok) continue;
    if (found.value === head.commit) return {};
    const here = { label: head.name, description: vscode.l10n.t('with its commits'), start: {} };
    const base = { label: name, description: found.value.slice(0, 8), start: { commit: found.value } };
    const chosen = await vscode.window.showQuickPick([base, here], {
      title: vscode.l10n.t('Start Work on Key Result'),
      placeHolder: vscode.l10n.t('Where does the branch start?'),
    });
    return chosen?.start;
  }
  return {};
}

function told(done: Awaited<ReturnType<OnCommand['createBranch']>>): boolean {
  if (!done.ok) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('Git did not switch, and nothing was changed: {0}', plainText(done.error.detail)),
    );
  }
  return done.ok;
}

async function link({ engine, root }: Current, aims: Aims, { keyResult, name }: Wish): Promise<void> {
  const ids = [keyResult.id, ...keyResult.aliases];
  const { linkStarted } = await import('../onCommand');
  const linked = await linkStarted(engine.gitPort, root.fsPath, name, ids, aims.branches);
  if (!linked.ok) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The branch could not be linked: {0}', plainText(linked.error.detail)),
    );
    return;
  }
  const message = vscode.l10n.t('On {0}, which serves {1}.', name, keyResult.id);
  vscode.window.setStatusBarMessage(`$(check) ${message}`, 6000);
}
