import type { ByteTable } from './byteTable';
import { type Columns, NONE } from './columns';
import type { LedgerRelease } from './firstRelease';
import type { Reach } from './reach';

/** One commit, as a face shows it. */
export interface LedgerCommit {
  /** Names it within this ledger only. */
  readonly row: number;
  /** The full id. */
  readonly id: string;
  /** When it was committed, and when its author wrote it; milliseconds since 1970 UTC. */
  readonly at: number;
  readonly authoredAt: number;
  /** As they stand in the commit; a `.mailmap` may know better ones. */
  readonly author: { readonly name: string; readonly email: string };
  /** Values of its trailers, as written, each once; then those of its note. */
  readonly tags: readonly string[];
  readonly merge: boolean;
  /** The first release that contains it; absent where none does. */
  readonly release?: LedgerRelease;
}

export interface LedgerParts {
  readonly columns: Columns;
  readonly authors: ByteTable;
  readonly tagSets: ByteTable;
  /** Oldest first; what the release column points into. */
  readonly releases: readonly LedgerRelease[];
  /** The history of HEAD. */
  readonly reach: Reach;
  /** Tags that stand in notes, by row. */
  readonly notes: ReadonlyMap<number, readonly string[]>;
  /** Whether all of the history was read; newer commits come first. */
  readonly complete: boolean;
  /** Commits that git could not read, so that what only they lead to is missing. */
  readonly skipped: number;
  /** Whether the history ends early because the clone is a shallow one. */
  readonly shallow: boolean;
}

const NO_TAGS: readonly string[] = [];

/**
 * Every commit in the history of HEAD with what it says that it serves and the release that shipped it, at one
 * instant. Rows are numbers: what goes through all of them reads columns and makes no objects.
 */
export class Ledger {
  /** Values of each tag set, in the order of its number. */
  private readonly sets: (readonly string[])[] = [];

  /** The number of the first release of each row, as of this instant. */
  readonly firstReleases: Int32Array;

  constructor(readonly parts: LedgerParts) {
    this.firstReleases = parts.columns.data.release;
  }

  /** Commits read so far. */
  get count(): number {
    return this.parts.reach.count;
  }

  get complete(): boolean {
    return this.parts.complete;
  }

  get releases(): readonly LedgerRelease[] {
    return this.parts.releases;
  }

  /** Whether a row is a commit of this history that was read. */
  has(row: number): boolean {
    return this.parts.reach.marks[row] === 1;
  }

  /** @param id a full id; the row, or nothing where it is not in this history */
  find(id: string): number | undefined {
    const row = this.parts.columns.find(id);
    return row !== NONE && this.has(row) ? row : undefined;
  }

  idOf(row: number): string {
    return this.parts.columns.idOf(row);
  }

  /** Seconds since 1970 UTC. */
  committedOf(row: number): number {
    return this.parts.columns.data.committed[row] ?? 0;
  }

  isMerge(row: number): boolean {
    return this.parts.columns.isMerge(row);
  }

  tagsOf(row: number): readonly string[] {
    const { columns, notes } = this.parts;
    const own = this.setOf(columns.data.tags[row] ?? 0);
    const noted = notes.size === 0 ? undefined : notes.get(row);
    return noted === undefined ? own : distinct([...own, ...noted]);
  }

  /** The number of the first release that contains it in `releases`, or -1. */
  releaseNumberOf(row: number): number {
    return this.firstReleases[row] ?? NONE;
  }

  commit(row: number): LedgerCommit {
    const { columns, authors, releases } = this.parts;
    const { authored, author } = columns.data;
    const [name = '', email = ''] = (authors.texts[author[row] ?? 0] ?? '').split('\0');
    const release = releases[this.releaseNumberOf(row)];
    return {
      row,
      id: columns.idOf(row),
      at: this.committedOf(row) * 1000,
      authoredAt: (authored[row] ?? 0) * 1000,
      author: { name, email },
      tags: this.tagsOf(row),
      merge: columns.isMerge(row),
      ...(release ? { release } : {}),
    };
  }

  private setOf(number: number): readonly string[] {
    if (number === 0) return NO_TAGS;
    const known = this.sets[number];
    if (known) return known;
    const text = this.parts.tagSets.texts[number] ?? '';
    const values = distinct(text.split('\x01'));
    this.sets[number] = values;
    return values;
  }
}

/** Each value once, ids are compared without case; an empty one is none. */
function distinct(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const name = value.toLowerCase();
    if (name === '' || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
