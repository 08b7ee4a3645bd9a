import assert from 'node:assert/strict';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { charted } from './chartPages';
import { SidebarHarness } from './harness';
import { pages } from './pages';
import { themeNames } from './themes';

const folder = join(import.meta.dirname, '../../out/screenshots/webview');

describe('sidebar screenshots', () => {
  let harness: SidebarHarness;

  before(async () => {
    await mkdir(folder, { recursive: true });
    harness = await SidebarHarness.start();
  });
  after(() => harness?.stop());

  for (const theme of themeNames) {
    it(`draws every page in ${theme}`, async () => {
      const sidebar = await harness.open({ theme, height: 300, reducedMotion: true });
      for (const [name, page] of Object.entries(pages)) {
        await sidebar.show(page);
        await sidebar.page.waitForLoadState('networkidle');
        const path = join(folder, `${name}-${theme}.png`);
        await sidebar.page.screenshot({ path, fullPage: true });
        assert.ok((await stat(path)).size > 1000, `${name} is blank`);
      }
      assert.deepEqual(await sidebar.complaints(), []);
      await sidebar.close();
    });
  }

  for (const theme of themeNames) {
    it(`draws what was worked out in ${theme}, narrow and wide`, async () => {
      for (const width of [280, 600]) {
        const sidebar = await harness.open({ theme, width, height: 300, reducedMotion: true });
        await sidebar.show(charted);
        const path = join(folder, `charted-${theme}-${width}.png`);
        await sidebar.page.screenshot({ path, fullPage: true });
        assert.deepEqual(await sidebar.complaints(), []);
        await sidebar.close();
      }
    });
  }

  for (const width of [170, 280, 600]) {
    it(`draws a page ${width} pixels wide`, async () => {
      const sidebar = await harness.open({ width, height: 300 });
      for (const name of [
        'ready',
        'stale',
        'states',
        'longWords',
        'noHook',
        'worked',
        'answered',
        'alarms',
        'noGit',
      ] as const) {
        const page = pages[name];
        assert.ok(page);
        await sidebar.show(page);
        await sidebar.page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
      }
      await sidebar.close();
    });
  }
});
