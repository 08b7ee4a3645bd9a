import assert from 'node:assert/strict';
import { folder, git, linkedIds, onBranch, runAccepting, show, why } from './support';

describe('starting work', () => {
  const root = (): string => folder('shop').fsPath;
  const branch = (): string => git(root(), 'symbolic-ref', '--short', 'HEAD');

  beforeEach(async () => {
    git(root(), 'reset', '--quiet', '--hard');
    git(root(), 'switch', '--quiet', 'signup/one-tap');
    await show('shop', 'README.md');
    await onBranch('signup/one-tap');
  });

  after(() => {
    git(root(), 'switch', '--quiet', 'signup/one-tap');
  });

  it('makes a branch that a pattern of the OKR file links, and shows it', async () => {
    await runAccepting('throughline.startWork', () => branch() !== 'signup/one-tap');
    assert.equal(branch(), 'signup/signups');
    const page = await onBranch('signup/signups');
    assert.deepEqual(linkedIds(page), ['engagement.signups']);
    assert.doesNotMatch(why(page), /by hand/);
  });
});
