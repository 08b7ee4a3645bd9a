import * as vscode from 'vscode';
import { blameProblemText } from '../outcome/blameProblemText';
import { LINE_COMMANDS, lineMarkdown } from '../outcome/lineMarkdown';
import type { LineFacts, LineOutcome } from '../outcome/lineOutcome';
import { SizedCache } from '../work/blame/sizedCache';
import { TagLookup } from '../work/blame/tagLookup';
import type { Ledger } from '../work/ledger/ledger';
import { BlamedDocument, type CommittedFile } from './blamedDocument';
import type { Ledgers } from './ledgers';
import { showLineOutcome } from './lineOutcomeList';
import type { Log } from './log';
import type { Current } from './openedRepository';
import type { Session } from './session';
import { words } from './words';

/** What outcome blame says at the end of a line. */
export interface ShownLine {
  readonly uri: vscode.Uri;
  /** Counted from 0. */
  readonly line: number;
  readonly text: string;
}

export interface OutcomeBlameParts {
  readonly session: Session;
  readonly log: Log;
  readonly ledgers: Ledgers;
  /** Whether anything is to be drawn, and not only asked for. */
  readonly draws: boolean;
}

interface Drawn {
  /** What the words are made of, and the words. */
  readonly inputs: string;
  readonly words: string;
  readonly shown: ShownLine;
}

const CACHE_BYTES = 32 * 1024 * 1024;
const COLOR = 'throughline.blameForeground';

/**
 * At the end of the line with the cursor, what the line's last commit was for. Exists while somebody wants it: then it
 * follows the visible editors of the repository shown, with a process only where a file is seen at a commit for the
 * first time.
 */
export class OutcomeBlame implements vscode.Disposable {
  private readonly type = vscode.window.createTextEditorDecorationType({
    after: {
      color: new vscode.ThemeColor(COLOR),
      margin: '0 0 0 3em',
      fontStyle: 'normal',
      fontWeight: 'normal',
    },
    rangeBehavior: vscode.DecorationRangeBehavior.OpenOpen,
  });
  private readonly cache = new SizedCache<CommittedFile>(CACHE_BYTES);
  private readonly documents = new Map<vscode.TextDocument, BlamedDocument>();
  private readonly drawn = new Map<vscode.TextEditor, Drawn>();
  private readonly lifetime: vscode.Disposable;
  private current: Current | undefined;
  private tags: TagLookup | undefined;
  /** Grows when the same commit may read otherwise. */
  private version = 0;
  private drawing = false;

  private readonly waiting: (() => void)[] = [];

  constructor(private readonly parts: OutcomeBlameParts) {
    const { session, ledgers } = parts;
    const anew = (): void => {
      this.version += 1;
      this.follow();
    };
    this.lifetime = vscode.Disposable.from(
      this.type,
      vscode.window.onDidChangeVisibleTextEditors(() => this.follow()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.draw(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        this.documents.get(document)?.change(contentChanges);
        this.drawAll();
      }),
      session.onDidChangeView(anew),
      session.onDidClose(anew),
      ledgers.onDidChange(anew),
    );
    this.follow();
  }

  get shown(): readonly ShownLine[] {
    return [...this.drawn.values()].flatMap(({ shown }) => shown ?? []);
  }

  /** All that is known of the line with the cursor, for who can't or won't hover. */
  async showLine(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a file first.'));
      return;
    }
    const { line } = editor.selection.active;
    const outcome = await this.ofLine(editor, line);
    if (typeof outcome === 'string') void vscode.window.showInformationMessage(outcome);
    else await showLineOutcome(line, outcome);
  }

  /** What there is to say of a line, once it is known; a sentence where that is nothing. */
  private async ofLine(editor: vscode.TextEditor, line: number): Promise<LineOutcome | string> {
    for (;;) {
      const blamed = this.documents.get(editor.document);
      if (blamed === undefined) return vscode.l10n.t('The repository shown does not have this file.');
      const facts = this.factsOf(blamed, line);
      const outcome = facts && this.outcomeOf(facts);
      if (outcome) return outcome;
      if (blamed.problem) return blameProblemText(blamed.problem, words);
      if (this.tags?.failed) return vscode.l10n.t('git could not read what this line is for.');
      if (blamed.settled && blamed.commitOf(line) === undefined)
        return vscode.l10n.t('No commit has anything on this line.');
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Takes up the editors that are visible now, at the commit that HEAD points to now. */
  private follow(): void {
    const { current } = this.parts.session;
    if (current !== this.current) {
      this.current = current;
      for (const blamed of this.documents.values()) blamed.dispose();
      this.documents.clear();
      this.tags =
        current &&
        new TagLookup(current.engine.gitPort, current.root.fsPath, current.outcome.trailerKey, () => {
          this.version += 1;
          this.drawSoon();
        });
    }
    const visible = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
    for (const [document, blamed] of this.documents) {
      if (visible.has(document)) continue;
      blamed.dispose();
      this.documents.delete(document);
    }
    // In Restricted Mode there is no repository, and no git is run.
    if (current?.repository !== undefined) {
      const head = current.outcome.branch?.head;
      const commit = head?.kind === 'unborn' ? '' : head?.commit;
      for (const document of visible)
        if (isBelow(current.root, document.uri)) this.see(document, current, commit);
    }
    this.drawAll();
  }

  private see(document: vscode.TextDocument, current: Current, head: string | undefined): void {
    const warn = (message: string): void => this.parts.log.warn(message);
    const changed = (): void => this.drawSoon();
    const known = this.documents.get(document);
    const blamed = known ?? new BlamedDocument(document, { current, cache: this.cache, changed, warn });
    this.documents.set(document, blamed);
    blamed.follow(head).then(
      () => {
        this.tags?.want(blamed.commitIds.filter((id) => this.ledger?.find(id) === undefined));
        this.drawSoon();
      },
      (error: unknown) => this.parts.log.error('Outcome blame failed', error),
    );
  }

  private drawSoon(): void {
    if (this.drawing) return;
    this.drawing = true;
    queueMicrotask(() => {
      this.drawing = false;
      this.drawAll();
    });
  }

  private drawAll(): void {
    const visible = new Set(vscode.window.visibleTextEditors);
    for (const editor of this.drawn.keys()) if (!visible.has(editor)) this.drawn.delete(editor);
    for (const editor of visible) this.draw(editor);
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  /** Only what changed is drawn: the same words stay where they are. */
  private draw(editor: vscode.TextEditor): void {
    if (!this.parts.draws) return;
    const { line } = editor.selection.active;
    const blamed = this.documents.get(editor.document);
    const facts = blamed && this.factsOf(blamed, line);
    const large = blamed?.problem === 'too-large';
    const before = this.drawn.get(editor);
    if (facts === undefined && !large) {
      if (before === undefined) return;
      this.drawn.delete(editor);
      editor.setDecorations(this.type, []);
      return;
    }
    const inputs = `${line} ${this.version} ${JSON.stringify(facts)}`;
    if (before?.inputs === inputs) return;
    const outcome = facts && this.outcomeOf(facts);
    const text = outcome?.text ?? blameProblemText('too-large', words);
    const markdown = outcome ? lineMarkdown(outcome, words) : '';
    const shown = { uri: editor.document.uri, line, text };
    const drawn: Drawn = { inputs, words: `${line} ${text} ${markdown}`, shown };
    this.drawn.set(editor, drawn);
    if (before?.words === drawn.words) return;
    const hoverMessage = new vscode.MarkdownString(markdown);
    hoverMessage.isTrusted = { enabledCommands: Object.values(LINE_COMMANDS) };
    const { end } = editor.document.lineAt(line).range;
    editor.setDecorations(this.type, [
      { range: new vscode.Range(end, end), hoverMessage, renderOptions: { after: { contentText: text } } },
    ]);
  }

  /** Of the repository shown; reading it begins with the first question. */
  private get ledger(): Ledger | undefined {
    return this.parts.ledgers.current()?.keeper.ledger;
  }

  private factsOf(blamed: BlamedDocument, line: number): LineFacts | undefined {
    const { ledger } = this;
    const facts = blamed.facts(line, { ledger, tags: (id) => this.tags?.get(id) });
    const commit = facts === undefined ? blamed.commitOf(line) : undefined;
    if (commit !== undefined) this.tags?.want([commit]);
    return facts;
  }

  private outcomeOf(facts: LineFacts): LineOutcome | undefined {
    const { current } = this;
    if (current === undefined) return undefined;
    const { module, outcome } = current;
    const { aims, okrPath } = outcome;
    const judged = outcome.judged.bind(outcome);
    return module.lineOutcome(
      facts,
      { aims, okrPath, locale: vscode.env.language, judged },
      Date.now(),
      words,
    );
  }

  dispose(): void {
    for (const blamed of this.documents.values()) blamed.dispose();
    this.documents.clear();
    this.drawn.clear();
    this.lifetime.dispose();
  }
}

function isBelow(root: vscode.Uri, uri: vscode.Uri): boolean {
  if (uri.scheme !== 'file') return false;
  const path = uri.path;
  return path.startsWith(root.path.endsWith('/') ? root.path : `${root.path}/`);
}
