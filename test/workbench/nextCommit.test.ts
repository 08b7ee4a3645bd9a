import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { makeDemo } from '../demo/makeDemo';
import { webviewFrame } from '../vscode/workbench';
import { RunningWorkbench, says, screenshot } from './openOutcome';

const TAG = 'OKR: engagement.signups';

describe('the next commit, in the running workbench', () => {
  let workbench: RunningWorkbench;
  let page: Page;
  let frame: Frame;

  before(async () => {
    workbench = await RunningWorkbench.start({ trust: true });
    const repository = join(workbench.folder.path, 'shop');
    await makeDemo(repository, { apiOrigin: 'http://127.0.0.1:9' });
    ({ page, frame } = await workbench.open(repository));
  });

  after(() => workbench?.dispose());

  async function openGitView(): Promise<void> {
    await page.locator('.activitybar a[aria-label^="Source Control"]').click();
    await page.mouse.move(800, 500);
  }

  const icon = (label: string) => page.locator(`.action-item a[aria-label^="${label}"]`).first();
  const box = () => page.locator('.scm-editor .view-lines').first();
  /** The workbench draws blanks as blanks that do not break. */
  const boxText = async () => ((await box().textContent()) ?? '').replaceAll('\u00a0', ' ');

  it('is offered its tag in the sidebar and above the commit box', async () => {
    await says(frame, new RegExp(`The next commit can carry ${TAG}`));
    await screenshot(page, 'next-commit-offered');
    await openGitView();
    await icon('Tag Next Commit').waitFor();
    assert.equal(await boxText(), '');
    await screenshot(page, 'next-commit-offered-scm');
  });

  it('carries it after one click above the box, until somebody deletes it', async () => {
    await icon('Tag Next Commit').click();
    await page.locator('.scm-editor .view-line', { hasText: TAG }).waitFor();
    await icon('Next Commit Is Tagged').waitFor();
    await page.mouse.move(800, 500);
    await screenshot(page, 'next-commit-carried-scm');
    await box().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await icon('Tag Next Commit').waitFor();
  });

  it('carries it after one click in the sidebar, which then says so', async () => {
    // The badge of an alarm lies over the icon; both are in the item.
    await page.locator('.activitybar .action-item:has(a[aria-label^="Throughline"])').click();
    await page.mouse.move(800, 500);
    frame = await webviewFrame(page, 'throughline-sidebar');
    await says(frame, new RegExp(`The next commit can carry ${TAG}`));
    await frame.getByText('Add to Commit Box').click();
    const text = await says(frame, new RegExp(`The next commit will carry ${TAG}`));
    assert.doesNotMatch(text, /can carry|Add to Commit Box/);
    await screenshot(page, 'next-commit-carried');
    await openGitView();
    await page.locator('.scm-editor .view-line', { hasText: TAG }).waitFor();
  });

  it('completes a tag that is typed into the commit box', async () => {
    await box().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Speed up\n\nOKR: ord');
    const offer = page.locator('.suggest-widget .monaco-list-row', { hasText: 'engagement.orders' });
    await offer.waitFor();
    await screenshot(page, 'next-commit-completion');
    await page.keyboard.press('Enter');
    await page.locator('.scm-editor .view-line', { hasText: 'OKR: engagement.orders' }).waitFor();
  });

  it('has links with the titles in the history', async () => {
    const row = page.locator('.scm-history-view .monaco-list-row', { hasText: 'signup' }).first();
    await row.waitFor();
    await row.hover();
    const link = page.locator('.monaco-hover a', { hasText: /^engagement\.signups · / }).first();
    await link.waitFor();
    await screenshot(page, 'next-commit-history');
    await link.click();
    await page.locator('.tab.active', { hasText: 'okrs.yaml' }).waitFor();
    await screenshot(page, 'next-commit-history-opened');
  });

  it('reported no fault on the way', () => {
    assert.deepEqual(workbench.faults, []);
  });
});
