import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { LedgerDesk } from '../../src/outcome/ledger/desk';
import { parseLedgerMessage } from '../../src/outcome/ledger/messageSchema';
import type { LedgerMessage } from '../../src/outcome/ledger/messages';
import { restrictedPage } from '../../src/outcome/ledger/restrictedPage';
import type { LedgerPage } from '../../src/outcome/ledger/view';
import { plainWords } from '../../src/outcome/words';
import { type OpenOptions, type OpenSidebar, SidebarHarness } from './harness';
import { type MadeUpOptions, madeUpDesk, madeUpLedger } from './ledgerPages';
import { themeNames } from './themes';

const folder = join(import.meta.dirname, '../../out/screenshots/webview');
const WIDE = { width: 1100, height: 800, reducedMotion: true };

const QUIET = `(async () => {
  const page = document.querySelector('throughline-ledger').shadowRoot;
  while (page.querySelector('throughline-ledger-table')?.asking) await harness.frames(1);
})()`;

/** The panel with a desk behind it, as the extension host has one. */
class OpenLedger {
  private taken = 0;
  readonly opened: string[] = [];
  readonly asked: string[] = [];

  constructor(
    readonly panel: OpenSidebar,
    private readonly desk: LedgerDesk,
    private readonly until: (wanted: (page: LedgerPage) => boolean) => Promise<LedgerPage>,
  ) {}

  get page(): Page {
    return this.panel.page;
  }

  /** Answers what the page has said since the last time, and shows what that made. */
  async answer(wanted: (page: LedgerPage) => boolean = () => true): Promise<void> {
    const messages = (await this.page.evaluate<unknown[]>('harness.messages')).slice(this.taken);
    this.taken += messages.length;
    for (const one of messages) await this.take(parse(one));
    await this.panel.post({ type: 'ledger', page: await this.until(wanted) });
  }

  /** Answers until all that is seen is there. */
  async settle(wanted?: (page: LedgerPage) => boolean): Promise<void> {
    await this.answer(wanted);
    for (;;) {
      // The page asks a moment after it has moved.
      await this.page.evaluate(QUIET);
      const messages = await this.page.evaluate<number>('harness.messages.length');
      if (messages === this.taken) return;
      await this.answer(wanted);
    }
  }

  /** What VS Code does when the panel is hidden and shown again. */
  async reload(): Promise<void> {
    await this.page.reload();
    this.taken = 0;
    await this.page.evaluate(
      `(async () => { while (harness.messages.length === 0) await harness.frames(1); })()`,
    );
    await this.settle();
  }

  private async take(message: LedgerMessage): Promise<void> {
    if (message.type === 'filter') this.desk.setFilter(message.filter);
    if (message.type === 'open') this.opened.push(message.id);
    if (message.type === 'export' || message.type === 'stop') this.asked.push(message.type);
    if (message.type !== 'rows') return;
    const { list, start, count } = message;
    const posts: Promise<void>[] = [];
    await this.desk.rows(list, start, count, (rows) => {
      posts.push(this.panel.post({ type: 'rows', list, start, rows }));
    });
    await Promise.all(posts);
  }

  async close(): Promise<void> {
    const complaints = await this.panel.complaints();
    await this.end();
    assert.deepEqual(complaints, []);
  }

  async end(): Promise<void> {
    this.desk.dispose();
    await this.panel.close();
  }
}

function parse(message: unknown): LedgerMessage {
  const parsed = parseLedgerMessage(message);
  assert.ok(parsed, `the host does not understand ${JSON.stringify(message)}`);
  return parsed;
}

describe('the ledger panel', () => {
  let harness: SidebarHarness;
  const million = madeUpLedger(1_000_000);
  const histories = { none: madeUpLedger(0), twelve: madeUpLedger(12), million };

  before(async () => {
    await mkdir(folder, { recursive: true });
    harness = await SidebarHarness.start('ledger');
  });
  after(() => harness?.stop());

  async function open(
    name: keyof typeof histories,
    options: OpenOptions = WIDE,
    made: MadeUpOptions = {},
    count = false,
  ): Promise<OpenLedger> {
    let news = (): void => {};
    const desk = madeUpDesk(histories[name], () => news(), made);
    const until = async (wanted: (page: LedgerPage) => boolean): Promise<LedgerPage> => {
      for (;;) {
        const changed = new Promise<void>((resolve) => {
          news = resolve;
        });
        const page = desk.page();
        if (page && wanted(page)) return page;
        await changed;
      }
    };
    if (count) desk.startCounting();
    const ledger = new OpenLedger(await harness.open(options), desk, until);
    await ledger.settle(count ? (page) => page.kind === 'ledger' && isCounted(page) : undefined);
    return ledger;
  }

  const isCounted = (page: LedgerPage): boolean => !JSON.stringify(page).includes('counting…');
  const isFor = (change: Record<string, string>) => (page: LedgerPage) =>
    page.kind === 'ledger' &&
    page.list.current &&
    Object.entries(change).every(([key, value]) => page.filter[key as 'text'] === value);

  for (const theme of themeNames) {
    it(`is drawn without a violation in ${theme}`, async () => {
      const found: string[] = [];
      for (const name of Object.keys(histories) as (keyof typeof histories)[]) {
        const ledger = await open(name, { ...WIDE, theme }, {}, name === 'twelve');
        await ledger.page.screenshot({ path: join(folder, `ledger-${name}-${theme}.png`) });
        // What looks for violations breaks the policy itself.
        found.push(...(await ledger.panel.complaints()));
        const { violations } = await new AxeBuilder({ page: ledger.page }).setLegacyMode().analyze();
        for (const { id, nodes } of violations)
          found.push(`${name}: ${id} ${nodes.map(({ html }) => html).join(' ')}`);
        await ledger.end();
      }
      assert.deepEqual(found, []);
    });
  }

  for (const width of [400, 1600]) {
    it(`fits into ${width} pixels`, async () => {
      const found: string[] = [];
      for (const name of Object.keys(histories) as (keyof typeof histories)[]) {
        const ledger = await open(name, { ...WIDE, width }, {}, name === 'twelve');
        await ledger.page.screenshot({ path: join(folder, `ledger-${name}-${width}.png`), fullPage: true });
        const wide = await ledger.page.evaluate<number>('document.documentElement.scrollWidth');
        if (wide > width) found.push(`${name} is ${wide} wide`);
        await ledger.close();
      }
      assert.deepEqual(found, []);
    });
  }

  const rowAt = (ledger: OpenLedger, index: number) => ledger.page.locator(`#row${index}`);
  const posted = (ledger: OpenLedger) => ledger.page.evaluate<LedgerMessage[]>('harness.messages');

  it('is walked through and opened by the keyboard, a million rows far', async () => {
    const ledger = await open('million');
    await ledger.page.locator('select').first().selectOption('all');
    await ledger.settle(isFor({ period: 'all' }));
    const grid = ledger.page.getByRole('grid');
    assert.equal(await grid.getAttribute('aria-rowcount'), '1000001');
    await grid.focus();
    const at = async (key: string): Promise<number> => {
      await ledger.page.keyboard.press(key);
      await ledger.settle();
      const active = await grid.getAttribute('aria-activedescendant');
      const row = Number(active?.slice(3));
      const box = await rowAt(ledger, row).boundingBox();
      const around = await grid.boundingBox();
      assert.ok(box && around && box.y >= around.y && box.y + box.height <= around.y + around.height + 1);
      assert.equal(await rowAt(ledger, row).getAttribute('aria-rowindex'), String(row + 2));
      return row;
    };
    assert.equal(await at('ArrowDown'), 1);
    assert.equal(await at('ArrowUp'), 0);
    const page = await at('PageDown');
    assert.ok(page > 5);
    assert.equal(await at('PageUp'), 0);
    assert.equal(await at('End'), 999_999);
    assert.match((await rowAt(ledger, 999_999).textContent()) ?? '', /Retry the payment|Bump the linter/);
    await ledger.page.screenshot({ path: join(folder, 'ledger-end.png') });
    assert.equal(await at('ArrowUp'), 999_998);
    await ledger.page.keyboard.press('Enter');
    await ledger.answer();
    assert.equal(ledger.opened.length, 1);
    assert.equal(await at('Home'), 0);
    await ledger.close();
  });

  it('goes by the pixels of the wheel and by the share of the scroll bar, and is never empty', async () => {
    const ledger = await open('million');
    await ledger.page.locator('select').first().selectOption('all');
    await ledger.settle(isFor({ period: 'all' }));
    const first = async (): Promise<number> => {
      const ids = await ledger.page.locator('.row').evaluateAll((rows) => rows.map(({ id }) => id));
      assert.ok(ids.length > 5);
      return Number(ids[0]?.slice(3));
    };
    await ledger.page.evaluate(`(async () => {
      const grid = document.querySelector('throughline-ledger').shadowRoot.querySelector('throughline-ledger-table').shadowRoot.querySelector('.grid');
      globalThis.grid = grid;
      globalThis.scrolled = (act) => new Promise((done) => { grid.addEventListener('scrollend', done, { once: true }); act(); }).then(() => harness.frames(2));
    })()`);
    await ledger.page.evaluate(
      'scrolled(() => { grid.scrollTop = (grid.scrollHeight - grid.clientHeight) / 2; })',
    );
    const middle = await first();
    assert.ok(Math.abs(middle - 500_000) < 20, String(middle));
    await ledger.page.evaluate('scrolled(() => { grid.scrollTop += 240; })');
    assert.equal((await first()) - middle, 10);
    await ledger.page.evaluate('scrolled(() => { grid.scrollTop = 0; })');
    assert.equal(await first(), 0);
    await ledger.settle();
    await ledger.close();
  });

  it('says what is wanted of it: filters, export, and what is cleared', async () => {
    const ledger = await open('twelve');
    const { page } = ledger;
    await page.getByRole('button', { name: 'At most five pages a week' }).click();
    await ledger.settle(isFor({ serves: 'k:calm.pages' }));
    assert.equal(await page.locator('.row').count(), 1);
    assert.equal(
      await page.getByRole('button', { name: 'At most five pages a week' }).getAttribute('aria-pressed'),
      'true',
    );
    await page.locator('select').nth(2).selectOption('no');
    await ledger.settle(isFor({ tagged: 'no' }));
    assert.equal(await page.getByRole('heading', { name: 'No commit matches' }).count(), 1);
    await page.screenshot({ path: join(folder, 'ledger-nothing.png') });
    await page.locator('.nothing vscode-button').click();
    await ledger.settle(isFor({ tagged: 'any', serves: '' }));
    assert.equal(await page.locator('.row').count(), 11);
    await page.getByText('Export…').click();
    await ledger.answer();
    assert.deepEqual(ledger.asked, ['export']);
    const box = page.getByPlaceholder('Message');
    await box.fill('  price ');
    await box.press('Enter');
    const last = (await posted(ledger)).at(-1);
    assert.equal(last?.type === 'filter' && last.filter.text, 'price');
    await ledger.close();
  });

  it('is found again as it was left', async () => {
    const ledger = await open('million');
    const grid = ledger.page.getByRole('grid');
    await grid.focus();
    for (let press = 0; press < 4; press += 1) await ledger.page.keyboard.press('PageDown');
    await ledger.settle();
    const active = await grid.getAttribute('aria-activedescendant');
    const top = await ledger.page.locator('.row').first().getAttribute('id');
    await ledger.reload();
    assert.equal(await grid.getAttribute('aria-activedescendant'), active);
    assert.equal(await ledger.page.locator('.row').first().getAttribute('id'), top);
    await ledger.close();
  });

  it('says why it shows nothing, and what it can not know', async () => {
    const ledger = await open('twelve', WIDE, {
      facts: { measures: false },
      progress: { read: 420_000, done: false },
    });
    const text = await ledger.page.getByRole('banner').innerText();
    assert.match(text, /Reading older history… 420,000 commits so far/);
    assert.match(text, /Lines are not counted in a partial clone/);
    await ledger.page.screenshot({ path: join(folder, 'ledger-reading.png') });
    await ledger.panel.post({ type: 'ledger', page: restrictedPage(plainWords) });
    await ledger.page.screenshot({ path: join(folder, 'ledger-restricted.png') });
    await ledger.page.getByText('Manage Trust').click();
    assert.deepEqual((await posted(ledger)).at(-1), { type: 'run', action: 'manageTrust' });
    await ledger.close();
  });

  it('moves nothing for who asked for less motion', async () => {
    const ledger = await open('twelve', WIDE, { progress: { read: 12, done: false } });
    assert.equal(await ledger.page.evaluate<number>('harness.animations()'), 0);
    await ledger.close();
  });
});
