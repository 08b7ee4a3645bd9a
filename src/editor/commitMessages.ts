import * as vscode from 'vscode';
import type { MessageAims, MessageAimsReader } from './messageAims';
import { words } from './words';

/** Messages in files that git has somebody write, and the commit boxes of the Git view. */
const MESSAGES: vscode.DocumentSelector = [
  { language: 'git-commit', scheme: 'file' },
  { language: 'scminput', scheme: 'vscode-scm' },
];
const TRIGGERS = [':', ' '] as const;

/** In commit messages: what a tag's id means on hovering, and the ids to choose from while typing one. */
export function helpWithMessages(reader: MessageAimsReader): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(MESSAGES, {
      provideHover: (document, position) => hover(reader, document, position),
    }),
    vscode.languages.registerCompletionItemProvider(
      MESSAGES,
      { provideCompletionItems: (document, position) => complete(reader, document, position) },
      ...TRIGGERS,
    ),
  );
}

async function hover(
  reader: MessageAimsReader,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  if (!mayBeTag(document.lineAt(position).text, reader.trailerKeys)) return undefined;
  const aims = await reader.ofDocument(document);
  const place = aims?.module.tagAt(document.getText(), aims.trailerKey, document.offsetAt(position));
  if (aims === undefined || place === undefined) return undefined;
  const range = new vscode.Range(document.positionAt(place.start), document.positionAt(place.end));
  return new vscode.Hover(describe(place.id, aims), range);
}

/** Nothing is loaded for a line that is none. */
function mayBeTag(line: string, keys: readonly string[]): boolean {
  const [word = ''] = line.split(':', 1);
  return keys.some((key) => key.toLowerCase().startsWith(word.trim().toLowerCase()));
}

function describe(id: string, { context, module, okrUri }: MessageAims): vscode.MarkdownString {
  const { title, lines, line } = module.tagFacts(id, context, words);
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(title).appendMarkdown('**');
  for (const one of lines) text.appendMarkdown('  \n').appendText(one);
  if (line !== undefined) {
    text.appendMarkdown('\n\n[').appendText(vscode.l10n.t('Show in OKR file'));
    text.appendMarkdown(`](${okrUri.with({ fragment: `L${line}` }).toString()})`);
  }
  return text;
}

async function complete(
  reader: MessageAimsReader,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const line = document.lineAt(position).text.slice(0, position.character);
  if (!mayBeTag(line, reader.trailerKeys)) return [];
  const aims = await reader.ofDocument(document);
  const text = document.getText();
  const offset = document.offsetAt(position);
  const typed = aims?.module.typedTag(text, aims.trailerKey, offset);
  if (aims === undefined || typed === undefined) return [];
  const { module, context, served } = aims;
  const carried = module
    .tagPlaces(text, aims.trailerKey)
    .filter(({ start, end }) => offset < start || end < offset)
    .map(({ id }) => id);
  const start = document.positionAt(typed.start);
  const range = {
    inserting: new vscode.Range(start, position),
    replacing: new vscode.Range(start, document.positionAt(typed.end)),
  };
  return module
    .tagOffers(context.aims, served, carried)
    .map(({ keyResult, objective, served: own }, index) => {
      const { id, title } = keyResult;
      const item = new vscode.CompletionItem(
        { label: `${typed.before}${id}`.trimStart(), description: title },
        vscode.CompletionItemKind.Value,
      );
      item.insertText = `${typed.before}${id}`;
      // A word of the title finds it too.
      item.filterText = `${typed.before}${id} ${title}`.trimStart();
      item.range = range;
      item.sortText = String(index).padStart(5, '0');
      item.detail = own ? vscode.l10n.t('{0} · this branch', objective) : objective;
      item.documentation = describe(id, aims);
      item.preselect = index === 0;
      return item;
    });
}
