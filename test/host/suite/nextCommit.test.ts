import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { folder, git, onBranch, readyPage, repositoryIn, show } from './support';

describe('the next commit', () => {
  const root = (): string => folder('shop').fsPath;

  beforeEach(async () => {
    git(root(), 'switch', '--quiet', 'signup/one-tap');
    await show('shop', 'README.md');
    await onBranch('signup/one-tap');
    (await repositoryIn('shop')).inputBox.value = '';
  });

  const settings = () => vscode.workspace.getConfiguration('throughline', folder('shop'));

  afterEach(async () => {
    await settings().update('tagging', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    (await repositoryIn('shop')).inputBox.value = '';
  });

  it('is offered the tag of its branch, and carries it after one command that asks nothing', async () => {
    await vscode.commands.executeCommand('throughline.refresh');
    const offered = await readyPage('the offer', ({ work }) => work?.offer !== undefined);
    assert.equal(
      offered.work?.offer?.text.map(({ text }) => text).join(''),
      'The next commit can carry OKR: engagement.signups',
    );
    const repository = await repositoryIn('shop');
    repository.inputBox.value = 'Offer one-tap signup\n\nSigned-off-by: Ada <ada@example.com>';
    await vscode.commands.executeCommand('throughline.tagNextCommit');
    const written = 'Offer one-tap signup\n\nOKR: engagement.signups\nSigned-off-by: Ada <ada@example.com>\n';
    assert.equal(repository.inputBox.value, written);
    const carried = await readyPage('the tag', ({ work }) => work?.next !== undefined);
    assert.equal(carried.work?.offer, undefined);
    await vscode.commands.executeCommand('throughline.tagNextCommit');
    assert.equal(repository.inputBox.value, written, 'twice changes nothing');
  });

  it('is offered nothing where that is switched off', async () => {
    await settings().update('tagging', 'off', vscode.ConfigurationTarget.WorkspaceFolder);
    const page = await readyPage('no offer', ({ work }) => work !== undefined && work.offer === undefined);
    assert.equal(page.work?.next, undefined);
    assert.equal(page.work?.actions[0]?.label, 'Tag Commit…');
  });
});
