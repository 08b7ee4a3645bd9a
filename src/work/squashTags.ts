import { distinctIds, isTagId } from './ids';
import { findBlock, isSpace } from './trailerBlock';

/** Squashes of squashes that are looked into. */
const DEEPEST = 3;

const FOLLOWING = 'Squashed commit of the following:';
/** Without any of these there is nothing to look for, and most messages have none. */
const MARKS = [FOLLOWING, 'See merge request ', '(#', '\n* '];
const COMMIT = /^commit [0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const INDENT = '    ';
/** The pull request in a subject, as GitHub, Gitea and others put it there. */
const PULL_REQUEST = /\(#\d+\)$/;
const MERGE_REQUEST = /^See merge request \S+!\d+$/;
/** What a host writes below the messages that it joined. */
const BELOW = [MERGE_REQUEST, /^-{9}$/, /^(?:Co-authored|Approved|Merged)-by:/i, /^Closes #\d+(?:, #\d+)*$/];

/**
 * Key results that commits carried which a squash merge made one, where their trailers are no trailers of the
 * message any more. Nothing in a message that does not look squashed. Each joined message is read by git's rules,
 * but its key in full, and what can be no key result's id is left out.
 *
 * The shapes are those of `git merge --squash` (git-merge(1)), of GitHub ("About pull request merges": title with the
 * number, then `* subject` and body of each commit, then co-authors) and of GitLab ("Commit message templates":
 * `%{all_commits}`, with or without `See merge request GROUP/PROJECT!1`).
 */
export function squashTags(message: string, key: string): string[] {
  return MARKS.some((mark) => message.includes(mark)) ? distinctIds(idsIn(message, key, DEEPEST)) : [];
}

function idsIn(message: string, key: string, depth: number): string[] {
  if (depth === 0) return [];
  return joinedMessages(message).flatMap((joined) => [
    ...carriedBy(joined, key),
    ...idsIn(joined, key, depth - 1),
  ]);
}

function carriedBy(message: string, key: string): string[] {
  const wanted = key.toLowerCase();
  return findBlock(message, key).lines.flatMap((line) =>
    line.key?.toLowerCase() === wanted && isTagId(line.value ?? '') ? [line.value ?? ''] : [],
  );
}

function joinedMessages(message: string): string[] {
  const lines = message.split('\n').map(trimEnd);
  const first = lines.findIndex((line) => line !== '');
  if (first === -1) return [];
  const joined = lines.slice(first);
  const parts = joined.includes(FOLLOWING) ? indented(joined) : listed(joined);
  return parts.map((part) => `${part.slice(part.findIndex((line) => line !== '')).join('\n')}\n`);
}

/** As in `SQUASH_MSG`: like `git log`, each message four spaces in. What follows them is the new commit's own. */
function indented(lines: readonly string[]): string[][] {
  const parts: string[][] = [];
  let inHeader = false;
  for (const line of lines.slice(lines.indexOf(FOLLOWING) + 1)) {
    if (COMMIT.test(line)) {
      parts.push([]);
      inHeader = true;
    } else if (line === '') {
      inHeader = false;
      parts.at(-1)?.push(line);
    } else if (!inHeader) {
      if (!line.startsWith(INDENT)) break;
      parts.at(-1)?.push(line.slice(INDENT.length));
    }
  }
  return parts;
}

/** As hosts do: title, then each message as the item of a list, then lines of the host. */
function listed(lines: readonly string[]): string[][] {
  const [title = '', ...body] = lines;
  const ofHost = PULL_REQUEST.test(title) || lines.some((line) => MERGE_REQUEST.test(line));
  const joined = withoutLinesBelow(body);
  const starts = [...joined.keys()].filter((at) => isItem(joined, at));
  if (!ofHost && !isListOfCommits(joined, starts)) return [];
  const [firstItem = joined.length] = starts;
  const items = starts.map((start, index) => {
    const [subject = '', ...rest] = joined.slice(start, starts[index + 1] ?? joined.length);
    return [subject.slice(2), ...rest];
  });
  return [[title, ...joined.slice(0, firstItem)], ...items];
}

function isItem(lines: readonly string[], at: number): boolean {
  return (lines[at]?.startsWith('* ') ?? false) && (at === 0 || lines[at - 1] === '');
}

/** Without the mark of a host: at least two subjects, each a line of its own, and nothing in front of them. */
function isListOfCommits(body: readonly string[], starts: readonly number[]): boolean {
  const opens = body.findIndex((line) => line !== '');
  return starts.length > 1 && starts[0] === opens && starts.every((at) => (body[at + 1] ?? '') === '');
}

function withoutLinesBelow(body: readonly string[]): string[] {
  let end = body.length;
  let at = end;
  // A paragraph goes as a whole, or it stays: its other lines may be a joined message's own.
  while (at > 0 && isBelow(body[at - 1] ?? '')) {
    at -= 1;
    if (body[at] === '') end = at;
  }
  return body.slice(0, at === 0 ? 0 : end);
}

function isBelow(line: string): boolean {
  return line === '' || BELOW.some((shape) => shape.test(line));
}

function trimEnd(line: string): string {
  let end = line.length;
  while (end > 0 && isSpace(line[end - 1])) end -= 1;
  return line.slice(0, end);
}
