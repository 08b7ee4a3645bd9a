/** A commit object as git stores it (git-cat-file(1), `commit`), as a byte text. */
export interface RawCommit {
  readonly id: string;
  /** Whole lines, each with its line end; a line that begins with a space belongs to the one before. */
  readonly headers: readonly string[];
  /** What follows the blank line after the headers. */
  readonly message: string;
}

/** `gpgsig-sha256` signs the same commit for the other hash. */
const SIGNATURES = ['gpgsig ', 'gpgsig-sha256 '];

export function parseCommit(id: string, text: string): RawCommit {
  const end = text.indexOf('\n\n');
  const head = end === -1 ? text : text.slice(0, end + 1);
  return {
    id,
    headers: head.match(/[^\n]*\n(?: [^\n]*\n)*/g) ?? [],
    message: end === -1 ? '' : text.slice(end + 2),
  };
}

export function commitText({ headers, message }: Pick<RawCommit, 'headers' | 'message'>): string {
  return `${headers.join('')}\n${message}`;
}

export function parentsOf({ headers }: RawCommit): string[] {
  return headers.flatMap((header) => /^parent (\S+)\n/.exec(header)?.[1] ?? []);
}

export function isSigned({ headers }: RawCommit): boolean {
  return headers.some(isSignature);
}

/** Milliseconds since 1970 UTC; nothing where the commit has no committer that can be read. */
export function committedAt({ headers }: RawCommit): number | undefined {
  const seconds = headers.flatMap((header) => COMMITTER.exec(header)?.[2] ?? [])[0];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

const COMMITTER = /^(committer .*> )(\d+)( [^ \n]*\n)$/;

export interface Change {
  readonly message: string;
  /** New id of a parent; the same one where it stays. */
  readonly parent: (id: string) => string;
  /** Milliseconds since 1970 UTC; the date that is there stays where it is absent. The time zone stays. */
  readonly committedAt?: number;
}

/** The text of the commit with other parents and another message. A signature goes: it would be one of another commit. */
export function rewrittenText({ headers }: RawCommit, change: Change): string {
  const kept = headers.filter((header) => !isSignature(header));
  const { committedAt: at } = change;
  const changed = kept.map((header) => {
    const moved = header.replace(/^parent (\S+)\n$/, (_, id: string) => `parent ${change.parent(id)}\n`);
    return at === undefined
      ? moved
      : moved.replace(
          COMMITTER,
          (_, who: string, __, zone: string) => `${who}${Math.floor(at / 1000)}${zone}`,
        );
  });
  return commitText({ headers: changed, message: change.message });
}

function isSignature(header: string): boolean {
  return SIGNATURES.some((name) => header.startsWith(name));
}
