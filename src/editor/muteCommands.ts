import * as vscode from 'vscode';
import type { Mutes } from './mutes';
import { keyResultItems } from './pickKeyResults';
import { plainText } from './plainText';
import type { Session } from './session';
import { words } from './words';

/** `Throughline: Mute Alarms of a Key Result…`: no notification and no badge until they are unmuted. */
export async function muteKeyResult(session: Session, mutes: Mutes, given: unknown): Promise<void> {
  const { current } = session;
  const aims = current?.outcome.aims;
  if (current === undefined || aims === undefined) return;
  const { module, outcome } = current;
  if (typeof given === 'string') {
    const found = module.findId(aims, given);
    if (found.kind === 'active') await mutes.set(current, [found.keyResult.id], true);
    return;
  }
  const muted = mutes.of(current);
  const objectives = aims.objectives.map((objective) => ({
    ...objective,
    keyResults: objective.keyResults.filter(({ id }) => !muted.has(id.toLowerCase())),
  }));
  const items = keyResultItems(
    { ...aims, objectives },
    (keyResult) => module.goalText(keyResult, vscode.env.language, words),
    { served: outcome.served.active.map(({ id }) => id), recent: [] },
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Mute Alarms of a Key Result'),
    placeHolder: vscode.l10n.t('No notification and no badge until they are unmuted'),
    matchOnDescription: true,
  });
  if (chosen?.keyResult) await mutes.set(current, [chosen.keyResult.id], true);
}

/** `Throughline: Unmute Alarms of a Key Result…`, also of one that has left the OKR file. */
export async function unmuteKeyResult(session: Session, mutes: Mutes, given: unknown): Promise<void> {
  const { current } = session;
  if (current === undefined) return;
  if (typeof given === 'string') {
    await mutes.set(current, [given], false);
    return;
  }
  const keyResults = current.outcome.aims?.objectives.flatMap((objective) => objective.keyResults) ?? [];
  const items = [...mutes.of(current)].map((id) => {
    const title = keyResults.find((one) => one.id.toLowerCase() === id)?.title;
    return title === undefined ? { label: id, id } : { label: plainText(title), description: id, id };
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Unmute Alarms of a Key Result'),
    placeHolder: vscode.l10n.t('Which key result?'),
    matchOnDescription: true,
  });
  if (chosen) await mutes.set(current, [chosen.id], false);
}
