import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { type CommitKnowledge, lineFacts } from '../outcome/lineFacts';
import type { LineFacts } from '../outcome/lineOutcome';
import type { LineBlame } from '../work/blame/lineBlame';
import { LineMap } from '../work/blame/lineMap';
import { openBlame } from '../work/blame/openBlame';
import type { SizedCache } from '../work/blame/sizedCache';
import { type TextLines, textLines } from '../work/blame/textLines';
import type { NoText } from '../work/blame/trackedFile';
import { trackedPath } from '../work/trackedPath';
import type { Current } from './openedRepository';

/** A file of a commit with who wrote its lines. */
export interface CommittedFile {
  readonly lines: TextLines;
  readonly blame: LineBlame;
  readonly shallow: boolean;
}

export interface BlameParts {
  readonly current: Current;
  /** What was blamed to its end, by commit and path: a second look asks nobody. */
  readonly cache: SizedCache<CommittedFile>;
  /** There is more to say of some line. */
  changed(): void;
  warn(message: string): void;
}

const LINE_END = /\r\n|\r|\n/;

/** A file of its commit beside the document, which edits move. */
interface Held {
  readonly file: CommittedFile;
  readonly map: LineMap;
}

function commitIn({ file, map }: Held, line: number): string | undefined {
  const origin = map.origin(line);
  return origin === undefined ? undefined : file.blame.at(file.lines.numbers[origin] ?? 0)?.commit.id;
}

/** Follows the lines of one document that somebody sees: from its last commit, through what is not committed or saved. */
export class BlamedDocument implements vscode.Disposable {
  private held: Held | undefined;
  /** Of a newer commit, until it knows as much of the lines with a cursor: nothing flickers on the way. */
  private coming: Held | undefined;
  private head: string | undefined;
  private reading: AbortController | undefined;
  /** Why there is nothing to say of any line. */
  problem: NoText['kind'] | undefined;

  constructor(
    readonly document: vscode.TextDocument,
    private readonly parts: BlameParts,
  ) {}

  /** Whether nothing more will be known, unless HEAD moves. */
  get settled(): boolean {
    return this.head !== undefined && this.reading === undefined;
  }

  /** Every commit that wrote a line, as far as is known. */
  get commitIds(): readonly string[] {
    return this.held?.file.blame.commits().map(({ id }) => id) ?? [];
  }

  /** @param line counted from 0; nothing where nothing is known yet, or where the line is none of the file */
  facts(line: number, knowledge: CommitKnowledge): LineFacts | undefined {
    const { held, document } = this;
    if (held === undefined || line >= document.lineCount) return undefined;
    const origin = held.map.origin(line);
    if (origin === undefined) {
      // An editor shows a line behind the last line end.
      const behind = line === document.lineCount - 1 && document.lineAt(line).text === '';
      return behind ? undefined : { kind: 'uncommitted' };
    }
    const commit = held.file.blame.at(held.file.lines.numbers[origin] ?? 0);
    return commit && lineFacts(commit, held.file.shallow, knowledge);
  }

  /** The id of the commit that wrote a line. */
  commitOf(line: number): string | undefined {
    return this.held && commitIn(this.held, line);
  }

  change(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const { document } = this;
    const lines = changes.map(({ range, text }) => ({
      first: range.start.line,
      last: range.end.line,
      count: text.split(LINE_END).length,
    }));
    const moved = (held: Held | undefined): Held | undefined => {
      held?.map.change(lines, (line) => document.lineAt(line).text);
      // Should the editor ever count otherwise, no line may get another one's words.
      return held && held.map.count !== document.lineCount ? this.beside(held.file) : held;
    };
    this.held = moved(this.held);
    this.coming = moved(this.coming);
  }

  /** @param head full id of the commit that HEAD points to; empty where there is none yet, absent where not known */
  async follow(head: string | undefined): Promise<void> {
    if (head === this.head || head === undefined) return;
    this.head = head;
    this.reading?.abort();
    this.reading = undefined;
    this.coming = undefined;
    if (head === '') {
      this.problem = 'untracked';
      this.held = undefined;
      return;
    }
    const { root } = this.parts.current;
    const path = relative(root.fsPath, this.document.uri.fsPath).split(sep).join('/');
    const key = [root.fsPath, head, path, this.document.encoding].join('\0');
    const known = this.parts.cache.get(key);
    if (known) {
      this.problem = undefined;
      this.held = this.beside(known);
      return;
    }
    const reading = new AbortController();
    this.reading = reading;
    const file = await this.read(head, path, reading.signal);
    if (reading.signal.aborted) return;
    this.reading = undefined;
    if (file === undefined) return;
    const characters = file.lines.texts.reduce((sum, text) => sum + text.length, 0);
    this.parts.cache.set(key, file, file.blame.bytes + 2 * characters);
    this.held = this.coming ?? this.held;
    this.coming = undefined;
  }

  private async read(head: string, path: string, signal: AbortSignal): Promise<CommittedFile | undefined> {
    const { current, warn } = this.parts;
    const { gitPort: git } = current.engine;
    const root = current.root.fsPath;
    let file: CommittedFile | undefined;
    const each = (): void => {
      if (file !== undefined && !signal.aborted) this.take(file);
    };
    const open = (at: string) => openBlame(git, { root, commit: head, path: at, signal }, each);
    let opened = await open(path);
    if (opened.ok && opened.value.kind === 'untracked' && !signal.aborted) {
      const written = await trackedPath(git, root, path);
      if (written !== path) opened = await open(written);
    }
    if (signal.aborted) return undefined;
    if (!opened.ok) {
      warn(`${path} could not be blamed: ${opened.error.detail}`);
      return undefined;
    }
    if (opened.value.kind !== 'text') {
      this.problem = opened.value.kind;
      this.held = undefined;
      return undefined;
    }
    this.problem = undefined;
    const { bytes, blame, shallow, read } = opened.value;
    const lines = textLines(await decoded(bytes, this.document.encoding));
    file = { lines, blame, shallow };
    each();
    const ended = await read;
    if (!ended.ok && !signal.aborted) warn(`${path} could not be blamed: ${ended.error.detail}`);
    return ended.ok ? file : undefined;
  }

  /** Shows lines as soon as they are known; what was known by the commit before stays until then. */
  private take(file: CommittedFile): void {
    if (this.held?.file !== file) {
      const coming = this.coming ?? this.beside(file);
      const better = vscode.window.visibleTextEditors.every(({ document, selection }) => {
        const { line } = selection.active;
        if (document !== this.document || coming.map.origin(line) === undefined) return true;
        return commitIn(coming, line) !== undefined;
      });
      const shown = this.held === undefined || better;
      this.held = shown ? coming : this.held;
      this.coming = shown ? undefined : coming;
    }
    this.parts.changed();
  }

  private beside(file: CommittedFile): Held {
    return { file, map: new LineMap(file.lines.texts, this.document.getText().split(LINE_END)) };
  }

  dispose(): void {
    this.reading?.abort();
  }
}

/** As the document was read; the usual encoding needs nobody's help. */
async function decoded(bytes: Uint8Array, encoding: string): Promise<string> {
  if (encoding === 'utf8' || encoding === 'utf8bom') return new TextDecoder().decode(bytes);
  return vscode.workspace.decode(bytes, { encoding });
}
