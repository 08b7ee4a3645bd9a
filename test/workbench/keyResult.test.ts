import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { type DemoApi, startDemoApi } from '../demo/demoApi';
import { makeDemo } from '../demo/makeDemo';
import { pickRow, runFromPalette, webviewFrame } from '../vscode/workbench';
import { allowSource, RunningWorkbench, says, screenshot } from './openOutcome';

const ELEMENT = 'throughline-key-result-page';

describe('a key result in an editor, in the running workbench', () => {
  let api: DemoApi;
  let workbench: RunningWorkbench;
  let repository: string;
  let page: Page;
  let sidebar: Frame;
  let frame: Frame;

  before(async () => {
    api = await startDemoApi();
    workbench = await RunningWorkbench.start({ trust: true });
    repository = join(workbench.folder.path, 'shop');
    await makeDemo(repository, { apiOrigin: api.origin });
    ({ page, frame: sidebar } = await workbench.open(repository));
    await says(sidebar, /Nothing has been sent yet/);
    await allowSource(page, sidebar);
    await says(sidebar, /of 13,200/);
  });

  after(async () => {
    await workbench?.dispose();
    await api?.dispose();
  });

  const tabs = () => page.locator('.tab', { hasText: 'Increase monthly new user signups' });

  it('is picked from the palette, and says what its numbers say', async () => {
    await runFromPalette(page, 'Throughline: Open Key Result');
    await pickRow(page, /signups/i);
    frame = await webviewFrame(page, ELEMENT);
    const text = await says(frame, /About \d+% likely/);
    assert.match(text, /of 13,200/);
    await says(frame, /Did it move\?.*(Moved|No change|Can't tell)/);
    await says(frame, /How this was worked out.*Method/);
    await frame.locator('throughline-key-result-chart canvas').waitFor();
    await screenshot(page, 'key-result');
  });

  it('tells its values to whoever goes along the line by the keyboard', async () => {
    await frame.getByRole('application').focus();
    await page.keyboard.press('ArrowLeft');
    const told = frame.locator('throughline-key-result-chart [role=status]');
    await told.filter({ hasText: '20' }).waitFor({ state: 'attached' });
  });

  it('works out another deployment that is picked, and says how many were looked at', async () => {
    const box = frame.getByRole('combobox');
    const usual = await box.inputValue();
    const other = await box
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as unknown as { value: string }).value))
      .then((values) => values.filter((value) => value !== usual)[0]);
    assert.ok(other);
    await box.selectOption(other);
    await says(frame, new RegExp(`(since|Since|before) ${other.replaceAll('.', '\\.')}`));
    await says(frame, /2 deployments were looked at here/);
    await screenshot(page, 'key-result-picked');
  });

  it('opens a commit that served it', async () => {
    const commit = frame.locator('throughline-releases .commits button').first();
    const subject = (await commit.textContent())?.trim() ?? '';
    await commit.click();
    await page.locator('.tab.active', { hasText: subject.slice(0, 20) }).waitFor();
    await page.locator('.multiDiffEntry').first().waitFor();
  });

  it('is one panel, however it is opened: from the sidebar, too', async () => {
    await sidebar.getByRole('button', { name: /^Open Increase monthly new user signups/ }).click();
    await page.locator('.tab.active', { hasText: 'Increase monthly new user signups' }).waitFor();
    assert.equal(await tabs().count(), 1);
    frame = await webviewFrame(page, ELEMENT);
    // What was picked is in the host, not in the page that was thrown away.
    await says(frame, /2 deployments were looked at here/);
  });

  it('says what to do where the file has it no more, and shows it again', async () => {
    const path = join(repository, 'okrs.yaml');
    const okrs = readFileSync(path, 'utf8');
    const [, id = ''] = /id: (\S*signups)/.exec(okrs) ?? [];
    writeFileSync(path, okrs.replaceAll(id, 'growth.renamed'));
    await says(frame, new RegExp(`${id} is not in okrs\\.yaml any more.*Open okrs\\.yaml`));
    await screenshot(page, 'key-result-gone');
    writeFileSync(path, okrs);
    await says(frame, /About \d+% likely/);
  });

  it('breaks no policy and throws nothing', () => {
    assert.deepEqual(workbench.faults, []);
  });
});
