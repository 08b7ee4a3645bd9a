import * as vscode from 'vscode';
import type { KeyResult, Objective } from '../okr/model';
import type { Aims } from '../outcome/okrDocument';
import { plainText } from './plainText';

export interface KeyResultItem extends vscode.QuickPickItem {
  readonly keyResult?: KeyResult;
}

export interface Choice {
  readonly title: string;
  readonly placeholder: string;
  /** Ids of the branch's key results, shown first. */
  readonly served: readonly string[];
  /** Ids used lately, shown next. */
  readonly recent: readonly string[];
  /** Ids ticked at the start. */
  readonly picked: readonly string[];
}

/** One or more key results: the branch's first, then recent ones, then all by objective. */
export async function pickKeyResults(
  aims: Aims,
  goal: (keyResult: KeyResult) => string,
  choice: Choice,
): Promise<readonly string[] | undefined> {
  const items = keyResultItems(aims, goal, choice);
  const picked = new Set(choice.picked.map((id) => id.toLowerCase()));
  const pick = vscode.window.createQuickPick<KeyResultItem>();
  pick.title = choice.title;
  pick.placeholder = choice.placeholder;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = items;
  pick.selectedItems = items.filter(({ keyResult }) => keyResult && picked.has(keyResult.id.toLowerCase()));
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems.flatMap(({ keyResult }) => keyResult?.id ?? [])));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/** The branch's key results, recent ones, then all by objective; none twice. */
export function keyResultItems(
  aims: Aims,
  goal: (keyResult: KeyResult) => string,
  choice: Pick<Choice, 'served' | 'recent'>,
): KeyResultItem[] {
  const all = aims.objectives.flatMap(({ keyResults }) => keyResults);
  const shown = new Set<string>();
  const take = (ids: readonly string[]): KeyResult[] =>
    ids.flatMap((id) => {
      const found = all.find((one) => one.id.toLowerCase() === id.toLowerCase());
      if (found === undefined || shown.has(found.id)) return [];
      shown.add(found.id);
      return [found];
    });
  const group = (label: string, keyResults: readonly KeyResult[]): KeyResultItem[] =>
    keyResults.length === 0
      ? []
      : [
          { label, kind: vscode.QuickPickItemKind.Separator },
          ...keyResults.map((keyResult) => ({
            label: plainText(keyResult.title),
            description: keyResult.id,
            detail: plainText(goal(keyResult)),
            keyResult,
          })),
        ];
  return [
    ...group(vscode.l10n.t('this branch'), take(choice.served)),
    ...group(vscode.l10n.t('recent'), take(choice.recent)),
    ...aims.objectives.flatMap((objective: Objective) =>
      group(plainText(objective.title), take(objective.keyResults.map(({ id }) => id))),
    ),
  ];
}
