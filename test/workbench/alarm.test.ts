import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { makeWatchedRepository } from '../support/watchedRepository';
import { notification, pickRow, runFromPalette, webviewFrame } from '../vscode/workbench';
import { RunningWorkbench, says, screenshot, statusBarSays } from './openOutcome';

const ALARM =
  /Alarm for More signups: lower since v1 \(evidence .*; threshold 10:1\)\. In simulations fewer than/;

describe('an alarm, in the running workbench', () => {
  let workbench: RunningWorkbench;
  let repository: string;
  let page: Page;
  let frame: Frame;

  before(async () => {
    workbench = await RunningWorkbench.start({ trust: true });
    repository = join(workbench.folder.path, 'watched');
    makeWatchedRepository(repository, Date.now());
  });

  after(() => workbench?.dispose());

  const badge = (): Locator =>
    page.locator('.activitybar .action-item', { hasText: '1' }).locator('.badge-content');

  /** What is in the list of notifications once something else that is told of is there, too. */
  async function toldBesides(): Promise<string[]> {
    await runFromPalette(page, 'Throughline: Manage Credentials…');
    await notification(page, 'No credential is kept.');
    return page.locator('.notifications-center .notification-list-item-message').allInnerTexts();
  }

  it('is told of in a window in which the sidebar was never opened', async () => {
    page = await workbench.openWindow(repository);
    await statusBarSays(page, /signups/);
    const told = await notification(page, ALARM);
    assert.deepEqual(await told.locator('.monaco-button').allInnerTexts(), [
      'Open Key Result',
      'Mute This Key Result',
    ]);
    await page.locator('.statusbar-item[id*="throughline"] .codicon-warning').waitFor();
    await screenshot(page, 'alarm-told');
    assert.equal(readdirSync(join(workbench.storagePath, 'alarms')).length, 1);
  });

  it('has a badge and its details once the sidebar is opened', async () => {
    frame = await workbench.showSidebar(page);
    const text = await says(frame, /Alarm: lower since v1/);
    assert.match(text, /Errors \d+ holds/);
    await badge().waitFor();
    assert.equal(await badge().innerText(), '1');
    await screenshot(page, 'alarm');
  });

  it('is not told of again in another window, nor after a reload', async () => {
    const first = page;
    ({ page, frame } = await workbench.open(repository));
    await says(frame, /Alarm: lower since v1/);
    await badge().waitFor();
    assert.doesNotMatch((await toldBesides()).join('\n'), /Alarm/);
    await page.reload();
    await statusBarSays(page, /signups/);
    // The sidebar may come back by itself, and then a click would close it.
    await runFromPalette(page, 'Throughline: Show Outcome of Branch');
    frame = await webviewFrame(page, 'throughline-sidebar');
    await says(frame, /Alarm: lower since v1/);
    await badge().waitFor();
    assert.doesNotMatch((await toldBesides()).join('\n'), /Alarm/);
    await first.context().close();
  });

  it('is silent once it is muted, and says so', async () => {
    await frame.getByRole('button', { name: /^Mute alarms/ }).click();
    await says(frame, /Alarm: lower since v1 \(evidence .*?\)\. Muted\..* Unmute/);
    await badge().waitFor({ state: 'detached' });
    await page.locator('.statusbar-item[id*="throughline"] .codicon-target').waitFor();
    await screenshot(page, 'alarm-muted');
  });

  it('is heard again once it is unmuted by the palette', async () => {
    await runFromPalette(page, 'Throughline: Unmute Alarms of a Key Result…');
    await pickRow(page, 'More signups');
    await badge().waitFor();
    await says(frame, /Alarm: lower since v1 \(evidence [^)]*\)\. In simulations.* Mute /);
    await runFromPalette(page, 'Throughline: Mute Alarms of a Key Result…');
    await pickRow(page, 'More signups');
    await badge().waitFor({ state: 'detached' });
  });

  it('is told of together with another that is raised with it', async () => {
    const worse = join(workbench.folder.path, 'worse');
    makeWatchedRepository(worse, Date.now(), 30);
    const other = await workbench.openWindow(worse);
    await statusBarSays(other, /signups/);
    const told = await notification(
      other,
      /2 alarms \(threshold 10:1\)\. More signups: lower since v1 .*; Errors, guardrail of More signups: higher since v1 /,
    );
    assert.deepEqual(await told.locator('.monaco-button').allInnerTexts(), [
      'Open Key Result',
      'Mute This Key Result',
    ]);
    await screenshot(other, 'alarms-told');
    const all = await other.locator('.notifications-center .notification-list-item-message').allInnerTexts();
    assert.equal(all.filter((text) => /Alarm for|alarms \(/.test(text)).length, 1);
    await other.context().close();
  });

  it('reported no fault on the way', () => {
    assert.deepEqual(workbench.faults, []);
  });
});
