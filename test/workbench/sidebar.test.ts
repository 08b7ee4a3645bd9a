import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Frame, Page } from 'playwright-core';
import { type DemoApi, startDemoApi } from '../demo/demoApi';
import { makeDemo } from '../demo/makeDemo';
import { runFromPalette } from '../vscode/workbench';
import { allowSource, RunningWorkbench, says, screenshot, statusBarSays, textOf } from './openOutcome';

const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast-dark': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;

describe('the sidebar on the demo, in the running workbench', () => {
  let api: DemoApi;
  let workbench: RunningWorkbench;
  let repository: string;
  let page: Page;
  let frame: Frame;

  before(async () => {
    api = await startDemoApi();
    workbench = await RunningWorkbench.start({ trust: true });
    repository = join(workbench.folder.path, 'shop');
    await makeDemo(repository, { apiOrigin: api.origin });
    ({ page, frame } = await workbench.open(repository));
  });

  after(async () => {
    await workbench?.dispose();
    await api?.dispose();
  });

  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' });

  it('shows the aims before anything is allowed, and asks in words', async () => {
    const text = await says(frame, /asks for numbers from http:\/\/127\.0\.0\.1:\d+/);
    assert.match(text, /Increase monthly new user signups by 10%/);
    assert.match(text, /Nothing has been sent yet/);
    await statusBarSays(page, /signups –/);
  });

  it('shows both founding key results with their numbers once allowed', async () => {
    await allowSource(page, frame);
    const text = await says(frame, /[\d,]+ of 13,200.*M of \$100M/);
    assert.match(text, /Increase customer engagement on our platform/);
    assert.match(text, /Increase monthly new user signups by 10%/);
    assert.match(text, /1[12],\d{3} of 13,200|13,\d{3} of 13,200/);
    assert.match(text, /\$100M in orders in June/);
    assert.match(text, /\$\d+(\.\d+)?M of \$100M/);
    assert.match(text, /Checkout errors 0\.\d+%/);
    assert.match(text, /7 commits 5 tagged · 2 untagged/);
    assert.doesNotMatch(text, /Nothing has been sent yet/);
    const value = /([\d,]+) of 13,200/.exec(text)?.[1] ?? '';
    assert.match(await statusBarSays(page, /signups [\d,]+/), /^signups [\d,]+ [▲▼▬]? ?\d\.\d\d$/);
    assert.notEqual(value, '');
  });

  it('walks by keyboard through everything that acts, in reading order', async () => {
    await frame.locator('throughline-sidebar').click({ position: { x: 5, y: 5 } });
    const walked: string[] = [];
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      const name = await focusedName(frame);
      if (name === undefined) break;
      walked.push(name);
    }
    const at = (part: string): number => walked.findIndex((name) => name.includes(part));
    const order = [
      'change',
      'Increase monthly new user signups',
      '$100M in orders',
      'Tag Commit',
      'refresh',
    ].map(at);
    assert.ok(!order.includes(-1), walked.join(' | '));
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
      walked.join(' | '),
    );
  });

  it('opens what the buttons promise', async () => {
    await frame.getByText('Tag Commit…').click();
    const picker = page.locator('.quick-input-widget');
    await picker.getByText('Increase monthly new user signups by 10%').first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('tags the next commit from the command palette, and shows it', async () => {
    writeFileSync(join(repository, 'note.txt'), 'a change\n');
    await runFromPalette(page, 'Throughline: Tag Commit with Key Result');
    await page
      .locator('.quick-input-widget')
      .getByText('Increase monthly new user signups')
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await says(frame, /The next commit will carry OKR: engagement\.signups/);
  });

  for (const [name, theme] of Object.entries(THEMES)) {
    it(`has nothing that axe objects to in ${name}`, async () => {
      const settings = join(repository, '.vscode', 'settings.json');
      const own = JSON.parse(readFileSync(settings, 'utf8')) as Record<string, unknown>;
      writeFileSync(settings, JSON.stringify({ ...own, 'workbench.colorTheme': theme }));
      const className = {
        dark: 'vscode-dark',
        light: 'vscode-light',
        'high-contrast-dark': 'vscode-high-contrast',
        'high-contrast-light': 'vscode-high-contrast-light',
      }[name];
      await frame.waitForFunction((one) => document.body.classList.contains(one ?? ''), className);
      await page.waitForTimeout(1500);
      await says(frame, /of 13,200/);
      await screenshot(page, name);
      workbench.scanning = true;
      // The frame is transparent, and axe can't see through it to the workbench.
      await frame.evaluate(() => {
        document.body.style.backgroundColor = 'var(--vscode-sideBar-background)';
      });
      const found = await new AxeBuilder({ page })
        .include({ fromFrames: ['iframe.webview', '#active-frame', 'throughline-sidebar'] })
        .analyze()
        .finally(() => {
          workbench.scanning = false;
        });
      assert.ok(found.passes.length > 5, 'axe looked at the sidebar');
      assert.deepEqual(
        found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        [],
      );
    });
  }

  it('shows a branch switch, and hides the status bar on a branch that serves nothing', async () => {
    git('stash', '--include-untracked', '--quiet');
    git('switch', '--quiet', 'orders/faster-checkout');
    const orders = await says(frame, /orders\/faster-checkout/);
    assert.match(orders, /\$100M in orders in June/);
    git('switch', '--quiet', 'chore/upgrade-deps');
    await says(frame, /chore\/upgrade-deps.*not linked to a key result/);
    await page.locator('.statusbar-item[id*="throughline"]').waitFor({ state: 'hidden' });
    await screenshot(page, 'unlinked');
  });

  it('keeps the last good number, marked stale, when the server goes', async () => {
    git('switch', '--quiet', 'signup/one-tap');
    await says(frame, /[\d,]+ of 13,200/);
    const before = /([\d,]+) of 13,200/.exec(await textOf(frame))?.[1];
    await api.dispose();
    const text = await says(frame, /stale since/);
    assert.match(text, new RegExp(`${before} of 13,200`));
    assert.match(text, /Check that this machine is online/);
    await screenshot(page, 'stale');
  });

  it('reported no fault on the way', () => {
    assert.deepEqual(workbench.faults, []);
  });
});

/** What a screen reader would call the focused element inside the webview, shadow roots included. */
function focusedName(frame: Frame): Promise<string | undefined> {
  return frame.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (active === null || active === document.body) return undefined;
    const labelled = active.getAttribute('aria-labelledby');
    const scope = active.getRootNode() as ShadowRoot;
    const label = labelled === null ? null : scope.getElementById(labelled)?.textContent;
    return (active.getAttribute('aria-label') ?? label ?? active.textContent ?? '')
      .replace(/\s+/g, ' ')
      .trim();
  });
}
