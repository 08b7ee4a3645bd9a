import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually, folder, git, readyPage, show, throughline } from './support';

const FILE = 'code.ts';
const TAGGED = /^reliability\.errors · /;

describe('outcome blame', () => {
  const root = (): string => folder('billing').fsPath;
  let start = '';

  function commit(text: string, message: string, path = FILE): void {
    writeFileSync(join(root(), path), text);
    git(root(), 'add', '--', path);
    git(root(), 'commit', '--quiet', '--message', message);
  }

  before(async () => {
    start = git(root(), 'rev-parse', 'HEAD');
    commit('a\nb\nc\nd\ne\n', 'Start');
    commit('a\nb\nC\nd\ne\n', 'Mend it\n\nOKR: reliability.errors');
    commit('other\n', 'Add another', 'other.ts');
    await show('billing', FILE);
    await readyPage('billing', ({ objectives }) => objectives.some(({ id }) => id === 'reliability'));
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    git(root(), 'reset', '--quiet', '--hard', start);
  });

  const toggle = () => vscode.commands.executeCommand('throughline.toggleOutcomeBlame');

  function editor(): vscode.TextEditor {
    const active = vscode.window.activeTextEditor;
    if (active === undefined) throw new Error('No editor is active');
    return active;
  }

  function goTo(line: number): void {
    editor().selection = new vscode.Selection(line, 0, line, 0);
  }

  /** Waits until the line with the cursor says something, at the right place. */
  async function says(line: number, wanted: RegExp): Promise<void> {
    const api = await throughline();
    await eventually(`line ${line} says ${wanted}, not ${JSON.stringify(api.lineOutcomes)}`, () =>
      api.lineOutcomes.some(
        (one) =>
          one.uri.toString() === editor().document.uri.toString() &&
          one.line === line &&
          wanted.test(one.text),
      ),
    );
  }

  async function isAt(line: number, wanted: RegExp): Promise<void> {
    goTo(line);
    await says(line, wanted);
  }

  it('is off until somebody turns it on', async () => {
    goTo(2);
    assert.deepEqual((await throughline()).lineOutcomes, []);
    await toggle();
    await says(2, TAGGED);
    await isAt(0, /^no purpose recorded$/);
  });

  it('says nothing behind the last line end', async () => {
    goTo(5);
    const api = await throughline();
    await eventually('nothing', () => api.lineOutcomes.length === 0);
    await isAt(4, /^no purpose recorded$/);
  });

  it('stays with its line through edits, undo, saving and a commit', async () => {
    goTo(2);
    await editor().edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'new\nnew too\n');
      edit.replace(new vscode.Range(3, 0, 4, 1), 'changed');
    });
    await isAt(4, TAGGED);
    await isAt(1, /^not committed yet$/);
    await isAt(5, /^not committed yet$/);
    await vscode.commands.executeCommand('undo');
    await isAt(2, TAGGED);
    await isAt(3, /^no purpose recorded$/);
    await vscode.commands.executeCommand('redo');
    await isAt(4, TAGGED);
    assert.ok(await editor().document.save());
    await isAt(4, TAGGED);
    await isAt(0, /^not committed yet$/);
    git(root(), 'commit', '--quiet', '--all', '--message', 'Add lines\n\nOKR: reliability.errors');
    await says(0, TAGGED);
    assert.equal(readFileSync(join(root(), FILE), 'utf8'), 'new\nnew too\na\nb\nC\nchanged\n');
  });

  it('follows line ends that are changed', async () => {
    await editor().edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    await isAt(3, /^no purpose recorded$/);
    await editor().edit((edit) => edit.insert(new vscode.Position(0, 0), 'x\r\ny\r\n'));
    await isAt(5, /^no purpose recorded$/);
    await isAt(6, TAGGED);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await isAt(4, TAGGED);
  });

  it('follows the editor, and several at once', async () => {
    await show('billing', 'other.ts');
    await isAt(0, /^no purpose recorded$/);
    const api = await throughline();
    assert.deepEqual(
      api.lineOutcomes.map(({ uri }) => uri.path.split('/').at(-1)),
      ['other.ts'],
    );
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder('billing'), FILE), {
      viewColumn: vscode.ViewColumn.Beside,
    });
    await isAt(4, TAGGED);
    assert.deepEqual(api.lineOutcomes.map(({ uri }) => uri.path.split('/').at(-1)).sort(), [
      'code.ts',
      'other.ts',
    ]);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await eventually('one editor', () => api.lineOutcomes.length === 1);
  });

  it('is not shown of what is no file on disk, nor of one that no commit has', async () => {
    const uri = vscode.Uri.joinPath(folder('billing'), FILE);
    const query = JSON.stringify({ path: uri.fsPath, ref: 'HEAD~1' });
    await vscode.commands.executeCommand('vscode.diff', uri.with({ scheme: 'git', query }), uri);
    await isAt(4, TAGGED);
    const api = await throughline();
    assert.deepEqual([...new Set(api.lineOutcomes.map((one) => one.uri.scheme))], ['file']);
    writeFileSync(join(root(), 'untracked.ts'), 'x\n');
    await show('billing', 'untracked.ts');
    await eventually('nothing', () => api.lineOutcomes.length === 0);
    await show('billing', FILE);
    await isAt(4, TAGGED);
  });

  it('lets the line be read out as a list', async () => {
    goTo(4);
    const running = vscode.commands.executeCommand('throughline.showLineOutcome');
    const done = { done: false };
    const ended = running.then(() => {
      done.done = true;
    });
    await eventually('the list', () => {
      if (done.done) return true;
      // Taking the first entry opens the key result in the OKR file.
      void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return false;
    });
    await ended;
    await eventually('the OKR file', () => editor().document.uri.path.endsWith('/okrs.yaml'));
    await show('billing', FILE);
  });

  it('is gone when it is turned off', async () => {
    await isAt(4, TAGGED);
    await toggle();
    assert.deepEqual((await throughline()).lineOutcomes, []);
    goTo(2);
    assert.deepEqual((await throughline()).lineOutcomes, []);
  });
});
