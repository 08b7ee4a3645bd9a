import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { SidebarHarness } from './harness';
import { pages } from './pages';
import { themeNames } from './themes';

describe('sidebar for everybody', () => {
  let harness: SidebarHarness;

  before(async () => {
    harness = await SidebarHarness.start();
  });
  after(() => harness?.stop());

  for (const theme of themeNames) {
    it(`has no violation in ${theme}`, async () => {
      const sidebar = await harness.open({ theme, reducedMotion: true });
      const found: string[] = [];
      for (const [name, page] of Object.entries(pages)) {
        await sidebar.show(page);
        const { violations, passes } = await new AxeBuilder({ page: sidebar.page }).setLegacyMode().analyze();
        assert.ok(
          passes.some(({ id }) => id === 'color-contrast'),
          `contrast was not checked on ${name}`,
        );
        for (const { id, nodes } of violations)
          found.push(`${name}: ${id} ${nodes.map(({ html }) => html).join(' ')}`);
      }
      await sidebar.close();
      assert.deepEqual(found, []);
    });
  }

  for (const width of [170, 300, 600]) {
    it(`fits into ${width} pixels`, async () => {
      const sidebar = await harness.open({ width });
      const found: string[] = [];
      for (const [name, page] of Object.entries(pages)) {
        await sidebar.show(page);
        for (const one of await sidebar.overflowing()) found.push(`${name}: ${one}`);
      }
      await sidebar.close();
      assert.deepEqual(found, []);
    });
  }
});
