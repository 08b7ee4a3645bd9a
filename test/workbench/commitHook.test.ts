import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ISOLATED } from '../support/gitRepository';
import { runFromPalette } from '../vscode/workbench';
import { RunningWorkbench, says, screenshot } from './openOutcome';

const WAIT_MS = 60_000;
const OKRS = `version: 1
cycle: { id: all, start: 2020-01-01, end: 2099-12-31 }
sources: { repo: { type: file } }
objectives:
  - id: reach
    title: Reach more people
    keyResults:
      - { id: reach.users, title: More users, metric: { source: repo, query: users.csv }, start: 0, target: 100 }
branches: [{ pattern: main, serves: [reach.users] }]
`;

describe('Install Commit Hook, in the running workbench', () => {
  let workbench: RunningWorkbench;
  let page: Page;
  let root: string;

  before(async () => {
    workbench = await RunningWorkbench.start({ trust: true });
    root = join(workbench.folder.path, 'hooked');
    mkdirSync(root);
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', root]);
    writeFileSync(join(root, 'okrs.yaml'), OKRS);
    const opened = await workbench.open(root);
    page = opened.page;
    await says(opened.frame, /More users/);
  });

  after(() => workbench?.dispose());

  const dialog = () => page.locator('.monaco-dialog-box');
  const answer = (label: RegExp) => dialog().locator('.monaco-button', { hasText: label }).click();

  async function until(done: () => boolean): Promise<void> {
    for (const deadline = Date.now() + WAIT_MS; !done() && Date.now() < deadline; )
      await page.waitForTimeout(50);
    assert.ok(done());
  }

  it('shows what it changes, and changes nothing where that is refused', async () => {
    await runFromPalette(page, 'Throughline: Install Commit Hook…');
    await dialog().getByText('Install the commit hook in this clone?').waitFor();
    await dialog().getByText('Every commit on a linked branch then gets its tags').waitFor();
    await dialog().getByText('Create .git/hooks/prepare-commit-msg').waitFor();
    await screenshot(page, 'install-hook');
    await answer(/^Cancel$/);
    await dialog().waitFor({ state: 'detached' });
    assert.equal(existsSync(join(root, '.git/hooks/prepare-commit-msg')), false);
  });

  it('installs, so that a commit from a terminal is tagged by the patterns of the OKR file', async () => {
    await runFromPalette(page, 'Throughline: Install Commit Hook…');
    await dialog().getByText('Install the commit hook in this clone?').waitFor();
    await answer(/^Install$/);
    await until(() => existsSync(join(root, '.git/throughline/links.config')));
    const env = { ...process.env, ...ISOLATED };
    execFileSync('git', ['commit', '--quiet', '--allow-empty', '-m', 'Work'], { cwd: root, env });
    const message = execFileSync('git', ['log', '-1', '--format=%B'], { cwd: root, encoding: 'utf8' });
    assert.equal(message, 'Work\n\nOKR: reach.users\n\n');
  });

  it('removes it again', async () => {
    await runFromPalette(page, 'Throughline: Remove Commit Hook');
    await dialog().getByText('Remove the commit hook from this clone?').waitFor();
    await answer(/^Remove$/);
    await until(() => !existsSync(join(root, '.git/throughline')));
    assert.equal(existsSync(join(root, '.git/hooks/prepare-commit-msg')), false);
  });

  it('reported no fault on the way', () => assert.deepEqual(workbench.faults, []));
});
