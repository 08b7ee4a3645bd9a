import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, git, linkedIds, onBranch, readyPage, show } from './support';

describe('several repositories', () => {
  it('shows the repository of the active editor, by name', async () => {
    await show('shop', 'README.md');
    const shop = await readyPage('shop', (page) => page.branch.repository === 'shop');
    assert.notEqual(shop.objectives[0]?.id, 'reliability');
    await show('billing', 'README.md');
    const billing = await readyPage(
      'billing with its value',
      (page) =>
        page.branch.repository === 'billing' && page.objectives[0]?.keyResults[0]?.value !== undefined,
    );
    assert.deepEqual(linkedIds(billing), ['reliability.errors']);
    const [keyResult] = billing.objectives[0]?.keyResults ?? [];
    assert.equal(keyResult?.value, '12');
    assert.equal(keyResult?.freshness.state, 'fresh');
  });

  it('shows a new value of a file in the repository without being asked', async () => {
    await show('billing', 'README.md');
    await readyPage('billing', (page) => page.branch.repository === 'billing');
    appendFileSync(join(folder('billing').fsPath, 'metrics', 'errors.csv'), '2026-11-23,7\n');
    const page = await readyPage('the new value', (one) => one.objectives[0]?.keyResults[0]?.value === '7');
    assert.equal(page.branch.repository, 'billing');
  });

  it('survives switches in a row and ends on the last', async () => {
    const root = folder('shop').fsPath;
    await show('shop', 'README.md');
    for (const branch of ['main', 'orders/faster-checkout', 'chore/upgrade-deps', 'signup/one-tap']) {
      git(root, 'switch', '--quiet', branch);
    }
    const page = await onBranch('signup/one-tap');
    assert.deepEqual(linkedIds(page), ['engagement.signups']);
  });
});
