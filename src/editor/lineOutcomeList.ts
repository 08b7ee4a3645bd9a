import * as vscode from 'vscode';
import { LINE_COMMANDS } from '../outcome/lineMarkdown';
import type { LineOutcome } from '../outcome/lineOutcome';
import { plainText } from './plainText';

interface Item extends vscode.QuickPickItem {
  readonly command?: string;
  readonly argument?: string;
}

/**
 * All that is known of a line, as a list that a screen reader reads and a keyboard follows.
 * @param line counted from 0
 */
export async function showLineOutcome(line: number, outcome: LineOutcome): Promise<void> {
  const chosen = await vscode.window.showQuickPick(itemsOf(outcome), {
    title: vscode.l10n.t('Line {0}: {1}', line + 1, plainText(outcome.text)),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen?.command !== undefined) await vscode.commands.executeCommand(chosen.command, chosen.argument);
}

function itemsOf({ text, keyResults, commit, release }: LineOutcome): Item[] {
  const items: Item[] = keyResults.map(({ id, active, title, objective, metric, state, note }) => ({
    label: `$(target) ${plainText(title ?? id)}`,
    description: plainText([id, state].filter((part) => part !== '').join(' · ')),
    detail: plainText([objective, metric, note].filter((part) => part !== undefined).join(' · ')),
    ...(active ? { command: LINE_COMMANDS.keyResult, argument: id } : {}),
  }));
  if (items.length === 0) items.push({ label: plainText(text) });
  if (commit) {
    items.push({
      label: `$(git-commit) ${commit.shortId}`,
      description: plainText(commit.subject),
      detail: plainText([commit.day, release].filter((part) => part !== undefined).join(' · ')),
      command: LINE_COMMANDS.commit,
      argument: commit.id,
    });
  }
  return items;
}
