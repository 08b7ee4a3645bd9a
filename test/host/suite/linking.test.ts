import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { folder, git, linkedIds, onBranch, readyPage, runAccepting, show, throughline, why } from './support';

describe('links', () => {
  const root = (): string => folder('shop').fsPath;

  beforeEach(async () => {
    git(root(), 'reset', '--quiet', '--hard');
    await show('shop', 'README.md');
  });

  after(() => {
    git(root(), 'switch', '--quiet', 'signup/one-tap');
  });

  it('follows a pattern, then tags of the branch, then what was linked by hand', async () => {
    git(root(), 'switch', '--quiet', '--create', 'signup/precedence', 'main');
    const byPattern = await onBranch('signup/precedence');
    assert.deepEqual(linkedIds(byPattern), ['engagement.signups']);
    assert.match(why(byPattern), /matches signup\/\*\* in okrs\.yaml/);

    git(root(), 'commit', '--quiet', '--allow-empty', '-m', 'Work\n\nOKR: engagement.orders\n');
    const byCommits = await readyPage('link by commits', (page) =>
      linkedIds(page).includes('engagement.orders'),
    );
    assert.deepEqual(linkedIds(byCommits), ['engagement.orders']);
    assert.match(why(byCommits), /1 of its commits is tagged/);

    git(root(), 'config', '--add', 'branch.signup/precedence.okr', 'engagement.signups');
    git(root(), 'config', '--add', 'branch.signup/precedence.okr', 'engagement.orders');
    const byHand = await readyPage('link by hand', (page) => linkedIds(page).length === 2);
    assert.match(why(byHand), /by hand/);

    await vscode.commands.executeCommand('throughline.unlinkBranch');
    await readyPage('unlinked again', (page) => linkedIds(page).length === 1);
    assert.throws(() => git(root(), 'config', '--get-all', 'branch.signup/precedence.okr'));
  });

  it('links by command what was not linked, and hides the status bar where nothing is', async () => {
    git(root(), 'switch', '--quiet', 'chore/upgrade-deps');
    const unlinked = await onBranch('chore/upgrade-deps');
    assert.deepEqual(linkedIds(unlinked), []);
    assert.match(why(unlinked), /not linked/);
    assert.equal((await throughline()).view?.status, undefined);

    git(root(), 'switch', '--quiet', 'signup/one-tap');
    await onBranch('signup/one-tap');
    assert.match((await throughline()).view?.status?.text ?? '', /^signups /);
    const linked = (): string => git(root(), 'config', '--default', '', '--get', 'branch.signup/one-tap.okr');
    await runAccepting('throughline.linkBranch', () => linked() !== '');
    assert.equal(linked(), 'engagement.signups');
    await readyPage('linked by hand', (page) => /by hand/.test(why(page)));
    await vscode.commands.executeCommand('throughline.unlinkBranch');
    await readyPage('linked by its commits again', (page) => /commits are tagged/.test(why(page)));
  });

  it('says what HEAD is where it is no branch, and names an id that the file does not have', async () => {
    git(root(), 'switch', '--quiet', '--detach', 'main');
    const detached = await readyPage('detached', (page) => page.branch.state === 'detached');
    assert.match(why(detached), /no branch is checked out/);

    git(root(), 'switch', '--quiet', '--create', 'odd', 'main');
    git(root(), 'config', 'branch.odd.okr', 'gone.long-ago');
    const unknown = await readyPage('unknown id', (page) =>
      page.notices.some(({ text }) => text.includes('gone.long-ago')),
    );
    assert.deepEqual(linkedIds(unknown), []);
  });

  for (const name of ['--upload-pack=x', 'it\'s-"quoted"', 'größe/日本', 'rocket-🚀']) {
    it(`follows a branch named ${name}`, async () => {
      git(root(), 'update-ref', `refs/heads/${name}`, 'main');
      git(root(), 'symbolic-ref', 'HEAD', `refs/heads/${name}`);
      try {
        const page = await onBranch(name);
        assert.equal(page.branch.state, 'branch');
        await runAccepting('throughline.linkBranch');
      } finally {
        git(root(), 'symbolic-ref', 'HEAD', 'refs/heads/main');
      }
    });
  }
});
