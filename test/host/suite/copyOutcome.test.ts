import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { folder, git, onBranch, show } from './support';

describe('copying the outcome', () => {
  it('puts what a pull request needs on the clipboard, the tags last', async () => {
    const root = folder('shop').fsPath;
    git(root, 'reset', '--quiet', '--hard');
    git(root, 'switch', '--quiet', 'signup/one-tap');
    await show('shop', 'README.md');
    await onBranch('signup/one-tap');
    await vscode.env.clipboard.writeText('before');
    await vscode.commands.executeCommand('throughline.copyOutcome');
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^\*\*Objective:\*\* \S/);
    assert.match(text, /\n- \*\*[^*]+\*\* \(`engagement\.signups`\): /);
    assert.match(text, /\n\nOKR: engagement\.signups$/);
  });
});
