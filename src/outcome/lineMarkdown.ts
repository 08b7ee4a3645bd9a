import { editorMarkdown } from './editorMarkdown';
import type { LineKeyResult, LineOutcome } from './lineOutcome';
import type { Words } from './words';

/** The commands that links of `lineMarkdown` run, each with one text. */
export const LINE_COMMANDS = {
  commit: 'throughline.openCommit',
  keyResult: 'throughline.openOkrFile',
} as const;

/**
 * What a line is for, as Markdown of the editor. What a repository wrote never stands at the start of a line and
 * has no meaning there; links lead to commands only, with nothing in them but an id.
 */
export function lineMarkdown(outcome: LineOutcome, l10n: Words): string {
  const { commit, keyResults, release, text } = outcome;
  const blocks = keyResults.map((one) => keyResultBlock(one, l10n));
  if (keyResults.length === 0) blocks.push(`**${editorMarkdown(text)}**`);
  if (commit) {
    const facts = [
      commandLink(commit.shortId, LINE_COMMANDS.commit, commit.id),
      editorMarkdown(commit.subject),
      editorMarkdown(commit.day),
      ...(release === undefined ? [] : [editorMarkdown(release)]),
    ];
    blocks.push(`${l10n.t('Commit')} ${facts.join(' · ')}`);
  }
  return blocks.join('\n\n');
}

function keyResultBlock(
  { id, active, title, objective, metric, state, note }: LineKeyResult,
  l10n: Words,
): string {
  const name = active ? commandLink(id, LINE_COMMANDS.keyResult, id) : editorMarkdown(id);
  const facts = [state, metric, note].filter((part) => part !== undefined && part !== '');
  const lines = [
    title === undefined ? `**${editorMarkdown(id)}**` : `**${editorMarkdown(title)}**`,
    ...(objective === undefined ? [] : [`${l10n.t('Objective')}: ${editorMarkdown(objective)}`]),
    `${l10n.t('Key result')}: ${[name, ...facts.map((fact) => editorMarkdown(fact ?? ''))].join(' · ')}`,
  ];
  return lines.join('  \n');
}

function commandLink(label: string, command: string, argument: string): string {
  // Brackets would end the address, and are left as they are by the encoding.
  const query = encodeURIComponent(JSON.stringify([argument])).replace(/[()]/g, (found) =>
    found === '(' ? '%28' : '%29',
  );
  return `[${editorMarkdown(label)}](command:${command}?${query})`;
}
