import type { GitFailure, GitStreamPort } from '../../io/ports';
import { type Columns, NONE } from '../../work/ledger/columns';
import { type Sliced, STEPS_PER_SLICE } from '../../work/ledger/slices';
import type { PanelFilter } from './view';

const LOG = ['log', '-z', '--format=%H', '--no-decorate', '--no-color', '--no-patch', '--encoding=UTF-8'];
const ID = /^[0-9a-f]{7,64}$/i;

export type SearchState =
  | { readonly kind: 'running' }
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: GitFailure };

/** A search of git for a path or a text. What it finds becomes marks of rows, as it comes: newest first. */
export class CommitSearch {
  private marked = new Uint8Array(0);
  /** Found, but not a row of the ledger yet: it is still being read. */
  private waiting: string[] = [];
  private readonly canceling = new AbortController();
  private rest = '';
  private columns: Columns | undefined;
  found = 0;
  state: SearchState = { kind: 'running' };

  /** @param changed is called whenever more is found, and at the end */
  constructor(
    private readonly git: GitStreamPort,
    private readonly root: string,
    private readonly wanted: Pick<PanelFilter, 'path' | 'text'>,
    private readonly changed: () => void,
  ) {}

  async run(): Promise<void> {
    const decoder = new TextDecoder('latin1');
    const searched = await this.git.stream(
      this.root,
      searchArgs(this.wanted),
      (piece) => this.take(decoder.decode(piece)),
      { signal: this.canceling.signal, eager: true },
    );
    if (this.state.kind === 'running')
      this.state = searched.ok ? { kind: 'done' } : { kind: 'failed', failure: searched.error };
    this.changed();
  }

  /** Ends the search; what was found stays. */
  stop(): void {
    if (this.state.kind !== 'running') return;
    this.state = { kind: 'stopped' };
    this.canceling.abort();
  }

  /** A mark for each row that was found. */
  *marks(columns: Columns): Sliced<Uint8Array> {
    if (columns !== this.columns) {
      // Rows of another table are other commits.
      if (this.columns) for (const id of this.foundIn(this.columns)) this.waiting.push(id);
      this.columns = columns;
      this.marked = new Uint8Array(0);
    }
    if (this.marked.length < columns.count) {
      const longer = new Uint8Array(columns.count);
      longer.set(this.marked);
      this.marked = longer;
    }
    const open: string[] = [];
    // More may be found while others have their turn, and the work may be given up there.
    for (let at = 0; at < this.waiting.length; at += 1) {
      if (at % STEPS_PER_SLICE === STEPS_PER_SLICE - 1) yield;
      const id = this.waiting[at] ?? '';
      const row = columns.find(id);
      if (row === NONE) open.push(id);
      else this.marked[row] = 1;
    }
    this.waiting = open;
    const { text } = this.wanted;
    if (ID.test(text.trim())) yield* markIds(columns, text.trim().toLowerCase(), this.marked);
    return this.marked;
  }

  private take(text: string): void {
    const ids = (this.rest + text).split('\0');
    this.rest = ids.pop() ?? '';
    if (ids.length === 0) return;
    for (const id of ids) this.waiting.push(id);
    this.found += ids.length;
    this.changed();
  }

  private *foundIn(columns: Columns): Generator<string> {
    for (let row = 0; row < this.marked.length; row += 1) if (this.marked[row] === 1) yield columns.idOf(row);
  }
}

/**
 * The text is looked for as it is, in messages, without regard to the case of ASCII letters. The path is a pathspec of
 * git's (gitglossary(7)); all commits that changed it count, on all sides of a merge.
 */
function searchArgs({ path, text }: Pick<PanelFilter, 'path' | 'text'>): readonly string[] {
  return [
    ...LOG,
    ...(text.trim() === '' ? [] : ['-i', '-F', `--grep=${text.trim()}`]),
    ...(path.trim() === '' ? [] : ['--full-history']),
    'HEAD',
    '--',
    ...(path.trim() === '' ? [] : [path.trim()]),
  ];
}

/** Who pastes an id looks for that commit. */
function* markIds(columns: Columns, start: string, marks: Uint8Array): Sliced<void> {
  for (let row = 0; row < Math.min(columns.count, marks.length); row += 1) {
    if (row % STEPS_PER_SLICE === STEPS_PER_SLICE - 1) yield;
    if (columns.idOf(row).startsWith(start)) marks[row] = 1;
  }
}
