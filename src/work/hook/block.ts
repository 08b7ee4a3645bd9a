/** A part of somebody's file that is ours, between two comment lines. */

const START = '# >>> throughline >>>';
const END = '# <<< throughline <<<';
/** What the first line remembers, so that removing leaves the file as it was. */
const NEW_FILE = ' (new file)';
const NEW_LINE = ' (with the line end above)';

const BLOCK = new RegExp(
  `^([ \\t]*)${START}([^\\r\\n]*)\\r?\\n(?:[^\\n]*\\n)*?[ \\t]*${END}[ \\t]*(?:\\r?\\n|$)`,
  'm',
);

export function hasBlock(text: string): boolean {
  return text.includes(START) || text.includes(END);
}

export interface Placed {
  /** Where in the text, at the start of a line or at its end. */
  readonly at: number;
  /** Spaces in front of each line. */
  readonly indent?: string;
  readonly newFile?: boolean;
}

/** Puts lines into a text, in its own line ends where `eol` says so. */
export function withBlock(
  text: string,
  lines: readonly string[],
  { at, indent = '', newFile = false }: Placed,
  eol = '\n',
): string {
  const before = text.slice(0, at);
  const missing = before !== '' && !before.endsWith('\n');
  const mark = newFile ? NEW_FILE : missing ? NEW_LINE : '';
  const block = [START + mark, ...lines, END].map((line) => indent + line + eol).join('');
  return before + (missing ? eol : '') + block + text.slice(at);
}

/** The text with its blocks gone; nothing where it has none, or where one of its two lines is missing. */
export function withoutBlocks(
  text: string,
): { readonly text: string; readonly newFile: boolean } | undefined {
  let rest = text;
  let newFile = false;
  // From the end on: what is behind a block then is nobody's but theirs.
  for (const { 0: whole, 2: mark, index } of [...text.matchAll(new RegExp(BLOCK, 'gm'))].reverse()) {
    const after = rest.slice(index + whole.length);
    const before = rest.slice(0, index);
    if (mark === NEW_FILE) newFile = true;
    rest = (mark === NEW_LINE && after === '' ? before.replace(/\r?\n$/, '') : before) + after;
  }
  return rest === text || hasBlock(rest) ? undefined : { text: rest, newFile };
}

/** The lines of the block replaced where they are; nothing where there is no whole block. */
export function replaceBlock(text: string, lines: readonly string[]): string | undefined {
  const found = BLOCK.exec(text);
  if (found === null) return undefined;
  const [whole, indent = '', mark = ''] = found;
  const eol = whole.includes('\r\n') ? '\r\n' : '\n';
  const block = [START + mark, ...lines, END].map((line) => indent + line).join(eol);
  const end = /\r?\n$/.exec(whole)?.[0] ?? '';
  return text.slice(0, found.index) + block + end + text.slice(found.index + whole.length);
}
