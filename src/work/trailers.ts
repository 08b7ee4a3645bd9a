import { distinctIds } from './ids';
import {
  COMMENT,
  endsWithBlankLine,
  findBlock,
  hasText,
  isBlankLine,
  isKey,
  isSpace,
  lastParagraph,
  trim,
} from './trailerBlock';

export interface ReadOptions {
  /** As with `git -c trailer.KEY.key=KEY`: a paragraph that mixes trailers with text is read too. */
  readonly keyConfigured: boolean;
  /** A message still being written: its subject may be missing yet. */
  readonly draft?: boolean;
  /** What a comment begins with; `#` unless given. */
  readonly comment?: string;
}

/** What a message carries, or will carry once it has a subject. */
const WRITING: ReadOptions = { keyConfigured: true, draft: true };

/**
 * The values of `key` in a commit message: those of git 2.39's `%(trailers:key=KEY,valueonly,unfold)` that are
 * not empty. Keys match without case.
 */
export function readTrailers(
  message: string,
  key: string,
  { keyConfigured, draft, comment }: ReadOptions,
): string[] {
  const text = draft === true ? message : withoutLeadingBlankLines(message);
  return findBlock(text, keyConfigured ? key : undefined, comment)
    .lines.filter((line) => line.key !== undefined && isKey(line.key, key, keyConfigured))
    .map(({ value }) => unfold(value ?? ''))
    .filter((value) => value !== '');
}

function withoutLeadingBlankLines(message: string): string {
  let at = 0;
  while (at < message.length && isBlankLine(message, at)) {
    const end = message.indexOf('\n', at);
    at = end === -1 ? message.length : end + 1;
  }
  return message.slice(at);
}

/** Folded lines become one, joined by a space. */
function unfold(value: string): string {
  return trim(value.replace(/\n[ \t\r\n]*/g, ' '));
}

/**
 * The message with `key: id` for each id that it does not carry yet, in the order given, where
 * `git -c trailer.KEY.key=KEY interpret-trailers --no-divider --where start --if-exists addIfDifferent
 * --trailer 'KEY: id'` puts it: in front of the trailers that are there, so that `Signed-off-by` stays last.
 *
 * Unlike git, it only ever inserts lines: git would also rewrite the trailers that are there, with their spacing
 * and line ends. And it repairs what git gets wrong:
 * - A missing final newline is added first; git would join the trailer to the last paragraph.
 * - A tag goes above a `BREAKING CHANGE:` footer where git then still reads it, since a changelog would take
 *   what follows for a part of that note.
 * - A tag goes below an indented line at the start of the block, since that would become a part of the tag.
 * - A message without a subject gets two newlines in front, so that the subject can still be typed.
 *
 * @param ids without line ends
 * @param comment what a comment begins with, for a message that may hold some
 */
export function addTrailers(
  message: string,
  key: string,
  ids: readonly string[],
  comment: string = COMMENT,
): string {
  const read = (text: string): string[] => readTrailers(text, key, { ...WRITING, comment });
  const carried = new Set(read(message).map((id) => id.toLowerCase()));
  const missing = distinctIds(ids).filter((id) => !carried.has(id.toLowerCase()));
  if (missing.length === 0) return message;

  const trailers = missing.map((id) => `${key}: ${id}\n`).join('');
  const text = message === '' || message.endsWith('\n') ? message : `${message}\n`;
  const insert = (at: number, lines: string): string => text.slice(0, at) + lines + text.slice(at);

  const block = findBlock(text, key, comment);
  const first = block.lines.find(({ start }) => !isSpace(text[start]));
  if (first) return insert(first.start, trailers);
  if (!hasText(text, block.end, comment)) return `\n\n${trailers}${text}`;

  const paragraph = lastParagraph(text, block.end);
  if (/^BREAKING CHANGE:/m.test(text.slice(paragraph, block.end))) {
    const above = insert(paragraph, trailers);
    const carriedAbove = read(above);
    if (missing.every((id) => carriedAbove.includes(id))) return above;
  }
  return insert(block.end, endsWithBlankLine(text, block.end) ? trailers : `\n${trailers}`);
}

/**
 * The message without `key: id` for each of `ids`. Every other byte stays, but for the blank lines that
 * `addTrailers` puts in front of a block of its own.
 */
export function removeTrailers(message: string, key: string, ids: readonly string[]): string {
  const dropped = new Set(ids.map((id) => id.toLowerCase()));
  const { start, end, lines } = findBlock(message, key);
  const kept = lines.filter(
    (line) =>
      line.key === undefined ||
      !isKey(line.key, key, true) ||
      !dropped.has(unfold(line.value ?? '').toLowerCase()),
  );
  if (kept.length === lines.length) return message;
  const block = kept.map((line) => message.slice(line.start, line.end)).join('');
  const before = message.slice(0, start);
  const gapless = before === '\n\n' ? '' : before.replace(/\n\n$/, '\n');
  return (hasText(block, block.length) ? before : gapless) + block + message.slice(end);
}
