import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { makeDemo } from '../demo/makeDemo';
import { ISOLATED } from '../support/gitRepository';
import { quickInput, runFromPalette } from '../vscode/workbench';
import { RunningWorkbench, screenshot } from './openOutcome';

const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
};

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`outcome blame, in the running workbench (${name})`, () => {
    let workbench: RunningWorkbench;
    let page: Page;

    before(async () => {
      workbench = await RunningWorkbench.start({
        trust: true,
        userSettings: { 'workbench.colorTheme': theme },
      });
      const repository = join(workbench.folder.path, 'shop');
      await makeDemo(repository, { apiOrigin: 'http://127.0.0.1:9' });
      const git = (...args: string[]) =>
        execFileSync('git', args, { cwd: repository, env: { ...process.env, ...ISOLATED }, stdio: 'pipe' });
      writeFileSync(join(repository, 'tap.txt'), 'export function tap() {\n  return 1;\n}\n');
      git('add', 'tap.txt');
      git('commit', '--quiet', '--message', 'Offer one-tap signup\n\nOKR: engagement.signups');
      ({ page } = await workbench.open(repository));
    });

    after(() => workbench?.dispose());

    it('says at the end of the line what it is for, and more on hovering', async () => {
      await page.keyboard.press('Control+P');
      await quickInput(page).locator('input:visible').first().fill('tap.txt');
      await quickInput(page).locator('.monaco-list-row', { hasText: 'tap.txt' }).first().click();
      await page.locator('.tab.active', { hasText: 'tap.txt' }).waitFor();
      await runFromPalette(page, 'Throughline: Toggle Outcome Blame');
      const line = page.locator('.editor-instance .view-line').first();
      await page.waitForFunction(() =>
        [...document.querySelectorAll('.view-line span')].some((span) =>
          getComputedStyle(span, '::after').content.includes('engagement.signups'),
        ),
      );
      await screenshot(page, `outcome-blame-${name}`);
      const box = await line.locator('span[class*="ced-"]').last().boundingBox();
      assert.ok(box);
      await page.mouse.move(box.x + box.width - 20, box.y + box.height / 2);
      await page.locator('.monaco-hover', { hasText: 'Objective' }).waitFor();
      await screenshot(page, `outcome-blame-hover-${name}`);
    });

    it('reported no fault on the way', () => {
      assert.deepEqual(workbench.faults, []);
    });
  });
}
