import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually, folder, git, onBranch, readyPage, repositoryIn, show } from './support';

const HINTS = '\n# Please enter the commit message for your changes.\n# On branch signup/one-tap\n';

describe('in a commit message', () => {
  const root = (): string => folder('shop').fsPath;

  before(async () => {
    git(root(), 'switch', '--quiet', 'signup/one-tap');
    await show('shop', 'README.md');
    await onBranch('signup/one-tap');
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    (await repositoryIn('shop')).inputBox.value = '';
    await show('shop', 'README.md');
  });

  /** Opens the message as git does: a file of the work tree's git directory. The cursor is at `|`. */
  async function edit(workTree: string, text: string): Promise<[vscode.TextDocument, vscode.Position]> {
    const path = join(git(workTree, 'rev-parse', '--absolute-git-dir'), 'COMMIT_EDITMSG');
    writeFileSync(path, '');
    const document = await vscode.workspace.openTextDocument(path);
    const editor = await vscode.window.showTextDocument(document);
    // Not by the file: nobody watches that folder, and what was open a moment ago may still be known.
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    await editor.edit((change) => change.replace(whole, text.replace('|', '')));
    assert.equal(document.languageId, 'git-commit');
    return [document, document.positionAt(text.indexOf('|'))];
  }

  async function hover(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
    const found = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    return found
      .flatMap(({ contents }) => contents)
      .map((one) => (typeof one === 'string' ? one : one.value))
      .join('\n')
      .replaceAll('&nbsp;', ' ');
  }

  async function offers(document: vscode.TextDocument, position: vscode.Position) {
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
    );
    return items.filter(({ kind }) => kind === vscode.CompletionItemKind.Value);
  }

  /** The ids offered, the first of them first. */
  const ids = (items: readonly vscode.CompletionItem[]): string[] =>
    items
      .toSorted((a, b) => (a.sortText ?? '').localeCompare(b.sortText ?? ''))
      .map(({ label }) => (typeof label === 'string' ? label : label.label));

  it('says what an id means, and where it is written', async () => {
    const text = await hover(...(await edit(root(), `Speed up\n\nOKR: engagement.sign|ups\n${HINTS}`)));
    assert.match(text, /\*\*Increase monthly new user signups by 10%\*\*/);
    assert.match(text, /Increase customer engagement on our platform/);
    assert.match(text, /of 13,200/);
    assert.match(text, /\]\(file:\/\/\/.*\/shop\/okrs\.yaml#L\d+\)/);
  });

  it('says that an id is not known, and which one may be meant', async () => {
    const text = await hover(...(await edit(root(), `Speed up\n\nOKR: engagement.sign|up\n${HINTS}`)));
    assert.match(text, /okrs\.yaml has no key result engagement\.signup\./);
    assert.match(text, /Did you mean engagement\.signups\?/);
  });

  it('hints at an id that is not known, until it is', async () => {
    const [document, position] = await edit(root(), `Speed up\n\nOKR: engagement.signup|\n${HINTS}`);
    const hints = () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .map(({ message, range }) => `${document.getText(range)}: ${message}`);
    const [hint] = await eventually('a hint', () => hints().length > 0 && hints());
    assert.equal(
      hint,
      'engagement.signup: okrs.yaml has no key result engagement.signup. Did you mean engagement.signups?',
    );
    const change = new vscode.WorkspaceEdit();
    change.insert(document.uri, position, 's');
    await vscode.workspace.applyEdit(change);
    await eventually('no hint', () => hints().length === 0);
  });

  it('says nothing where git reads no tag', async () => {
    assert.equal(await hover(...(await edit(root(), `OKR: engagement.sign|ups\n${HINTS}`))), '');
    assert.deepEqual(await offers(...(await edit(root(), `OKR: |\n${HINTS}`))), []);
  });

  it('offers the ids after the colon, the branch’s first, and replaces what is there', async () => {
    const [document, position] = await edit(root(), `Speed up\n\nOKR: eng|age\n${HINTS}`);
    const items = await offers(document, position);
    assert.deepEqual(ids(items), [
      'engagement.signups',
      'engagement.orders',
      'checkout.p95',
      'checkout.questions',
    ]);
    const [first] = items;
    const range = first?.range;
    assert.ok(range && 'replacing' in range);
    assert.equal(document.getText(range.replacing), 'engage');
    assert.equal(document.getText(range.inserting), 'eng');
  });

  it('offers the whole tag where one can stand, without those that are there', async () => {
    const message = `Speed up\n\nOKR: engagement.signups\nO|\n${HINTS}`;
    assert.deepEqual(ids(await offers(...(await edit(root(), message)))), [
      'OKR: engagement.orders',
      'OKR: checkout.p95',
      'OKR: checkout.questions',
    ]);
  });

  it('belongs to the linked work tree that it is written for', async () => {
    const other = join(root(), '..', 'shop-orders');
    git(root(), 'worktree', 'add', '--quiet', other, 'orders/faster-checkout');
    try {
      const okrs = join(other, 'okrs.yaml');
      const id = `  - { id: side, title: Side, keyResults: [{ id: side.one, title: One, metric: { source: shop, query: a }, start: 0, target: 1 }] }\n`;
      const text = git(other, 'show', 'HEAD:okrs.yaml');
      writeFileSync(okrs, text.replace('objectives:\n', `objectives:\n${id}`));
      const items = await offers(...(await edit(other, `Speed up\n\nOKR: |\n${HINTS}`)));
      assert.ok(ids(items).includes('side.one'), ids(items).join(', '));
    } finally {
      git(root(), 'worktree', 'remove', '--force', other);
    }
  });

  it('works in the commit box too, and the faces follow what is typed there', async () => {
    const repository = await repositoryIn('shop');
    await vscode.commands.executeCommand('workbench.view.scm');
    const box = await eventually('the document of the commit box', () =>
      vscode.workspace.textDocuments.find(
        ({ uri }) =>
          uri.scheme === 'vscode-scm' && new URLSearchParams(uri.query).get('rootUri')?.endsWith('/shop'),
      ),
    );
    await readyPage('an offer', ({ work }) => work?.offer !== undefined);
    repository.inputBox.value = 'Speed up\n\nOKR: engagement.orders\nOKR: ';
    await eventually('the text in the box', () => box.getText() === repository.inputBox.value);
    const items = await offers(box, box.positionAt(box.getText().length));
    assert.deepEqual(ids(items), ['engagement.signups', 'checkout.p95', 'checkout.questions']);
    assert.match(
      await hover(box, box.positionAt(box.getText().indexOf('orders'))),
      /\$100M in orders in June/,
    );
    const page = await readyPage('what it will carry', ({ work }) => work?.next !== undefined);
    assert.equal(
      page.work?.next?.map(({ text }) => text).join(''),
      'The next commit will carry OKR: engagement.orders',
    );
  });
});
