import type { ByteTable } from './byteTable';
import type { Columns } from './columns';

/** Fields of a record, NUL after each. */
const FIELDS = 7;
const NUL = 0;
const BETWEEN = 1;
const MINUS = 0x2d;
const LATEST = 0xffff_ffff;

/**
 * What to have printed of each commit: id, parents, both times, author's name and address as they stand in the commit,
 * and the values of its trailers as git reads them, a U+0001 between them. A comma may be part of a value.
 */
export function logFormat(trailerKey: string): string {
  const trailers = `%(trailers:key=${trailerKey},valueonly,unfold,separator=%x01)`;
  return `--format=%H%x00%P%x00%at%x00%ct%x00%an%x00%ae%x00${trailers}`;
}

/** The trailer block is git's to find; that `:` ends a key is not left to anybody's configuration. */
export const LOG_CONFIG = ['-c', 'trailer.separators=:'] as const;
export const LOG_OPTIONS = ['-z', '--encoding=UTF-8', '--no-notes', '--no-decorate', '--no-color'] as const;

/** Number 0 of the tag sets stands for none. */
export const NO_TAGS = '';

export interface LogSink {
  readonly columns: Columns;
  /** `name NUL address` of each. */
  readonly authors: ByteTable;
  /** Values of a commit's trailers, a U+0001 between them. Number 0 is `NO_TAGS`. */
  readonly tagSets: ByteTable;
}

/** Reads the output of `git log` in the chunks that a pipe hands over, and fills columns with it. */
export class LogReader {
  private rest: Uint8Array = new Uint8Array(0);
  private readonly ends = new Int32Array(FIELDS);
  /** Commits that were read, also those that were known before. */
  read = 0;
  /** When the one read last was committed; seconds since 1970 UTC. */
  committed = 0;

  constructor(private readonly sink: LogSink) {}

  /** Whether the output ended with a whole record. */
  get isWhole(): boolean {
    return this.rest.length === 0;
  }

  push(chunk: Uint8Array): void {
    const bytes = this.rest.length === 0 ? chunk : joined(this.rest, chunk);
    let start = 0;
    for (;;) {
      const next = this.findEnds(bytes, start);
      if (next === undefined) break;
      this.take(bytes, start);
      start = next;
    }
    this.rest = start === bytes.length ? new Uint8Array(0) : bytes.slice(start);
  }

  /** @returns where the next record starts; nothing where this one is not whole */
  private findEnds(bytes: Uint8Array, start: number): number | undefined {
    let from = start;
    for (let field = 0; field < FIELDS; field += 1) {
      const end = bytes.indexOf(NUL, from);
      if (end === -1) return undefined;
      this.ends[field] = end;
      from = end + 1;
    }
    return from;
  }

  private take(bytes: Uint8Array, start: number): void {
    const { columns, authors, tagSets } = this.sink;
    const [idEnd = 0, parentsEnd = 0, authoredEnd = 0, committedEnd = 0, , addressEnd = 0, tagsEnd = 0] =
      this.ends;
    this.read += 1;
    const row = columns.internHex(bytes, start);
    if (columns.isRead(row)) return;
    const parents: number[] = [];
    this.committed = secondsAt(bytes, authoredEnd + 1, committedEnd);
    const width = idEnd - start + 1;
    for (let at = idEnd + 1; at < parentsEnd; at += width) parents.push(columns.internHex(bytes, at));
    columns.fill(row, {
      parents,
      authored: secondsAt(bytes, parentsEnd + 1, authoredEnd),
      committed: this.committed,
      author: authors.internBytes(bytes, committedEnd + 1, addressEnd),
      tags: isEmpty(bytes, addressEnd + 1, tagsEnd) ? 0 : tagSets.internBytes(bytes, addressEnd + 1, tagsEnd),
    });
  }
}

/** Whether nothing stands there, or empty values only. */
function isEmpty(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if (bytes[i] !== BETWEEN) return false;
  return true;
}

/** Times before 1970 and after 2106 are held at those. */
function secondsAt(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] === MINUS) return 0;
  let seconds = 0;
  for (let i = start; i < end; i += 1) seconds = seconds * 10 + ((bytes[i] ?? 0x30) - 0x30);
  return Math.min(seconds, LATEST);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}
