import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';
import { type DemoApi, startDemoApi } from '../demo/demoApi';
import { makeDemo } from '../demo/makeDemo';
import { notification, runFromPalette } from '../vscode/workbench';
import { RunningWorkbench, says, screenshot } from './openOutcome';

const BRANCH = 'one-tap-again';

describe('tagging past commits, in the running workbench', () => {
  let api: DemoApi;
  let workbench: RunningWorkbench;
  let page: Page;
  let frame: Frame;
  let repository: string;
  let old: string;

  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' }).trim();
  const tags = (): string =>
    git('log', '-2', '--format=%s:%(trailers:key=OKR,valueonly,separator=)').replaceAll('\n', '|');
  const quickInput = () => page.locator('.quick-input-widget:visible');
  const dialog = () => page.locator('.monaco-dialog-box');

  before(async () => {
    api = await startDemoApi();
    workbench = await RunningWorkbench.start({ trust: true });
    repository = join(workbench.folder.path, 'shop');
    await makeDemo(repository, { apiOrigin: api.origin });
    git('config', 'user.name', 'Ada');
    git('config', 'user.email', 'ada@example.com');
    git('switch', '--quiet', '-c', BRANCH);
    for (const subject of ['First $(alert) step', 'Second step']) {
      git('commit', '--quiet', '--allow-empty', '--no-gpg-sign', '-m', subject);
    }
    old = git('rev-parse', 'HEAD');
    ({ page, frame } = await workbench.open(repository));
    await says(frame, new RegExp(BRANCH));
  });

  after(async () => {
    await workbench?.dispose();
    await api?.dispose();
  });

  const accept = () => quickInput().locator('.monaco-button', { hasText: 'OK' }).click();

  /** Chooses a commit by its subject, and the key result that the branch serves. */
  const choose = async (subject: string): Promise<void> => {
    await runFromPalette(page, 'Throughline: Tag Past Commits…');
    const row = quickInput().locator('.monaco-list-row', { hasText: subject });
    await row.waitFor();
    await row.locator('.monaco-checkbox, input[type="checkbox"]').first().click();
    await screenshot(page, 'past-commits');
    await accept();
    const served = { hasText: 'Increase monthly new user signups' };
    await quickInput().locator('.monaco-list-row', served).first().waitFor();
    await accept();
    await dialog().waitFor();
  };

  const until = async (what: string, holds: () => boolean): Promise<void> => {
    const deadline = Date.now() + 30_000;
    while (!holds()) {
      assert.ok(Date.now() < deadline, `${what}: ${tags()}`);
      await sleep(50);
    }
  };

  it('says what will happen, does it, and takes it back', async () => {
    await choose('First');
    const said = (await dialog().innerText()).replace(/\s+/g, ' ');
    assert.match(said, /Tag past commits with OKR: engagement\.signups\?/);
    assert.match(said, new RegExp(`Messages on ${BRANCH} that get the tag: 1\\.`));
    assert.match(said, /Commits that get a new id, with those that come after them: 2\./);
    assert.match(said, /Undo Last Retag takes it back\./);
    await screenshot(page, 'past-commits-asking');
    assert.equal(git('rev-parse', 'HEAD'), old);
    await dialog().locator('.monaco-button', { hasText: 'Rewrite Commits (2)' }).click();
    await until('tagged', () => tags() === 'Second step:|First $(alert) step:engagement.signups');
    await says(frame, /6 tagged/);
    const told = await notification(page, 'now carries OKR: engagement.signups');
    await told.locator('.monaco-button', { hasText: 'Undo' }).click();
    await until('undone', () => git('rev-parse', 'HEAD') === old);
    await notification(page, 'where it was before the last retag');
    await runFromPalette(page, 'Throughline: Undo Last Retag');
    await notification(page, `There is no retag of ${BRANCH} to undo.`);
  });

  it('leaves everything as it is where one says no', async () => {
    await choose('Second');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    assert.equal(git('rev-parse', 'HEAD'), old);
  });

  it('gives a note to what is pushed, and offers to share notes', async () => {
    git('remote', 'add', 'mirror', 'https://mirror.invalid/shop.git');
    git('update-ref', `refs/remotes/mirror/${BRANCH}`, old);
    await choose('Second');
    await dialog().locator('.monaco-button', { hasText: 'Write Notes (1)' }).click();
    const offer = await notification(page, 'To share them: git push');
    await offer.locator('.monaco-button', { hasText: 'Configure This Clone' }).click();
    await until('configured', () => git('config', '--default=', 'notes.rewriteRef') === 'refs/notes/okr');
    assert.equal(git('notes', '--ref=okr', 'show', 'HEAD'), 'OKR: engagement.signups');
    assert.equal(git('rev-parse', 'HEAD'), old);
  });

  it('reported no fault on the way', () => {
    assert.deepEqual(workbench.faults, []);
  });
});
