import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { CountingServer } from '../support/countingServer';
import { filesHolding } from '../support/filesHolding';
import { answer, notification, pickRow, quickInput, runFromPalette, webviewFrame } from '../vscode/workbench';
import { RunningWorkbench, says, screenshot } from './openOutcome';

const YEAR = new Date().getUTCFullYear();
const OKRS = `version: 1
cycle: { id: all, start: ${YEAR}-01-01, end: ${YEAR}-12-31 }

# What we aim for.
objectives:
  - id: live
    title: Numbers as they are now
    keyResults:
      - { id: live.pages, title: A thousand pages, milestones: [{ title: One }] }
branches:
  - { pattern: main, serves: [live.pages] }
`;
const WRONG = 'wrong-token-1f0c';
const RIGHT = 'right-token-9b2e';

describe('Add Metric Source where something is in its way, by the keyboard, in the running workbench', () => {
  let server: CountingServer;
  let workbench: RunningWorkbench;
  let page: Page;
  let sidebar: Frame;
  let panel: Frame;
  let file: string;

  before(async () => {
    server = await CountingServer.start();
    server.answer = ({ headers }) =>
      headers.authorization === `Bearer ${RIGHT}` ? { body: 42 } : { status: 401, body: {} };
    // In a browser the editor saves by itself.
    workbench = await RunningWorkbench.start({ trust: true, userSettings: { 'files.autoSave': 'off' } });
    const root = join(workbench.folder.path, 'trouble');
    mkdirSync(root);
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', root]);
    file = join(root, 'okrs.yaml');
    writeFileSync(file, 'version: [1');
    ({ page, frame: sidebar } = await workbench.open(root));
    await says(sidebar, /okrs\.yaml has/);
  });

  after(async () => {
    await workbench?.dispose();
    await server?.stop();
  });

  const inFile = (): string => readFileSync(file, 'utf8');

  async function step(text: string): Promise<void> {
    await quickInput(page).getByText(text).first().waitFor();
    await page.keyboard.press('Enter');
  }

  async function draft(): Promise<void> {
    await runFromPalette(page, 'Throughline: Add Metric Source…');
    await quickInput(page).locator('.monaco-list-row', { hasText: 'prometheus' }).first().waitFor();
    await page.keyboard.type('plain number');
    await page.keyboard.press('Enter');
    await answer(page, /address/i, `${server.origin}/v1?name={query}`);
    await quickInput(page).getByText('Name of the source').waitFor();
  }

  it('says that a file with an error has to be mended first, and shows where', async () => {
    await runFromPalette(page, 'Throughline: Add Metric Source…');
    const told = await notification(page, 'has a problem that has to be mended');
    await screenshot(page, 'add-source-broken-file');
    await told.locator('.monaco-button', { hasText: 'Show Problems' }).click();
    await page.locator('.markers-panel').waitFor();
    assert.equal(inFile(), 'version: [1');
    writeFileSync(file, OKRS);
    await says(sidebar, /A thousand pages/);
  });

  it('leaves nothing behind when somebody turns away at a step', async () => {
    for (const typed of [0, 1]) {
      await draft();
      if (typed === 1) {
        await step('Name of the source');
        await page.locator('.monaco-dialog-box').getByText('Allow requests to').waitFor();
      }
      await page.keyboard.press('Escape');
      await quickInput(page).or(page.locator('.monaco-dialog-box')).waitFor({ state: 'hidden' });
    }
    assert.equal(inFile(), OKRS);
    assert.equal(server.asked.length, 0);
  });

  it('says where the token will live, and asks for another where the server does not take it', async () => {
    await draft();
    await step('Name of the source');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Allow requests to').waitFor();
    await dialog.locator('.monaco-button', { hasText: /^Allow$/ }).focus();
    await page.keyboard.press('Enter');
    await pickRow(page, 'Authorization: Bearer');
    await quickInput(page).getByText('It is kept by the browser that shows this editor').waitFor();
    await screenshot(page, 'add-source-token');
    await answer(page, /It is kept by/, WRONG);
    panel = await webviewFrame(page, 'throughline-preview');
    await says(panel, /wants you to sign in \(401\)\. Set a credential for this address\. Set credential…/);
    await screenshot(page, 'preview-sign-in');
    await panel.locator('vscode-button', { hasText: 'Set credential…' }).focus();
    await page.keyboard.press('Enter');
    await pickRow(page, 'Authorization: Bearer');
    await answer(page, /It is kept by/, RIGHT);
    await says(panel, /Connected to .* 42 one point/);
  });

  it('keeps what was typed into the file and not saved', async () => {
    await page.keyboard.press('F1');
    await page.keyboard.press('Escape');
    await runFromPalette(page, 'Throughline: Open OKR File');
    await page.locator('.tab.active', { hasText: 'okrs.yaml' }).waitFor();
    await page.locator('.editor-instance .view-line').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('# typed, not saved');
    await page.locator('.tab.dirty', { hasText: 'okrs.yaml' }).waitFor();
    await page.locator('.tab', { hasText: 'Try http' }).click();
    panel = await webviewFrame(page, 'throughline-preview');
    await says(panel, /Connected to .* 42 one point/);
    await panel.locator('vscode-button', { hasText: 'Save to okrs.yaml' }).focus();
    await page.keyboard.press('Enter');
    await notification(page, 'The source http was added');
    const line = `sources:\n  http: { type: http, url: "${server.origin}/v1?name={query}" }\n`;
    assert.equal(inFile(), OKRS.replace('# What', `${line}\n# What`).concat('# typed, not saved'));
  });

  it('offers to keep the credential of an address that has one', async () => {
    await draft();
    await step('Name of the source');
    await quickInput(page).getByText('the credential that is set for this address').waitFor();
    await page.keyboard.press('Enter');
    panel = await webviewFrame(page, 'throughline-preview');
    await says(panel, /Connected to .* 42 one point/);
  });

  it('lists the address that holds a credential, and forgets it', async () => {
    await runFromPalette(page, 'Throughline: Manage Credentials…');
    await quickInput(page).locator('.monaco-list-row', { hasText: server.origin }).waitFor();
    await screenshot(page, 'manage-credentials');
    await page.keyboard.press('Escape');
    await runFromPalette(page, 'Throughline: Forget Credential…');
    await quickInput(page).locator('.monaco-list-row', { hasText: server.origin }).waitFor();
    await page.keyboard.press('Enter');
    await quickInput(page).waitFor({ state: 'hidden' });
    await runFromPalette(page, 'Throughline: Manage Credentials…');
    await notification(page, 'No credential is kept.');
  });

  it('wrote no token anywhere, and reported no fault', () => {
    for (const folder of [workbench.folder.path, workbench.dataPath])
      assert.deepEqual(filesHolding(folder, [WRONG, RIGHT]), []);
    assert.deepEqual(workbench.faults, []);
  });
});
