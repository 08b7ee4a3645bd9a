import type { GitFailure, GitStreamPort, Result, StorePort } from '../../io/ports';
import { type Columns, NONE } from '../../work/ledger/columns';
import { STEPS_PER_SLICE } from '../../work/ledger/slices';
import type { LineNumbers } from './tally';

/** A question to git; one that is cut off loses no more than this. */
const BATCH = 200;
/** Commits counted between two times of keeping them; more, the more are kept: the whole is written each time. */
const KEPT_AFTER = 2_000;
const DIGITS = '0123456789abcdef';
const UNKNOWN = -1;
const LOG = ['log', '--no-walk=unsorted', '--stdin', '-z', '--format=%x01%H', '--no-decorate', '--no-color'];
const NUMBERS = ['--numstat', '--no-renames', '--no-ext-diff', '--no-textconv'];
const ENTRY = /^([0-9a-f]{40}|[0-9a-f]{64}) (\d+)$/;

export interface LineBookParts {
  readonly git: GitStreamPort;
  readonly store: StorePort;
  readonly root: string;
  /** Names the repository, for all its work trees. */
  readonly key: string;
}

/**
 * How many lines commits changed. A commit never changes, so what was counted once is kept by its id, and nothing is
 * counted that nobody looks at. A merge changes none of its own.
 */
export class LineBook implements LineNumbers {
  private counts = new Int32Array(0);
  private columns: Columns | undefined;
  private unkept: [string, number][] = [];
  /** Kept counts of commits that are no row yet: older history may still be read. */
  private open: [string, number][] = [];
  /** How many rows there were when those were last looked up. */
  private looked = -1;
  private kept = 0;

  constructor(private readonly parts: LineBookParts) {}

  linesOf(row: number): number {
    return this.counts[row] ?? UNKNOWN;
  }

  /** Makes room for the commits of a ledger; those of another table of rows are looked up anew. */
  async follow(columns: Columns, turn: () => Promise<void>): Promise<void> {
    if (columns !== this.columns) {
      await this.keep();
      const open: [string, number][] = [];
      for (const digit of DIGITS) {
        for (const one of parseCounts(await this.parts.store.read(this.keyOf(digit)))) open.push(one);
        await turn();
      }
      this.columns = columns;
      this.counts = new Int32Array(0);
      this.kept = open.length;
      this.open = open;
      this.looked = -1;
    }
    if (this.looked === columns.count) return;
    if (this.counts.length < columns.count) {
      const longer = new Int32Array(columns.count).fill(UNKNOWN);
      longer.set(this.counts);
      this.counts = longer;
    }
    const still: [string, number][] = [];
    for (let at = 0; at < this.open.length; at += 1) {
      if (at % STEPS_PER_SLICE === STEPS_PER_SLICE - 1) await turn();
      const [id, lines] = this.open[at] ?? ['', UNKNOWN];
      const row = columns.find(id);
      if (row === NONE) still.push([id, lines]);
      else this.counts[row] = lines;
    }
    this.open = still;
    this.looked = this.counts.length;
  }

  /**
   * Counts what is not counted yet, in the order given.
   * @param counted is called after each batch
   */
  async count(
    rows: readonly number[],
    signal: AbortSignal,
    counted: () => void,
  ): Promise<Result<void, GitFailure>> {
    const { columns } = this;
    if (columns === undefined) return { ok: true, value: undefined };
    const open = rows.filter((row) => this.linesOf(row) === UNKNOWN);
    let result: Result<void, GitFailure> = { ok: true, value: undefined };
    for (let at = 0; at < open.length; at += BATCH) {
      const batch = open.slice(at, at + BATCH);
      const read = await countLines(
        this.parts.git,
        this.parts.root,
        batch.map((row) => columns.idOf(row)),
        signal,
      );
      if (columns !== this.columns) return result;
      if (!read.ok) {
        result = read;
        if (signal.aborted) break;
        // One commit that can't be read is no reason to leave out the rest.
        continue;
      }
      for (const row of batch) {
        const id = columns.idOf(row);
        const lines = read.value.get(id);
        if (lines === undefined) continue;
        this.counts[row] = lines;
        this.unkept.push([id, lines]);
      }
      if (this.unkept.length >= Math.max(KEPT_AFTER, this.kept / 4)) await this.keep();
      counted();
    }
    await this.keep();
    return result;
  }

  /** Adds what is new to what is kept; another window may have added to it as well. */
  private async keep(): Promise<void> {
    const added = this.unkept;
    this.unkept = [];
    this.kept += added.length;
    for (const digit of DIGITS) {
      const own = added.filter(([id]) => id.startsWith(digit));
      if (own.length === 0) continue;
      await this.parts.store.update(this.keyOf(digit), (text) => {
        const all = new Map([...parseCounts(text), ...own]);
        return { value: undefined, text: [...all].map(([id, lines]) => `${id} ${lines}\n`).join('') };
      });
    }
  }

  /** By the first digit of the id, so that no text grows too long. */
  private keyOf(digit: string): string {
    return `lines ${digit} ${this.parts.key}`;
  }
}

/** What makes no sense is left out: it is counted again. */
export function* parseCounts(text: string | undefined): Generator<[string, number]> {
  for (const line of text?.split('\n') ?? []) {
    const [, id, lines] = ENTRY.exec(line) ?? [];
    if (id !== undefined) yield [id, Number(lines)];
  }
}

/** Lines added and deleted by commits, by full id. Binary files have no lines. */
async function countLines(
  git: GitStreamPort,
  root: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, number>, GitFailure>> {
  const reader = new NumstatReader();
  const decoder = new TextDecoder('latin1');
  const read = await git.stream(root, [...LOG, ...NUMBERS], (piece) => reader.push(decoder.decode(piece)), {
    input: `${ids.join('\n')}\n`,
    signal,
    background: true,
  });
  return read.ok ? { ok: true, value: reader.end() } : read;
}

const MOST_LINES = 0x7fff_ffff;

/** Reads `git log -z --numstat --format=%x01%H` (git-diff(1), other diff formats). */
export class NumstatReader {
  private readonly lines = new Map<string, number>();
  private rest = '';
  private id = '';

  push(text: string): void {
    const fields = (this.rest + text).split('\0');
    this.rest = fields.pop() ?? '';
    for (const field of fields) this.take(field);
  }

  end(): ReadonlyMap<string, number> {
    if (this.rest !== '') this.take(this.rest);
    this.rest = '';
    return this.lines;
  }

  private take(field: string): void {
    if (field.startsWith('\x01')) {
      this.id = field.slice(1).trim();
      this.lines.set(this.id, 0);
      return;
    }
    const [, added, deleted] = /^\n?(\d+)\t(\d+)\t/.exec(field) ?? [];
    if (added === undefined) return;
    const sum = (this.lines.get(this.id) ?? 0) + Number(added) + Number(deleted);
    this.lines.set(this.id, Math.min(sum, MOST_LINES));
  }
}
