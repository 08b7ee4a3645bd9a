import ts from 'typescript';
import { type SourceFile, sourceFiles } from '../architecture/sources';

/** A sentence that the code gives to `t` of `l10n` or `vscode.l10n`. */
export interface Message {
  readonly text: string;
  /** `path:line` */
  readonly place: string;
  /** Arguments given beside the text; undefined where they are spread. */
  readonly given: number | undefined;
}

export interface Found {
  readonly messages: readonly Message[];
  /** Places where the text is not written out, so that nobody could translate it. */
  readonly hidden: readonly string[];
}

/** The one that hands every sentence on to the editor. */
const TRANSLATOR = 'src/editor/words.ts';

/** Everything that the sources let be translated. */
export function messagesInCode(): Found {
  const found = sourceFiles()
    .filter(({ path }) => path !== TRANSLATOR)
    .map(messagesIn);
  return {
    messages: found.flatMap(({ messages }) => messages),
    hidden: found.flatMap(({ hidden }) => hidden),
  };
}

function messagesIn({ path, text }: SourceFile): Found {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const messages: Message[] = [];
  const hidden: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node.expression)) {
      const place = `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      const [first, ...rest] = node.arguments;
      const texts = first === undefined ? [] : textsOf(first);
      const given = rest.some(ts.isSpreadElement) ? undefined : rest.length;
      if (texts.length === 0) hidden.push(place);
      for (const one of texts) messages.push({ text: one, place, given });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { messages, hidden };
}

function isTranslation(callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 't') return false;
  const owner = callee.expression;
  const name = ts.isPropertyAccessExpression(owner)
    ? owner.name.text
    : ts.isIdentifier(owner)
      ? owner.text
      : '';
  return name === 'l10n' || name === 'words';
}

/** The texts that an argument can be: itself, or either side of a choice. */
function textsOf(argument: ts.Expression): readonly string[] {
  if (ts.isStringLiteralLike(argument)) return [argument.text];
  if (ts.isParenthesizedExpression(argument)) return textsOf(argument.expression);
  if (!ts.isConditionalExpression(argument)) return [];
  const [yes, no] = [textsOf(argument.whenTrue), textsOf(argument.whenFalse)];
  return yes.length > 0 && no.length > 0 ? [...yes, ...no] : [];
}
