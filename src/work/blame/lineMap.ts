import { alignLines, NEW } from './alignLines';

/** Lines of a document that made way for others, counted from 0, as they stood when the change was made. */
export interface LineChange {
  readonly first: number;
  /** Inclusive. */
  readonly last: number;
  /** How many lines are in their place: one more than the new text has line ends. */
  readonly count: number;
}

/** Changed since the lines were last compared. */
const OPEN = -2;

/**
 * Which line of an older text each line of a document still is, while somebody edits it. A line that no edit touched
 * keeps its place; those that one did are compared again with what the older text has between their neighbours, so
 * that undoing an edit gives a line back what it had.
 */
export class LineMap {
  private origins: Int32Array;

  constructor(
    private readonly older: readonly string[],
    document: readonly string[],
  ) {
    this.origins = new Int32Array(document.length);
    alignLines(older, document, this.origins);
  }

  /** How many lines the document has. */
  get count(): number {
    return this.origins.length;
  }

  /** @param line counted from 0; the line of the older text, or nothing where it is new or changed */
  origin(line: number): number | undefined {
    const origin = this.origins[line] ?? NEW;
    return origin === NEW ? undefined : origin;
  }

  /**
   * @param changes in the order in which the editor made them
   * @param textOf a line of the document as it is after all of them
   */
  change(changes: readonly LineChange[], textOf: (line: number) => string): void {
    for (const { first, last, count } of changes) {
      const { origins } = this;
      const next = new Int32Array(origins.length + count - (last - first + 1));
      next.set(origins.subarray(0, first));
      next.fill(OPEN, first, first + count);
      next.set(origins.subarray(last + 1), first + count);
      this.origins = next;
    }
    this.compareOpen(textOf);
  }

  private compareOpen(textOf: (line: number) => string): void {
    const { origins } = this;
    for (let start = origins.indexOf(OPEN); start !== -1; start = origins.indexOf(OPEN, start)) {
      let end = start;
      while (origins[end] === OPEN) end += 1;
      const texts = Array.from({ length: end - start }, (_, at) => textOf(start + at));
      const part = { from: this.before(start) + 1, to: this.after(end), start: 0, end: texts.length };
      alignLines(this.older, texts, origins.subarray(start, end), part);
    }
  }

  /** The line of the older text that the nearest line above is. */
  private before(line: number): number {
    for (let at = line - 1; at >= 0; at -= 1) {
      const origin = this.origins[at] ?? NEW;
      if (origin >= 0) return origin;
    }
    return -1;
  }

  private after(line: number): number {
    for (let at = line; at < this.origins.length; at += 1) {
      const origin = this.origins[at] ?? NEW;
      if (origin >= 0) return origin;
    }
    return this.older.length;
  }
}
