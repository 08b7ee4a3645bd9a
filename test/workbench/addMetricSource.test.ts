import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { skipBecause } from '../steps/skipBecause';
import { CounterTarget, type Prometheus, startPrometheus } from '../support/prometheus';
import { findPrometheus } from '../support/serverPackage';
import { answer, pickRow, quickInput, runFromPalette, webviewFrame } from '../vscode/workbench';
import { RunningWorkbench, says, screenshot } from './openOutcome';

const YEAR = new Date().getUTCFullYear();

const OKRS = `# Ours, by hand.
version: 1
cycle: { id: all, start: ${YEAR}-01-01, end: ${YEAR}-12-31 }

sources:   # where numbers come from
    repo:  { type: file }   # works offline

# What we aim for.
objectives:
  - id: live
    title: Numbers as they are now
    keyResults:
      - { id: live.pages, title: A thousand pages, metric: { source: repo, query: pages.csv }, start: 0, target: 1000 }
branches:
  - { pattern: main, serves: [live.pages] }
`;

describe('Add Metric Source, in the running workbench, against a real Prometheus', () => {
  let counter: CounterTarget;
  let prometheus: Prometheus;
  let workbench: RunningWorkbench;
  let page: Page;
  let sidebar: Frame;
  let panel: Frame;
  let root: string;

  before(async function () {
    const program = await findPrometheus();
    if ('missing' in program) skipBecause(this, program.missing);
    counter = await CounterTarget.start('signups_total');
    counter.value = 41;
    prometheus = await startPrometheus(program.path, counter.address);
    workbench = await RunningWorkbench.start({ trust: true });
    root = join(workbench.folder.path, 'live');
    mkdirSync(root);
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', root]);
    writeFileSync(join(root, 'okrs.yaml'), OKRS);
    writeFileSync(join(root, 'pages.csv'), `date,value\n${YEAR}-01-01,100\n${YEAR}-01-02,300\n`);
    ({ page, frame: sidebar } = await workbench.open(root));
    await says(sidebar, /300 of 1,000/);
  });

  after(async () => {
    await workbench?.dispose();
    await prometheus?.stop();
    await counter?.stop();
  });

  it('asks for type, address and name, and says what is wrong with an address', async () => {
    await runFromPalette(page, 'Throughline: Add Metric Source…');
    await quickInput(page).locator('.monaco-list-row', { hasText: 'prometheus' }).first().waitFor();
    await screenshot(page, 'add-source-type');
    await pickRow(page, 'prometheus');
    await answer(page, 'Base address', 'prometheus');
    await quickInput(page).getByText('must be an address').waitFor();
    await screenshot(page, 'add-source-address');
    await answer(page, /must be an address/, prometheus.origin);
    await answer(page, 'Name of the source', 'repo');
    await quickInput(page).getByText('There is a source repo already.').waitFor();
    await answer(page, /There is a source/, 'prom');
  });

  it('asks whether the address may be asked, and how it knows the user', async () => {
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText(`Allow requests to ${prometheus.origin}?`).waitFor();
    await dialog.locator('.monaco-button', { hasText: /^Allow$/ }).click();
    await pickRow(page, 'None');
  });

  it('says what the server says of a query, and draws the series of a good one', async () => {
    panel = await webviewFrame(page, 'throughline-preview');
    const query = panel.locator('textarea');
    await says(panel, new RegExp(`Connected to ${prometheus.origin}`));
    await query.fill('sum(');
    await query.press('Control+Enter');
    await says(panel, /The server refused the query: .*parse error.*Correct the query/);
    await screenshot(page, 'preview-bad-query');
    await query.fill('41 + (time() - time())');
    await panel.locator('vscode-button', { hasText: 'Run' }).click();
    await says(panel, /\b41\b.*181 points/);
    const chart = panel.locator('throughline-sparkline svg[role="img"]');
    assert.match((await chart.getAttribute('aria-label')) ?? '', /^Chart from .* to .*: between 41 and 41/);
    await screenshot(page, 'preview-series');
    assert.equal(
      readFileSync(join(root, 'okrs.yaml'), 'utf8'),
      OKRS,
      'nothing is written before it is saved',
    );
  });

  it('writes the source and leaves every other byte', async () => {
    await panel.locator('vscode-button', { hasText: 'Save to okrs.yaml' }).click();
    const line = `    prom: { type: prometheus, url: ${prometheus.origin} }\n`;
    const wanted = OKRS.replace('# works offline\n', `# works offline\n${line}`);
    await page.locator('.view-line', { hasText: 'prom: { type: prometheus' }).first().waitFor();
    assert.equal(readFileSync(join(root, 'okrs.yaml'), 'utf8'), wanted);
    await screenshot(page, 'add-source-saved');
  });

  it('previews the metric of a key result without a way to save', async () => {
    await runFromPalette(page, 'Throughline: Preview Metric');
    await pickRow(page, 'A thousand pages');
    const preview = await webviewFrame(page, 'throughline-preview');
    await says(preview, /300.*2 points/);
    assert.equal(await preview.locator('vscode-button', { hasText: 'Save' }).count(), 0);
    assert.equal(await preview.locator('textarea').inputValue(), 'pages.csv');
    await preview.locator('vscode-button', { hasText: 'Close' }).click();
  });

  it('reported no fault on the way', () => assert.deepEqual(workbench.faults, []));
});
