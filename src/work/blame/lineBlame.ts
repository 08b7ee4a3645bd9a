import type { BlamedCommit, BlameEntry } from './blameReader';

/** The commit that wrote a line last, and where the line stood in it. */
export interface LineCommit {
  readonly commit: BlamedCommit;
  /** What the file is called in the commit, and the line there, counted from 0. */
  readonly path: string;
  readonly from: number;
}

/** Room that an entry takes, in bytes, with its part of the tables. */
const BYTES_PER_ENTRY = 160;
const SMALLEST = 1 << 8;

/** Which commit wrote each line of a file last. Fills as the entries of blame come, in any order. */
export class LineBlame {
  /** Number of the entry + 1, or 0 where none has come yet. */
  private owners = new Uint32Array(SMALLEST);
  private readonly entries: BlameEntry[] = [];
  private lines = 0;
  /** Whether every line has its commit. */
  complete = false;

  take(entry: BlameEntry): void {
    const end = entry.line + entry.count;
    if (end > this.owners.length) this.grow(end);
    this.entries.push(entry);
    this.owners.fill(this.entries.length, entry.line, end);
    this.lines = Math.max(this.lines, end);
  }

  /** @param line counted from 0; nothing where it is not known yet, or where there is no such line */
  at(line: number): LineCommit | undefined {
    const entry = this.entries[(this.owners[line] ?? 0) - 1];
    return entry && { commit: entry.commit, path: entry.path, from: entry.from + line - entry.line };
  }

  /** Each commit once, in the order in which they came. */
  commits(): readonly BlamedCommit[] {
    return [...new Set(this.entries.map(({ commit }) => commit))];
  }

  /** How many lines the file has, as far as is known. */
  get count(): number {
    return this.lines;
  }

  /** About how much memory it takes. */
  get bytes(): number {
    return this.owners.byteLength + this.entries.length * BYTES_PER_ENTRY;
  }

  private grow(least: number): void {
    const larger = new Uint32Array(Math.max(least, this.owners.length * 2));
    larger.set(this.owners);
    this.owners = larger;
  }
}
