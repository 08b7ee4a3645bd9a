import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { parseKeyResultMessage } from '../../src/outcome/keyResultPage/messageSchema';
import type { KeyResultMessage } from '../../src/outcome/keyResultPage/messages';
import type { KeyResultPage, KeyResultReady } from '../../src/outcome/keyResultPage/view';
import { madeUpDesk } from '../support/keyResultDesk';
import { stories } from '../support/keyResultStories';
import { type OpenOptions, type OpenSidebar, SidebarHarness } from './harness';
import { themeNames } from './themes';

const folder = join(import.meta.dirname, '../../out/screenshots/webview');
const WIDE = { width: 1200, height: 900, reducedMotion: true };
const WIDTHS = [280, 600, 1200, 1600];
type Story = keyof typeof stories;
const names = Object.keys(stories) as Story[];

describe('the panel of a key result', () => {
  let harness: SidebarHarness;
  const pages = new Map<string, KeyResultPage>();

  before(async () => {
    await mkdir(folder, { recursive: true });
    harness = await SidebarHarness.start('keyResult');
    for (const name of names) pages.set(name, (await madeUpDesk(stories[name])).desk.page());
    const picked = await madeUpDesk(stories.moved);
    await picked.desk.choose('v1.41');
    pages.set('picked', picked.desk.page());
    pages.set('watched', watched(readyOf('moved')));
  });
  after(() => harness?.stop());

  function readyOf(name: string): KeyResultReady {
    const page = pages.get(name);
    assert.ok(page?.kind === 'keyResult');
    return page;
  }

  async function open(name: string, options: OpenOptions = WIDE): Promise<OpenSidebar> {
    const panel = await harness.open(options);
    await panel.post({ type: 'keyResult', page: pages.get(name) });
    return panel;
  }

  async function close(panel: OpenSidebar): Promise<void> {
    const complaints = await panel.complaints();
    await panel.close();
    assert.deepEqual(complaints, []);
  }

  const said = (panel: OpenSidebar): Promise<KeyResultMessage[]> =>
    panel.page.evaluate<KeyResultMessage[]>('harness.messages');
  const chart = (panel: OpenSidebar) => panel.page.getByRole('application');
  const reading = (panel: OpenSidebar) => panel.page.locator('.reading');
  const told = (panel: OpenSidebar) => panel.page.locator('throughline-key-result-chart [role=status]');

  for (const theme of themeNames) {
    it(`is drawn without a violation in ${theme}`, async () => {
      const found: string[] = [];
      for (const name of pages.keys()) {
        const panel = await open(name, { ...WIDE, theme });
        await panel.page.screenshot({ path: join(folder, `keyResult-${name}-${theme}.png`), fullPage: true });
        // What looks for violations breaks the policy itself.
        found.push(...(await panel.complaints()));
        const { violations } = await new AxeBuilder({ page: panel.page }).setLegacyMode().analyze();
        for (const { id, nodes } of violations)
          found.push(`${name}: ${id} ${nodes.map(({ html }) => html).join(' ')}`);
        await panel.close();
      }
      assert.deepEqual(found, []);
    });
  }

  for (const width of WIDTHS) {
    it(`fits into ${width} pixels`, async () => {
      const found: string[] = [];
      for (const name of pages.keys()) {
        const panel = await open(name, { ...WIDE, width });
        await panel.page.screenshot({ path: join(folder, `keyResult-${name}-${width}.png`), fullPage: true });
        const wide = await panel.page.evaluate<number>('document.documentElement.scrollWidth');
        if (wide > width) found.push(`${name} is ${wide} wide`);
        await close(panel);
      }
      assert.deepEqual(found, []);
    });
  }

  it('is read along the line by the keyboard, and tells what it came to', async () => {
    const panel = await open('moved');
    const { rows } = readyOf('moved').charts[0] ?? { rows: [] };
    const now = rows.findLastIndex(({ value }) => value !== undefined);
    await chart(panel).focus();
    const press = async (key: string, index: number): Promise<void> => {
      const { day = '', text = '', foreseenText = '' } = rows[index] ?? {};
      await panel.page.keyboard.press(key);
      await told(panel).filter({ hasText: day }).waitFor({ state: 'attached' });
      const heard = (await told(panel).textContent()) ?? '';
      assert.ok(heard.startsWith([day, text, foreseenText].filter((one) => one !== '').join(' · ')), heard);
      assert.equal(await reading(panel).textContent(), heard);
    };
    await press('ArrowLeft', now);
    await press('ArrowLeft', now - 1);
    await press('PageUp', now - 8);
    await press('Shift+ArrowRight', now - 1);
    await press('End', rows.length - 1);
    await press('Home', 0);
    await panel.page.keyboard.press('Tab');
    assert.equal(await told(panel).textContent(), '');
    await close(panel);
  });

  it('is read by the pointer, and says nothing aloud then', async () => {
    const panel = await open('moved');
    const box = await chart(panel).boundingBox();
    assert.ok(box);
    await panel.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await reading(panel).filter({ hasText: '2026 · ' }).waitFor();
    assert.equal(await told(panel).textContent(), '');
    await close(panel);
  });

  it('is zoomed by a drag and by keys, and shows all again by a button', async () => {
    const panel = await open('moved');
    const all = panel.page.getByRole('button', { name: 'Show all' });
    assert.equal(await all.count(), 0);
    const box = await chart(panel).boundingBox();
    assert.ok(box);
    const y = box.y + box.height / 2;
    await panel.page.mouse.move(box.x + 300, y);
    await panel.page.mouse.down();
    await panel.page.mouse.move(box.x + 600, y, { steps: 4 });
    await panel.page.mouse.up();
    await all.waitFor();
    await panel.page.screenshot({ path: join(folder, 'keyResult-zoomed.png') });
    // A redraw leaves it where it is.
    await panel.post({ type: 'keyResult', page: readyOf('moved') });
    await panel.page.setViewportSize({ width: 1100, height: 900 });
    await panel.page.evaluate('harness.frames(3)');
    assert.equal(await all.count(), 1);
    await all.focus();
    await panel.page.keyboard.press('Enter');
    await all.waitFor({ state: 'hidden' });
    // The button is gone: the focus is where it was good for.
    assert.equal(await chart(panel).evaluate((element) => element.matches(':focus')), true);
    await panel.page.keyboard.press('+');
    await all.waitFor();
    await panel.page.keyboard.press('Escape');
    await all.waitFor({ state: 'hidden' });
    await close(panel);
  });

  it('is redrawn in the colours of another theme', async () => {
    const panel = await open('moved');
    const pixels = () =>
      panel.page
        .locator('throughline-key-result-chart canvas')
        .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const before = await pixels();
    await panel.page.evaluate(
      `document.documentElement.style.setProperty('--vscode-charts-blue', 'rgb(200, 0, 200)'); harness.frames(3)`,
    );
    assert.notEqual(await pixels(), before);
    await panel.close();
  });

  it('shows the running total first, and each day on demand', async () => {
    const panel = await open('orders');
    const daily = panel.page.getByRole('button', { name: 'Day by day' });
    assert.match((await chart(panel).getAttribute('aria-label')) ?? '', /target|Chart of/);
    await daily.click();
    assert.equal(await daily.getAttribute('aria-pressed'), 'true');
    await panel.page.screenshot({ path: join(folder, 'keyResult-orders-daily.png') });
    await close(panel);
  });

  it('has all of its values in a table', async () => {
    const panel = await open('moved');
    await panel.page.getByText('As a table').click();
    const rows = panel.page.getByRole('row');
    await rows.first().waitFor();
    assert.equal(await rows.count(), 1 + (readyOf('moved').charts[0]?.rows.length ?? 0));
    assert.match((await rows.nth(1).textContent()) ?? '', /Thu, Dec 31, 2026/);
    await panel.page.screenshot({ path: join(folder, 'keyResult-table.png'), fullPage: true });
    const { violations } = await new AxeBuilder({ page: panel.page }).setLegacyMode().analyze();
    assert.deepEqual(violations, []);
    await panel.close();
  });

  it('asks for what is pressed: another deployment, a commit, the file', async () => {
    const panel = await open('moved');
    const { page } = panel;
    await page.getByRole('combobox').selectOption('v1.41');
    await page.getByRole('button', { name: 'Ask about it: v1.38' }).click();
    await page.getByRole('button', { name: 'Open the changes of Shorten the form to two fields' }).click();
    await page.getByRole('button', { name: 'Show in OKR file' }).click();
    await page.getByRole('button', { name: 'All its commits in the ledger' }).click();
    const messages = (await said(panel)).slice(1);
    assert.ok(messages.every((message) => parseKeyResultMessage(message)));
    const commit = readyOf('moved').releases.list[1]?.commits[1]?.id;
    assert.deepEqual(messages, [
      { type: 'choose', release: 'v1.41' },
      { type: 'choose', release: 'v1.38' },
      { type: 'run', action: 'openCommit', arg: commit },
      { type: 'run', action: 'reveal', arg: 'engagement.signups' },
      { type: 'run', action: 'openLedger', arg: 'engagement.signups' },
    ]);
    await close(panel);
  });

  it('says once what has got worse, of the key result and of its guardrails', async () => {
    const panel = await open('watched');
    const { page } = panel;
    assert.equal(await page.getByText('Signups have got worse since').count(), 1);
    assert.equal(await page.getByText('Checkout errors are watched since').count(), 1);
    assert.equal(await page.getByText('No change worth acting on since v1.42.').count(), 1);
    await close(panel);
  });

  it('moves nothing for who asked for less motion', async () => {
    const panel = await open('moved');
    assert.equal(await panel.page.evaluate<number>('harness.animations()'), 0);
    await close(panel);
  });
});

/** With what the watch says of it. */
function watched(page: KeyResultReady): KeyResultReady {
  const parts = [{ text: 'Signups have got worse since ' }, { text: 'v1.42', strong: true }, { text: '.' }];
  const watch = {
    parts,
    notes: ['Fewer than 1 in 20 quiet deployments raise an alarm.'],
    workedOut: [],
    alarm: true,
    actions: [{ action: 'reveal' as const, label: 'Show in OKR file', style: 'link' as const }],
  };
  const effect = { parts: [{ text: 'No change worth acting on since v1.42.' }], notes: [], workedOut: [] };
  const guardrails = page.guardrails.map((guardrail) => ({
    ...guardrail,
    effect,
    watch: { ...watch, parts: [{ text: 'Checkout errors are watched since v1.42.' }], alarm: false },
  }));
  return { ...page, watch, guardrails };
}
