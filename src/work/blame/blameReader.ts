import { quotedPath } from './quotedPath';

/** A commit that wrote lines, as far as blame says it. */
export interface BlamedCommit {
  /** The full id. */
  readonly id: string;
  /** When it was committed; milliseconds since 1970 UTC. */
  readonly at: number;
  readonly subject: string;
  /** Whether what git was given of the history ends here, so that the lines may be older. */
  readonly boundary: boolean;
}

/** A run of lines that one commit wrote last. */
export interface BlameEntry {
  readonly commit: BlamedCommit;
  /** Where the run begins, counted from 0: in the file that was asked for, and in the commit's. */
  readonly line: number;
  readonly from: number;
  readonly count: number;
  /** What the file is called in the commit. */
  readonly path: string;
}

const LF = 0x0a;
const HEADER = /^([0-9a-f]{40}|[0-9a-f]{64}) (\d+) (\d+) (\d+)$/;

interface Facts {
  at: number;
  subject: string;
  boundary: boolean;
}

/**
 * Reads the output of `git blame --incremental` in the pieces in which it comes: a line with id and line numbers, the
 * facts of the commit where it is new, and the file name, which ends each entry (git-blame(1), "Incremental output").
 */
export class BlameReader {
  private readonly decoder = new TextDecoder();
  private readonly commits = new Map<string, BlamedCommit>();
  private rest: Uint8Array = new Uint8Array(0);
  private header: RegExpExecArray | undefined;
  private facts: Facts = { at: 0, subject: '', boundary: false };
  /** Whether something came that blame does not write. What follows is not read. */
  broken = false;

  /** @returns the entries that are whole now */
  push(piece: Uint8Array): BlameEntry[] {
    const bytes = this.rest.length === 0 ? piece : joined(this.rest, piece);
    const entries: BlameEntry[] = [];
    let start = 0;
    for (let end = bytes.indexOf(LF); end !== -1 && !this.broken; end = bytes.indexOf(LF, start)) {
      const entry = this.line(this.decoder.decode(bytes.subarray(start, end)));
      if (entry) entries.push(entry);
      start = end + 1;
    }
    this.rest = bytes.slice(start);
    return entries;
  }

  private line(text: string): BlameEntry | undefined {
    if (this.header === undefined) {
      this.header = HEADER.exec(text) ?? undefined;
      this.broken = this.header === undefined;
      this.facts = { at: 0, subject: '', boundary: false };
      return undefined;
    }
    const gap = text.indexOf(' ');
    const value = gap === -1 ? '' : text.slice(gap + 1);
    switch (gap === -1 ? text : text.slice(0, gap)) {
      case 'committer-time':
        this.facts.at = Number(value) * 1000;
        return undefined;
      case 'summary':
        this.facts.subject = value;
        return undefined;
      case 'boundary':
        this.facts.boundary = true;
        return undefined;
      case 'filename':
        return this.entry(this.header, quotedPath(value));
      default:
        return undefined;
    }
  }

  private entry([, id = '', from, line, count]: RegExpExecArray, path: string): BlameEntry {
    const commit = this.commits.get(id) ?? { id, ...this.facts };
    this.commits.set(id, commit);
    this.header = undefined;
    return { commit, line: Number(line) - 1, from: Number(from) - 1, count: Number(count), path };
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}
