import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { previewView } from '../../src/outcome/previewView';
import type { PreviewView } from '../../src/outcome/view/preview';
import { plainWords } from '../../src/outcome/words';
import { DAY, NOW } from '../support/metricQuery';
import { type OpenSidebar, SidebarHarness } from './harness';
import { themeNames } from './themes';

const folder = join(import.meta.dirname, '../../out/screenshots/webview');
const ORIGIN = 'https://prometheus.example.com';
const STATE = {
  title: 'Try prom',
  facts: ['prom', 'prometheus', ORIGIN],
  origin: ORIGIN,
  query: 'sum(increase(signups_total[1d]))',
  running: false,
  savesTo: 'okrs.yaml',
  timezone: 'UTC',
  locale: 'en',
  now: NOW,
};
const values = Array.from({ length: 85 }, (_, day) => 380 + day + 40 * Math.sin(day / 3));
const points = values.map((v, day) => ({ t: NOW - (84 - day) * DAY, v: day % 30 === 9 ? null : v }));
const flat = points.map(({ t }) => ({ t, v: 41 }));

const views: Readonly<Record<string, PreviewView>> = {
  asking: previewView({ ...STATE, running: true }, plainWords),
  series: previewView(
    { ...STATE, outcome: { ok: true, value: { points, unfinishedFrom: NOW - DAY / 2 } } },
    plainWords,
  ),
  flat: previewView({ ...STATE, outcome: { ok: true, value: { points: flat } } }, plainWords),
  empty: previewView({ ...STATE, outcome: { ok: false, error: { kind: 'empty' } } }, plainWords),
  badQuery: previewView(
    { ...STATE, outcome: { ok: false, error: { kind: 'bad-query', detail: '1:5: parse error' } } },
    plainWords,
  ),
  signIn: previewView(
    { ...STATE, outcome: { ok: false, error: { kind: 'auth', status: 401, origin: ORIGIN } } },
    plainWords,
  ),
};

describe('the panel that tries a query', () => {
  let harness: SidebarHarness;

  before(async () => {
    await mkdir(folder, { recursive: true });
    harness = await SidebarHarness.start('preview');
  });
  after(() => harness?.stop());

  const show = (panel: OpenSidebar, view: PreviewView | undefined) => panel.post({ type: 'preview', view });

  for (const theme of themeNames) {
    it(`is drawn without a violation in ${theme}`, async () => {
      const panel = await harness.open({ theme, width: 720, height: 560, reducedMotion: true });
      const found: string[] = [];
      for (const [name, view] of Object.entries(views)) {
        await show(panel, view);
        await panel.page.waitForLoadState('networkidle');
        await panel.page.screenshot({ path: join(folder, `preview-${name}-${theme}.png`), fullPage: true });
        const { violations } = await new AxeBuilder({ page: panel.page }).setLegacyMode().analyze();
        for (const { id, nodes } of violations)
          found.push(`${name}: ${id} ${nodes.map(({ html }) => html).join(' ')}`);
      }
      await panel.close();
      assert.deepEqual(found, []);
    });
  }

  it('fits where the editor is narrow', async () => {
    const panel = await harness.open({ width: 240, height: 560 });
    const found: string[] = [];
    for (const [name, view] of Object.entries(views)) {
      await show(panel, view);
      for (const one of await panel.overflowing()) found.push(`${name}: ${one}`);
      await panel.page.screenshot({ path: join(folder, `preview-${name}-240.png`), fullPage: true });
    }
    await panel.close();
    assert.deepEqual(found, []);
  });

  it('keeps what is typed while an answer to older text comes', async () => {
    const panel = await harness.open({ width: 720 });
    await show(panel, views.asking);
    const query = panel.page.locator('textarea');
    assert.equal(await query.inputValue(), STATE.query);
    await query.fill('newer');
    await show(panel, { ...(views.series as PreviewView), query: 'new' });
    assert.equal(await query.inputValue(), 'newer');
    await panel.close();
  });

  it('runs, asks for a credential and saves by the keyboard, with the text as it stands', async () => {
    const panel = await harness.open({ width: 720 });
    await show(panel, views.signIn);
    await panel.page.locator('textarea').fill('up');
    await panel.page.keyboard.press('Control+Enter');
    for (const label of ['Set credential…', 'Save to okrs.yaml', 'Cancel']) {
      await panel.page.locator('vscode-button', { hasText: label }).focus();
      await panel.page.keyboard.press('Enter');
    }
    assert.deepEqual(await panel.messages(), [
      { type: 'ready' },
      { type: 'edit', query: 'up' },
      { type: 'test', query: 'up' },
      { type: 'signIn' },
      { type: 'save', query: 'up' },
      { type: 'close' },
    ]);
    await panel.close();
  });
});
