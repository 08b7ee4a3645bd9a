/**
 * Finds the trailer block of a commit message as git does: `trailer.c` and `ignore_non_trailer` of git 2.39,
 * described in git-interpret-trailers(1). Without a divider: a `---` line is text, as for `%(trailers)`.
 */

/** One line of the block with its continuations. `key` is absent where the line is no trailer. */
export interface BlockLine {
  readonly start: number;
  /** Exclusive, after the line end. */
  readonly end: number;
  readonly key?: string;
  /** Trimmed as git trims; continuations still folded. */
  readonly value?: string;
}

export interface TrailerBlock {
  /** Where the block starts, or where one would be put. */
  readonly start: number;
  /** After the block; comments and blank lines at the end of the message follow. */
  readonly end: number;
  readonly lines: readonly BlockLine[];
}

/** What a comment begins with, unless `core.commentChar` says otherwise. */
export const COMMENT = '#';
const SCISSORS = ' ------------------------ >8 ------------------------\n';
const GIT_GENERATED = ['Signed-off-by: ', '(cherry picked from commit '] as const;

/** The only characters that are space to git, whatever the locale. */
export function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text[start])) start += 1;
  while (end > start && isSpace(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

/** Start of the last line of `text` before `end`; -1 where there is none. */
function lastLine(text: string, end: number): number {
  if (end === 0) return -1;
  if (end === 1) return 0;
  return text.lastIndexOf('\n', end - 2) + 1;
}

export function isBlankLine(text: string, at: number): boolean {
  let i = at;
  while (i < text.length && text[i] !== '\n' && isSpace(text[i])) i += 1;
  return i >= text.length || text[i] === '\n';
}

/** Where blank lines and comments at the end, an old `Conflicts:` list or a scissors line begin. */
function contentEnd(text: string, comment: string): number {
  const scissors = comment + SCISSORS;
  const cut = text.indexOf(`\n${scissors}`);
  const cutoff = text.startsWith(scissors) ? 0 : cut === -1 ? text.length : cut + 1;
  // As in git, 0 stands for "none".
  let trailing = 0;
  let inConflicts = false;
  for (let at = 0; at < cutoff; at = nextLine(text, at)) {
    const conflicts = text.startsWith('Conflicts:\n', at);
    if (text.startsWith(comment, at) || text[at] === '\n' || conflicts) {
      trailing ||= at;
      inConflicts ||= conflicts;
    } else if (!(inConflicts && text[at] === '\t') && trailing > 0) {
      trailing = 0;
      inConflicts = false;
    }
  }
  return trailing > 0 ? trailing : cutoff;
}

/** ASCII letters, digits and the hyphen. */
function isOfKey(character: string): boolean {
  return (
    (character >= 'a' && character <= 'z') ||
    (character >= 'A' && character <= 'Z') ||
    (character >= '0' && character <= '9') ||
    character === '-'
  );
}

/** Length of the key before a colon, spaces included; -1 where the line is no trailer. */
function separatorAt(line: string): number {
  let spaced = false;
  for (let i = 0; i < line.length; i += 1) {
    const character = line.charAt(i);
    if (character === ':') return i;
    if (!spaced && isOfKey(character)) continue;
    if (i > 0 && (character === ' ' || character === '\t')) {
      spaced = true;
      continue;
    }
    break;
  }
  return -1;
}

/** Git takes any prefix of a configured key for that key. */
function isPrefixOf(token: string, configured: string): boolean {
  return configured.slice(0, token.length).toLowerCase() === token.toLowerCase();
}

/** Whether git takes the token for the key; a configured one also where punctuation follows a prefix of it. */
export function isKey(token: string, key: string, configured: boolean): boolean {
  if (token.toLowerCase() === key.toLowerCase()) return true;
  return configured && isPrefixOf(token.replace(/[^A-Za-z0-9]+$/, ''), key);
}

function blockStart(text: string, end: number, configured: string | undefined, comment: string): number {
  let titleEnd = 0;
  while (titleEnd < end && (text.startsWith(comment, titleEnd) || !isBlankLine(text, titleEnd))) {
    titleEnd = nextLine(text, titleEnd);
  }
  let onlySpaces = true;
  let recognized = false;
  let trailers = 0;
  let others = 0;
  let continuations = 0;
  for (let at = lastLine(text, end); at >= titleEnd; at = lastLine(text, at)) {
    const line = text.slice(at, nextLine(text, at));
    if (line.startsWith(comment)) {
      others += continuations;
      continuations = 0;
      continue;
    }
    if (isBlankLine(text, at)) {
      if (onlySpaces) continue;
      others += continuations;
      const isBlock = recognized ? trailers * 3 >= others : trailers > 0 && others === 0;
      return isBlock ? nextLine(text, at) : end;
    }
    onlySpaces = false;
    const separator = separatorAt(line);
    if (GIT_GENERATED.some((prefix) => line.startsWith(prefix))) {
      trailers += 1;
      continuations = 0;
      recognized = true;
    } else if (separator >= 1 && !isSpace(line[0])) {
      trailers += 1;
      continuations = 0;
      if (configured !== undefined && isPrefixOf(line.slice(0, separator), configured)) recognized = true;
    } else if (isSpace(line[0])) {
      continuations += 1;
    } else {
      others += continuations + 1;
      continuations = 0;
    }
  }
  return end;
}

/**
 * @param configured a key that counts as configured (`trailer.<name>.key`), which makes mixed paragraphs readable
 * @param comment what a comment begins with
 */
export function findBlock(text: string, configured?: string, comment: string = COMMENT): TrailerBlock {
  const end = contentEnd(text, comment);
  const start = blockStart(text, end, configured, comment);
  const lines: BlockLine[] = [];
  for (let at = start; at < end; ) {
    let next = nextLine(text, at);
    if (separatorAt(text.slice(at, next)) >= 1) {
      // A blank line can only end the block; git folds it in, and trims it off again.
      while (next < end && isSpace(text[next]) && !isBlankLine(text, next)) next = nextLine(text, next);
    }
    lines.push(blockLine(text, at, next));
    at = next;
  }
  return { start, end, lines };
}

function blockLine(text: string, start: number, end: number): BlockLine {
  const line = text.slice(start, end);
  const separator = separatorAt(line);
  if (separator < 1) return { start, end };
  return { start, end, key: trim(line.slice(0, separator)), value: trim(line.slice(separator + 1)) };
}

/** Whether the text before `at` ends with a blank line. */
export function endsWithBlankLine(text: string, at: number): boolean {
  const last = lastLine(text, at);
  return last >= 0 && isBlankLine(text, last);
}

/** Start of the last paragraph before `end`; 0 where there is but one. */
export function lastParagraph(text: string, end: number): number {
  let start = end;
  for (let at = lastLine(text, end); at >= 0; at = lastLine(text, at)) {
    if (!isBlankLine(text, at)) start = at;
    else if (start < end) break;
  }
  return start;
}

/** Whether there is anything before `end` but blank lines and comments. */
export function hasText(text: string, end: number, comment: string = COMMENT): boolean {
  for (let at = 0; at < end; at = nextLine(text, at)) {
    if (!text.startsWith(comment, at) && !isBlankLine(text, at)) return true;
  }
  return false;
}
