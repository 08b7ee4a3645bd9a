import { type ByteTable, EMPTY_HASH, hashWith } from './byteTable';
import { type Columns, NONE } from './columns';

const NUL = 0;
const BETWEEN = 1;
const SPACE = 0x20;
const MINUS = 0x2d;
const ZERO = 0x30;
const DIGITS_PER_WORD = 8;
const NOTHING = new Uint8Array(0);
/** The rest of a record is seldom longer. */
const MOSTLY_ENOUGH = 4096;
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
  /** The beginning of a record whose end is still to come. */
  private rest: Uint8Array = NOTHING;
  private bytes: Uint8Array = NOTHING;
  private readonly idLength: number;
  /** Where the record being looked at has its fields; what `measure` finds. */
  private parentsEnd = 0;
  private authored = 0;
  private authorStart = 0;
  private authorEnd = 0;
  private authorHash = 0;
  private tagsEnd = 0;
  private tagsHash = 0;
  /** The first parent of the commit before, which mostly is the next one. */
  private expected = NONE;
  private expectedAt = 0;

  /** Commits that were read, also those that were known before. */
  read = 0;
  /** When the one read last was committed; seconds since 1970 UTC. */
  committed = 0;

  constructor(private readonly sink: LogSink) {
    this.idLength = sink.columns.idWords * DIGITS_PER_WORD;
  }

  push(chunk: Uint8Array): void {
    let start = 0;
    if (this.rest.length > 0) {
      const { rest } = this;
      this.look(joined(rest, chunk.subarray(0, MOSTLY_ENOUGH)));
      if (!this.measure(0)) this.look(joined(rest, chunk));
      if (!this.measure(0)) {
        this.rest = this.bytes;
        return;
      }
      this.take(0);
      start = this.tagsEnd + 1 - rest.length;
    }
    this.look(chunk);
    while (this.measure(start)) {
      this.take(start);
      start = this.tagsEnd + 1;
    }
    this.rest = chunk.slice(start);
    this.look(NOTHING);
  }

  private look(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.expected = NONE;
  }

  /** Finds the fields of the record at `start`, in one pass; false where it is not whole. */
  private measure(start: number): boolean {
    const { bytes, idLength } = this;
    const { length } = bytes;
    let at = start + idLength + 1;
    while (at < length && bytes[at] !== NUL) at += bytes[at] === SPACE ? 1 : idLength;
    this.parentsEnd = at;
    at += 1;
    let from = at;
    while (at < length && bytes[at] !== NUL) at += 1;
    this.authored = secondsIn(bytes, from, at);
    at += 1;
    from = at;
    while (at < length && bytes[at] !== NUL) at += 1;
    if (at >= length) return false;
    const committed = secondsIn(bytes, from, at);
    at += 1;
    this.authorStart = at;
    let hash = EMPTY_HASH;
    for (let fields = 0; at < length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === NUL) {
        fields += 1;
        if (fields === 2) break;
      }
      hash = hashWith(hash, byte);
    }
    this.authorEnd = at;
    this.authorHash = hash;
    at += 1;
    hash = EMPTY_HASH;
    for (; at < length && bytes[at] !== NUL; at += 1) hash = hashWith(hash, bytes[at] ?? 0);
    if (at >= length) return false;
    this.tagsEnd = at;
    this.tagsHash = hash;
    this.committed = committed;
    return true;
  }

  private take(start: number): void {
    const { bytes, idLength, parentsEnd, tagsEnd } = this;
    const { columns, authors, tagSets } = this.sink;
    this.read += 1;
    const row = this.isExpected(start) ? this.expected : columns.internHex(bytes, start);
    if (columns.isRead(row)) {
      this.expected = NONE;
      return;
    }
    let parent1 = NONE;
    let parent2 = NONE;
    const first = start + idLength + 1;
    if (first < parentsEnd) {
      parent1 = columns.internHex(bytes, first);
      const second = first + idLength + 1;
      if (second < parentsEnd) {
        parent2 = columns.internHex(bytes, second);
        const third = second + idLength + 1;
        if (third < parentsEnd) columns.otherParents.set(row, this.parentsFrom(third));
      }
    }
    this.expected = parent1;
    this.expectedAt = first;
    const tagsStart = this.authorEnd + 1;
    columns.fill(row, {
      parent1,
      parent2,
      authored: this.authored,
      committed: this.committed,
      author: authors.intern(bytes, this.authorStart, this.authorEnd, this.authorHash),
      tags: isEmpty(bytes, tagsStart, tagsEnd) ? 0 : tagSets.intern(bytes, tagsStart, tagsEnd, this.tagsHash),
    });
  }

  /** Whether the id at `start` is that of the first parent of the commit before. */
  private isExpected(start: number): boolean {
    if (this.expected === NONE) return false;
    const { bytes, idLength } = this;
    const at = this.expectedAt;
    for (let i = 0; i < idLength; i += 1) if (bytes[at + i] !== bytes[start + i]) return false;
    return true;
  }

  private parentsFrom(start: number): number[] {
    const rows: number[] = [];
    for (let at = start; at < this.parentsEnd; at += this.idLength + 1) {
      rows.push(this.sink.columns.internHex(this.bytes, at));
    }
    return rows;
  }
}

/** Whether nothing stands there, or empty values only. */
function isEmpty(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if (bytes[i] !== BETWEEN) return false;
  return true;
}

/** Times before 1970 and after 2106 are held at those. */
function secondsIn(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] === MINUS) return 0;
  let seconds = 0;
  for (let i = start; i < end; i += 1) seconds = seconds * 10 + ((bytes[i] ?? ZERO) - ZERO);
  return Math.min(seconds, LATEST);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}
