import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { skipBecause } from '../steps/skipBecause';
import { RunningWorkbench, says, screenshot } from './openOutcome';

const OKRS = `version: 1
cycle: { id: 2026-all, start: 2026-01-01, end: 2026-12-31 }
sources: { repo: { type: file }, far: { type: prometheus, url: "https://prometheus.example.com" } }
objectives:
  - id: calm
    title: Calm <script>alert(1)</script> [x](command:workbench.action.quit)
    keyResults:
      - { id: calm.pages, title: "At most five \u202epages a week", metric: { source: repo, query: pages.csv }, start: 30, target: 5 }
      - { id: calm.far, title: From far away, metric: { source: far, query: up }, start: 0, target: 5 }
      - { id: calm.broken, title: No target, metric: { source: repo, query: pages.csv }, start: 30 }
branches:
  - { pattern: main, serves: [calm.pages, calm.far] }
`;

describe('states of the sidebar, in the running workbench', () => {
  let workbench: RunningWorkbench;
  let pages: Page[] = [];

  before(async () => {
    workbench = await RunningWorkbench.start({ trust: true });
  });

  after(() => workbench?.dispose());

  afterEach(async () => {
    for (const page of pages) await page.context().close();
    pages = [];
  });

  async function open(folder?: string): ReturnType<RunningWorkbench['open']> {
    const opened = await workbench.open(folder);
    pages.push(opened.page);
    return opened;
  }

  function folder(name: string): string {
    const path = join(workbench.folder.path, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  function repository(name: string, okrs?: string): string {
    const path = folder(name);
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', path]);
    if (okrs !== undefined) writeFileSync(join(path, 'okrs.yaml'), okrs);
    writeFileSync(join(path, 'pages.csv'), 'date,value\n2026-01-01,30\n2026-02-01,10\n');
    return path;
  }

  it('no folder', async () => {
    const { page, frame } = await open();
    await says(frame, /No folder open/);
    assert.equal(await frame.getByText('Open Folder').count(), 1);
    await screenshot(page, 'no-folder');
  });

  it('a folder without git', async () => {
    const { page, frame } = await open(folder('plain'));
    await says(frame, /Not a Git repository/);
    await screenshot(page, 'no-git');
  });

  it('no OKR file, and the button that writes a starter without problems', async () => {
    const root = repository('fresh');
    const { page, frame } = await open(root);
    await says(frame, /What is this work for\?/);
    await screenshot(page, 'no-okr-file');
    await frame.getByText('Create okrs.yaml').click();
    await page.locator('.tab', { hasText: 'okrs.yaml' }).waitFor();
    await says(frame, /Objective/i);
    await screenshot(page, 'starter');
  });

  it('no commit yet, hostile titles as text, and one broken key result beside healthy ones', async () => {
    const { page, frame } = await open(repository('hostile', OKRS));
    const text = await says(frame, /10 of 5/);
    assert.match(text, /Calm <script>alert\(1\)<\/script> \[x\]\(command:workbench\.action\.quit\)/);
    assert.match(text, /okrs\.yaml has a problem; the rest is shown/);
    assert.match(text, /asks for numbers from https:\/\/prometheus\.example\.com/);
    assert.equal(await frame.locator('script', { hasText: 'alert(1)' }).count(), 0);
    await screenshot(page, 'hostile');
  });

  for (const [name, okrs, wanted] of [
    ['empty', '', /okrs\.yaml (is empty|has no key results yet|has a problem)/],
    ['not-yaml', 'version: [1\n  - {', /okrs\.yaml has (a problem|\d+ problems)/],
    ['unknown-version', 'version: 99\n', /okrs\.yaml has (a problem|\d+ problems)/],
  ] as const) {
    it(`an OKR file that is ${name}`, async () => {
      const { page, frame } = await open(repository(name, okrs));
      await says(frame, wanted);
      await screenshot(page, name);
    });
  }

  it('a repository that is somebody else’s, in the words of git', async function () {
    if (process.getuid?.() !== 0) skipBecause(this, 'a folder can be given away by root only');
    const root = repository('theirs', OKRS);
    for (const path of ['', '.git']) chownSync(join(root, path), 12345, 12345);
    const { frame } = await open(root);
    await says(frame, /Git does not trust this folder/);
    await says(frame, /detected dubious ownership in repository/);
    assert.equal(await frame.getByText('Initialize Repository').count(), 0);
  });

  it('HEAD at no branch', async () => {
    const root = repository('detached', OKRS);
    const git = (...args: string[]): unknown =>
      execFileSync('git', ['-C', root, '-c', 'user.name=A', '-c', 'user.email=a@b', ...args]);
    git('commit', '--quiet', '--allow-empty', '-m', 'one');
    git('switch', '--quiet', '--detach');
    const { frame } = await open(root);
    await says(frame, /no branch is checked out, so nothing is linked/);
  });

  it('reported no fault on the way', () => {
    assert.deepEqual(workbench.faults, []);
  });
});

describe('Restricted Mode, in the running workbench', () => {
  it('shows the OKR file, runs no git and requests nothing', async () => {
    const workbench = await RunningWorkbench.start({ trust: false });
    try {
      const root = join(workbench.folder.path, 'stranger');
      mkdirSync(root);
      execFileSync('git', ['init', '--quiet', root]);
      writeFileSync(join(root, 'okrs.yaml'), OKRS);
      const { page, frame } = await workbench.open(root);
      const text = await says(frame, /Restricted Mode/);
      assert.match(text, /From far away/);
      assert.match(text, /not requested/);
      assert.doesNotMatch(text, /Allow/);
      await screenshot(page, 'restricted');
      assert.deepEqual(workbench.faults, []);
    } finally {
      await workbench.dispose();
    }
  });
});
