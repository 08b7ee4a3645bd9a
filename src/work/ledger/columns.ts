import { hexFromWords, type IdWords, readHex, wordsFromHex } from './objectIds';
import { atOnce, type Sliced, STEPS_PER_SLICE } from './slices';

/** Stands for a parent that there is none of, and for a release that there is none of. */
export const NONE = -1;
/** Stands for the tags of a commit that was named as a parent but not read. */
const UNREAD = 0xffff_ffff;

/** One array for each fact of a commit. A row is a commit; rows are given in the order in which ids are first named. */
export interface ColumnArrays {
  /** `idWords` words a row. */
  readonly ids: Uint32Array;
  /** Rows of the first and second parent, or `NONE`. */
  readonly parent1: Int32Array;
  readonly parent2: Int32Array;
  /** Seconds since 1970 UTC, held within 1970 and 2106. */
  readonly committed: Uint32Array;
  readonly authored: Uint32Array;
  /** Into the table of authors. */
  readonly author: Uint32Array;
  /** Into the table of tag sets; `UNREAD` where the commit itself was not read. */
  readonly tags: Uint32Array;
  /** Into the list of releases, or `NONE`: the first one that contains the commit. */
  readonly release: Int32Array;
}

export interface CommitFacts {
  /** Rows of the first and second parent, or `NONE`. */
  readonly parent1: number;
  readonly parent2: number;
  readonly committed: number;
  readonly authored: number;
  readonly author: number;
  readonly tags: number;
}

const SMALLEST = 1 << 10;
/** Pages that nothing is written to cost nothing, and each move leaves what was moved behind as garbage. */
const GROWTH = 4;
/** A piece of a log holds fewer commits, with the parents that they name. */
const ROOM = 1 << 12;
/** Numbers that are moved in a millisecond or less. */
const MOVED_AT_ONCE = 1 << 18;

/**
 * The commits of a repository as columns, with a hash table from id to row. Ids are hashes already, so their first
 * digits are their hash. A table is held at most half full.
 */
export class Columns {
  private arrays: ColumnArrays;
  /** Row + 1, or 0. A power of two long. */
  private table: Uint32Array;
  private rows = 0;
  private readonly scratch: Uint32Array;
  /** Third and later parents, by row: octopus merges are rare. */
  readonly otherParents = new Map<number, readonly number[]>();

  /** @param held arrays with their hash table as they were kept, of which the first `count` rows are filled */
  constructor(
    readonly idWords: IdWords,
    held?: { readonly arrays: ColumnArrays; readonly table: Uint32Array; readonly count: number },
  ) {
    this.scratch = new Uint32Array(idWords);
    this.arrays = held?.arrays ?? emptyArrays(idWords, SMALLEST);
    this.table = held?.table ?? new Uint32Array(SMALLEST * 2);
    this.rows = held?.count ?? 0;
  }

  /** Rows, also those of commits that were only named as a parent. */
  get count(): number {
    return this.rows;
  }

  /** As long as there is room for; only the first `count` rows mean anything. */
  get data(): ColumnArrays {
    return this.arrays;
  }

  get hashTable(): Uint32Array {
    return this.table;
  }

  isRead(row: number): boolean {
    return this.arrays.tags[row] !== UNREAD;
  }

  /** The full id, in lower-case hexadecimal. */
  idOf(row: number): string {
    return hexFromWords(this.arrays.ids, row * this.idWords, this.idWords);
  }

  /** @param id a full id in hexadecimal; the row, or `NONE` */
  find(id: string): number {
    if (!wordsFromHex(id, this.scratch)) return NONE;
    const held = this.table[this.slotOf(this.scratch)] ?? 0;
    return held - 1;
  }

  /** The row of an id that stands as ASCII in hexadecimal; made where there is none yet. */
  internHex(text: Uint8Array, at: number): number {
    readHex(text, at, this.scratch);
    const slot = this.slotOf(this.scratch);
    const held = this.table[slot] ?? 0;
    if (held !== 0) return held - 1;
    const row = this.rows;
    if (row === this.arrays.tags.length) atOnce(this.grow());
    this.arrays.ids.set(this.scratch, row * this.idWords);
    this.arrays.parent1[row] = NONE;
    this.arrays.parent2[row] = NONE;
    this.arrays.tags[row] = UNREAD;
    this.arrays.release[row] = NONE;
    this.rows = row + 1;
    this.table[slot] = row + 1;
    if (this.rows * 2 > this.table.length) atOnce(this.rehash());
    return row;
  }

  fill(row: number, facts: CommitFacts): void {
    const { arrays } = this;
    arrays.parent1[row] = facts.parent1;
    arrays.parent2[row] = facts.parent2;
    arrays.committed[row] = facts.committed;
    arrays.authored[row] = facts.authored;
    arrays.author[row] = facts.author;
    arrays.tags[row] = facts.tags;
  }

  /**
   * Makes the column of releases anew, since its numbers are about to change: who holds the one before keeps what it said.
   * @param blank whether what it says is forgotten
   */
  renewReleases(blank: boolean): void {
    const release = new Int32Array(this.arrays.release.length);
    if (blank) release.fill(NONE, 0, this.rows);
    else release.set(this.arrays.release.subarray(0, this.rows));
    this.arrays = { ...this.arrays, release };
  }

  /** Whether the commit has two parents or more. */
  isMerge(row: number): boolean {
    return this.arrays.parent2[row] !== NONE;
  }

  /** Where an id stands in the table, or where it would. */
  private slotOf(id: Uint32Array): number {
    const mask = this.table.length - 1;
    let slot = (id[0] ?? 0) & mask;
    for (;;) {
      const held = this.table[slot] ?? 0;
      if (held === 0 || this.isAt(held - 1, id)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private isAt(row: number, id: Uint32Array): boolean {
    const { ids } = this.arrays;
    const at = row * this.idWords;
    for (let i = 0; i < this.idWords; i += 1) if (ids[at + i] !== id[i]) return false;
    return true;
  }

  /**
   * Makes room before it is needed, so that whoever reads a long history never waits for all of it to be moved. To be
   * driven to its end before anything is added.
   */
  *makeRoom(): Sliced<void> {
    if (this.arrays.tags.length < this.rows + ROOM) yield* this.grow();
    if (this.table.length < (this.rows + ROOM) * 2) yield* this.rehash();
  }

  private *grow(): Sliced<void> {
    const larger = emptyArrays(this.idWords, this.rows * GROWTH + ROOM * 2);
    for (const name of COLUMN_NAMES) {
      const column = this.arrays[name];
      for (let at = 0; at < column.length; at += MOVED_AT_ONCE) {
        larger[name].set(column.subarray(at, at + MOVED_AT_ONCE), at);
        yield;
      }
    }
    this.arrays = larger;
  }

  private *rehash(): Sliced<void> {
    let { length } = this.table;
    while (length < (this.rows + ROOM) * 2) length *= 2;
    const table = new Uint32Array(length);
    const mask = length - 1;
    const { ids } = this.arrays;
    for (let row = 0; row < this.rows; row += 1) {
      if (row % STEPS_PER_SLICE === 0) yield;
      let slot = (ids[row * this.idWords] ?? 0) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = row + 1;
    }
    this.table = table;
  }
}

/** In the order in which a file holds them. */
export const COLUMN_NAMES = [
  'ids',
  'parent1',
  'parent2',
  'committed',
  'authored',
  'author',
  'tags',
  'release',
] as const satisfies readonly (keyof ColumnArrays)[];

export function emptyArrays(idWords: IdWords, capacity: number): ColumnArrays {
  return {
    ids: new Uint32Array(capacity * idWords),
    parent1: new Int32Array(capacity),
    parent2: new Int32Array(capacity),
    committed: new Uint32Array(capacity),
    authored: new Uint32Array(capacity),
    author: new Uint32Array(capacity),
    tags: new Uint32Array(capacity),
    release: new Int32Array(capacity),
  };
}
