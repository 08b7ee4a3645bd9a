import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { makeDemo } from '../demo/makeDemo';
import { notification, pickRow, quickInput, runFromPalette, webviewFrame } from '../vscode/workbench';
import { RunningWorkbench, says, screenshot } from './openOutcome';

describe('the outcome ledger, in the running workbench', () => {
  let workbench: RunningWorkbench;
  let repository: string;
  let page: Page;
  let frame: Frame;

  before(async () => {
    workbench = await RunningWorkbench.start({ trust: true });
    repository = join(workbench.folder.path, 'shop');
    await makeDemo(repository, { apiOrigin: 'http://127.0.0.1:9' });
    ({ page } = await workbench.open(repository));
    await openLedger();
  });

  after(() => workbench?.dispose());

  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
  const rows = () => frame.locator('throughline-ledger-table .row');
  const row = (text: string) => rows().filter({ hasText: text }).first();

  async function openLedger(): Promise<void> {
    await runFromPalette(page, 'Throughline: Open Outcome Ledger');
    frame = await webviewFrame(page, 'throughline-ledger');
    await rows().first().waitFor();
  }

  it('counts what git counts, and shows the newest commit first', async () => {
    await frame.locator('select').first().selectOption('all');
    const text = await says(frame, /commits carry a purpose/);
    const all = git('rev-list', '--count', '--no-merges', 'HEAD');
    const tagged = git('log', '--format=%(trailers:key=OKR,valueonly,separator=%x2C)').split('\n');
    assert.match(
      text,
      new RegExp(`${tagged.filter((line) => line !== '').length} of ${all} commits carry a purpose`),
    );
    const subject = git('log', '--no-merges', '--max-count=1', '--format=%s');
    await frame.locator('#row0').filter({ hasText: subject }).waitFor();
    await says(frame, /Lines/);
    await frame.getByText('counting…').first().waitFor({ state: 'detached' });
    await page.mouse.move(5, 500);
    await screenshot(page, 'ledger');
  });

  it('filters by what git finds in messages and paths', async () => {
    const file =
      git('log', '--no-merges', '--max-count=1', '--name-only', '--format=', 'HEAD').split('\n')[0] ?? '';
    const count = git('rev-list', '--count', '--no-merges', '--full-history', 'HEAD', '--', file);
    await frame.getByPlaceholder('Path').fill(file);
    await frame.getByPlaceholder('Path').press('Enter');
    await frame
      .locator('.summary')
      .filter({ hasText: count === '1' ? 'One commit' : `${count} commits` })
      .waitFor();
    await frame.getByPlaceholder('Message').fill('no message says this');
    await frame.getByPlaceholder('Message').press('Enter');
    await frame.getByText('No commit matches').waitFor();
    await frame.locator('.nothing vscode-button').click();
    await rows().nth(1).waitFor();
  });

  it('is found again as it was left', async () => {
    await frame.locator('select').nth(2).selectOption('yes');
    await frame.locator('.summary').filter({ hasText: 'commit' }).waitFor();
    await page.keyboard.press('Escape');
    await runFromPalette(page, 'Throughline: Open OKR File');
    await page.locator('.tab.active', { hasText: 'okrs.yaml' }).waitFor();
    await openLedger();
    assert.equal(await frame.locator('select').nth(2).inputValue(), 'yes');
  });

  it('opens the diff of a commit by the keyboard', async () => {
    const [id = '', subject = ''] = git(
      'log',
      '--no-merges',
      '--grep=^OKR:',
      '--max-count=1',
      '--format=%h%x00%s',
    ).split('\0');
    await row(subject).waitFor();
    await frame.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    const tab = page.locator('.tab.active', { hasText: id.slice(0, 7) });
    await tab.waitFor();
    await page.locator('.multiDiffEntry').first().waitFor();
    await screenshot(page, 'ledger-commit');
    await page.keyboard.press('Control+F4');
  });

  it('is exported to a file, with what is shown and nobody named', async () => {
    await openLedger();
    const shown = await frame.locator('.summary').textContent();
    await frame.getByText('Export…').click();
    await pickRow(page, 'CSV');
    const input = quickInput(page).locator('input:visible').first();
    // The box that asked for the format gives way to the one that asks for the place.
    while (!(await input.inputValue()).endsWith('ledger.csv')) await page.waitForTimeout(50);
    await input.press('Enter');
    await notification(page, /Exported \d+ commits/);
    const lines = readFileSync(join(repository, 'ledger.csv'), 'utf8').trimEnd().split('\r\n');
    assert.equal(shown?.includes(`${lines.length - 1} commits`), true, `${shown} ${lines.length}`);
    assert.match(lines[0] ?? '', /^commit,committed,key_results,subject/);
    const authors = git('log', '--format=%an').split('\n');
    assert.ok(authors.length > 1 && !authors.some((name) => lines.join().includes(name)));
  });

  it('breaks no policy and throws nothing', () => {
    assert.deepEqual(workbench.faults, []);
  });
});
