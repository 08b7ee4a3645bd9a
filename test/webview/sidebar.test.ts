import assert from 'node:assert/strict';
import type { WebviewMessage } from '../../src/outcome/messages';
import type { ReadyPage } from '../../src/outcome/view';
import { emptyPages } from './emptyPages';
import { type OpenSidebar, SidebarHarness } from './harness';
import { orders, signups } from './keyResults';
import {
  alarms,
  answered,
  collapsed,
  hostile,
  hostileTitle,
  many,
  notices,
  offered,
  ready,
  stale,
  withKeyResults,
} from './pages';

describe('sidebar', () => {
  let harness: SidebarHarness;
  let sidebar: OpenSidebar;

  before(async () => {
    harness = await SidebarHarness.start();
  });
  after(() => harness?.stop());

  beforeEach(async () => {
    sidebar = await harness.open();
  });
  afterEach(async () => {
    const complaints = await sidebar.complaints();
    await sidebar.close();
    assert.deepEqual(complaints, []);
  });

  const snapshot = (selector = 'body'): Promise<string> => sidebar.page.locator(selector).ariaSnapshot();
  const toggle = (name: string) => sidebar.page.getByRole('button', { name, exact: true });
  const ran = async (): Promise<WebviewMessage[]> =>
    (await sidebar.messages()).filter(({ type }) => type === 'run');

  /** The texts of everything that Tab reaches, in its order. */
  async function walk(): Promise<string[]> {
    const stops: string[] = [];
    for (;;) {
      await sidebar.page.keyboard.press('Tab');
      const text = await sidebar.focusedText();
      if (text === '' || stops.length > 100) return stops;
      stops.push(text);
    }
  }

  it('opens an answer to what it rests on by the keyboard, and keeps it open when numbers come', async () => {
    await sidebar.show(answered);
    const answer = sidebar.page.locator('throughline-answer', { hasText: 'Since v1.42: +4.1%' });
    const ground = answer.getByText('Compared: 56 days');
    assert.equal(await ground.isVisible(), false);
    await answer.locator('summary').focus();
    await sidebar.page.keyboard.press('Enter');
    await ground.waitFor({ state: 'visible' });
    await sidebar.show({ ...answered, footer: { ...answered.footer, text: 'from elsewhere' } });
    assert.equal(await ground.isVisible(), true);
    await sidebar.page.screenshot({ path: 'out/screenshots/webview/answered-open.png', fullPage: true });
  });

  it('shows an alarm with a mark and what can be done about it, and announces it', async () => {
    await sidebar.show(alarms);
    const article = sidebar.page.getByRole('article', { name: signups.title });
    const watch = article.locator('throughline-watch').first();
    await watch.getByText('Alarm: lower').waitFor();
    assert.equal(await watch.locator('vscode-icon[name="warning"]').count(), 1);
    await watch.getByRole('button', { name: /^Mute alarms of Increase/ }).click();
    await sidebar.page.getByRole('button', { name: 'Unmute' }).click();
    assert.deepEqual(await ran(), [
      { type: 'run', action: 'muteKeyResult', arg: 'engagement.signups' },
      { type: 'run', action: 'unmuteKeyResult', arg: 'engagement.orders' },
    ]);
    const announced = await sidebar.page.getByRole('status').innerText();
    assert.match(announced, /Increase monthly new user signups by 10% · Alarm: lower since v1\.42/);
    const closed = await sidebar.page.getByRole('article', { name: 'Closed, and not silent' }).innerText();
    assert.match(closed, /Checkout errors · Alarm: higher since v1\.42/);
  });

  it('opens a guardrail to what is no news about it by the keyboard', async () => {
    await sidebar.show(alarms);
    const guardrail = sidebar.page.locator('throughline-guardrail', { hasText: 'Page load' });
    const folded = guardrail.getByText("Can't tell yet since v1.42");
    assert.equal(await folded.isVisible(), false);
    await guardrail.locator('summary').first().focus();
    await sidebar.page.keyboard.press('Enter');
    await folded.waitFor({ state: 'visible' });
    await guardrail.getByText('No alarm since v1.42').waitFor({ state: 'visible' });
    const news = sidebar.page.locator('throughline-guardrail', { hasText: 'Checkout errors' });
    await news.getByText('+0.3 points').waitFor({ state: 'visible' });
    const alarm = sidebar.page.locator('throughline-watch', { hasText: 'Alarm: lower' }).first();
    await alarm.locator('summary').click();
    await alarm.getByText('In simulations fewer than 1 in 20').waitFor({ state: 'visible' });
    await sidebar.page.screenshot({ path: 'out/screenshots/webview/alarms-open.png', fullPage: true });
  });

  it('weighs at most 90 kB', () => {
    assert.ok(harness.scriptSize <= 90_000, `${harness.scriptSize} bytes`);
  });

  it('says that it is ready and shows nothing before the host has spoken', async () => {
    assert.deepEqual(await sidebar.messages(), [{ type: 'ready' }]);
    assert.equal(await sidebar.page.locator('main').count(), 0);
  });

  it('shows both key results of the founding example', async () => {
    await sidebar.show(ready);
    assert.equal(
      await snapshot(),
      `
- banner:
  - heading "signup/one-tap" [level=1]
  - 'button "change: Choose the key results that signup/one-tap serves"': change
  - paragraph:
    - text: linked because it matches
    - code: signup/**
    - text: in
    - code: okrs.yaml
- main:
  - region "Increase customer engagement on our platform":
    - paragraph: Objective · growth · 38 days left
    - heading "Increase customer engagement on our platform" [level=2]
    - paragraph: for public consumers · score 0.58 · pace −0.04
    - article "Increase monthly new user signups by 10%":
      - heading "Increase monthly new user signups by 10% this branch" [level=3]:
        - button "Increase monthly new user signups by 10% this branch" [expanded]
      - text: 12,840 of 13,200
      - img "up 2.1% in 7 days": ▲2.1% in 7 d
      - img "score 0.70 of 1.00": "0.70"
      - progressbar "Increase monthly new user signups by 10%"
      - 'img "Chart of 84 days: higher than at its start, now 12,840 of 13,200"'
      - list:
        - listitem:
          - 'img "Guardrail Checkout errors holds: 0.4%, bound ≤ 1%"': Checkout errors 0.4% holds ≤ 1%
      - button "engagement.signups":
        - code: engagement.signups
      - text: 2 min. ago
    - article "$100M in orders in June":
      - heading "$100M in orders in June" [level=3]:
        - button "$100M in orders in June" [expanded]
      - text: $61.2M of $100M
      - img "down 0.8% in 7 days": ▼0.8% in 7 d
      - img "score 0.61 of 1.00": "0.61"
      - progressbar "$100M in orders in June"
      - 'img "Chart: running total since the start, now $61.2M of $100M"'
      - button "engagement.orders":
        - code: engagement.orders
      - text: 2 min. ago
  - region "Work on this branch":
    - heading "Work on this branch" [level=2]
    - paragraph: 7 commits 5 tagged · 2 untagged
    - paragraph:
      - text: The next commit will carry
      - code: "OKR: engagement.signups"
    - button "Tag Commit…"
    - button "Tag Past Commits…"
- contentinfo:
  - text: from prometheus.example.com, metrics.example.com
  - button "refresh"
- status:
  - paragraph: signup/one-tap
  - paragraph: linked because it matches signup/** in okrs.yaml
  - paragraph: "The next commit will carry OKR: engagement.signups"`.trimStart(),
    );
  });

  it('posts what was pressed, with its argument', async () => {
    await sidebar.show(notices);
    await sidebar.page.getByRole('button', { name: 'Allow…' }).click();
    await sidebar.page.getByRole('button', { name: 'Show Problems' }).click();
    await sidebar.page.getByRole('button', { name: 'Set credential…' }).click();
    await sidebar.page.getByRole('button', { name: 'engagement.orders' }).click();
    await sidebar.page.getByRole('button', { name: 'refresh' }).click();
    assert.deepEqual(await ran(), [
      { type: 'run', action: 'approve', arg: 'https://prometheus.example.com' },
      { type: 'run', action: 'showProblems' },
      { type: 'run', action: 'signIn', arg: 'https://metrics.example.com' },
      { type: 'run', action: 'reveal', arg: 'engagement.orders' },
      { type: 'run', action: 'refresh' },
    ]);
  });

  describe('by keyboard', () => {
    it('is walked in reading order', async () => {
      await sidebar.show(ready);
      assert.deepEqual(await walk(), [
        'change',
        'Increase monthly new user signups by 10% this branch',
        'engagement.signups',
        '$100M in orders in June',
        'engagement.orders',
        'Tag Commit…',
        'Tag Past Commits…',
        'refresh',
      ]);
    });

    it('reaches every notice and every problem’s next step', async () => {
      await sidebar.show({ ...stale, notices: notices.notices });
      const stops = await walk();
      const steps = ['Allow…', 'Show Problems', 'Set credential…', 'Try again'];
      assert.deepEqual(
        steps.filter((step) => !stops.includes(step)),
        [],
      );
    });

    for (const key of ['Enter', 'Space']) {
      it(`acts once on ${key}, and the page stays where it is`, async () => {
        await sidebar.page.setViewportSize({ width: 300, height: 400 });
        await sidebar.show(ready);
        const top = () => sidebar.page.evaluate<number>('window.scrollY');
        for (const button of [
          toggle('change: Choose the key results that signup/one-tap serves'),
          toggle('Tag Commit…'),
        ]) {
          await button.focus();
          await sidebar.page.evaluate('window.scrollTo(0, 0)');
          await sidebar.page.keyboard.press(key);
          // The browser scrolls over several frames.
          await sidebar.page.evaluate('harness.frames(10)');
          assert.equal(await top(), 0);
        }
        assert.deepEqual(await ran(), [
          { type: 'run', action: 'link' },
          { type: 'run', action: 'tag' },
        ]);
      });
    }

    it('opens and closes a key result', async () => {
      await sidebar.show(collapsed);
      const { title } = orders;
      assert.equal(await toggle(title).getAttribute('aria-expanded'), 'false');
      assert.equal(await toggle('engagement.orders').count(), 0);
      await toggle(title).press('Enter');
      assert.equal(await toggle(title).getAttribute('aria-expanded'), 'true');
      assert.equal(await toggle('engagement.orders').count(), 1);
      assert.equal(await sidebar.focusedText(), title);
    });
  });

  describe('from one page to the next', () => {
    it('keeps the focus when numbers change', async () => {
      await sidebar.show(ready);
      await toggle('refresh').focus();
      await sidebar.show(withKeyResults({ ...signups, value: '12,900' }, orders));
      assert.equal(await sidebar.focusedText(), 'refresh');
      assert.match(await snapshot(), /12,900/);
    });

    it('keeps the focus on a key result that moves to another place', async () => {
      await sidebar.show(ready);
      await toggle('engagement.signups').focus();
      await sidebar.show(withKeyResults({ ...orders, linked: true }, { ...signups, linked: false }));
      assert.equal(await sidebar.focusedText(), 'engagement.signups');
    });

    it('leaves the focus beside a button that did what it was there for', async () => {
      await sidebar.show(offered);
      await sidebar.page.getByRole('button', { name: 'Add to Commit Box' }).press('Enter');
      assert.deepEqual(await ran(), [{ type: 'run', action: 'tagNext' }]);
      await sidebar.show(ready);
      assert.equal(await sidebar.page.getByRole('button', { name: 'Add to Commit Box' }).count(), 0);
      await sidebar.page.waitForFunction('document.activeElement !== document.body');
      assert.equal(await sidebar.focusedText(), 'Tag Commit…');
    });

    it('keeps what the user opened or closed, also when it starts anew', async () => {
      await sidebar.show(collapsed);
      await toggle(orders.title).click();
      await toggle('Increase monthly new user signups by 10% this branch').click();
      await sidebar.show(collapsed);
      const states = async () => {
        const titles = [`${signups.title} this branch`, orders.title];
        return Promise.all(titles.map((title) => toggle(title).getAttribute('aria-expanded')));
      };
      assert.deepEqual(await states(), ['false', 'true']);
      await sidebar.page.reload();
      await sidebar.show(collapsed);
      assert.deepEqual(await states(), ['false', 'true']);
    });

    it('says of a closed one that its number never came', async () => {
      const { value: _, ...unread } = { ...orders, expanded: false };
      const freshness = { state: 'never', text: 'waits for your approval' } as const;
      await sidebar.show(withKeyResults({ ...unread, freshness }));
      assert.ok(await sidebar.page.getByText('waits for your approval').isVisible());
    });

    it('lets the host decide again once the user agrees with it', async () => {
      await sidebar.show(ready);
      await toggle(orders.title).click();
      await toggle(orders.title).click();
      await sidebar.show(withKeyResults(signups, { ...orders, expanded: false }));
      assert.equal(await toggle(orders.title).getAttribute('aria-expanded'), 'false');
    });

    it('stays where it was scrolled to, also when it starts anew', async () => {
      await sidebar.show(many);
      const top = () => sidebar.page.evaluate<number>('window.scrollY');
      await sidebar.page.evaluate(
        `new Promise((done) => { addEventListener('scrollend', () => setTimeout(done), { once: true }); scrollTo(0, 200); })`,
      );
      await sidebar.show({ ...many, footer: { text: 'changed', actions: [] } });
      assert.equal(await top(), 200);
      await sidebar.page.reload();
      await sidebar.page.waitForFunction('harness.messages.length > 0');
      await sidebar.show(many);
      assert.equal(await top(), 200);
    });

    it('announces states, not numbers', async () => {
      const status = () => sidebar.page.getByRole('status').locator('p').allTextContents();
      const [loading] = emptyPages;
      assert.ok(loading);
      await sidebar.show(loading);
      assert.deepEqual(await status(), ['Loading…', '']);
      await sidebar.show(ready);
      const branch = ['signup/one-tap', 'linked because it matches signup/** in okrs.yaml'];
      const next = 'The next commit will carry OKR: engagement.signups';
      assert.deepEqual(await status(), [...branch, next]);
      await sidebar.show(withKeyResults({ ...signups, value: '12,900' }));
      assert.deepEqual(await status(), [...branch, next]);
      await sidebar.show(notices);
      assert.deepEqual(await status(), [...branch, ...notices.notices.map(({ text }) => text), next]);
    });

    it('ignores what is not a page', async () => {
      await sidebar.show(ready);
      for (const message of [null, 'view', { type: 'other' }, []]) await sidebar.post(message);
      assert.deepEqual(await sidebar.messages(), [{ type: 'ready' }]);
      assert.equal(
        await sidebar.page
          .getByRole('heading', { level: 1 })
          .textContent()
          .then((text) => text?.trim()),
        'signup/one-tap',
      );
    });
  });

  for (const page of emptyPages) {
    it(`fills itself with the state ${page.state}`, async () => {
      await sidebar.show(page);
      assert.equal(await sidebar.page.getByRole('heading', { level: 1 }).textContent(), page.title);
      assert.ok((await snapshot('main')).includes(page.text));
      for (const { label } of page.actions)
        await sidebar.page.getByRole('button', { name: label }).press('Enter');
      assert.deepEqual(
        await ran(),
        page.actions.map(({ action }) => ({ type: 'run', action })),
      );
    });
  }

  it('shows hostile text as text', async () => {
    await sidebar.show(hostile);
    const article = sidebar.page.locator('article');
    assert.equal(await article.locator('h3 bdi').textContent(), hostileTitle);
    assert.equal(await article.locator('throughline-figures .value').textContent(), '<b>1</b>');
    assert.equal(await sidebar.page.locator('h1 bdi').getAttribute('dir'), 'auto');
    assert.equal(
      await sidebar.page.locator('throughline-sidebar').locator('script, img, b, u, i, a').count(),
      0,
    );
    assert.equal(await sidebar.page.evaluate('harness.hacked'), false);
  });

  it('says which tags are no trailers of their commits', async () => {
    const { work } = ready;
    assert.ok(work);
    const found = '1 by a note · 2 found in squashed messages';
    await sidebar.show({ ...ready, work: { ...work, found } });
    assert.match(await snapshot('throughline-work'), new RegExp(`- paragraph: ${found}\n`));
    await sidebar.show(ready);
    assert.doesNotMatch(await snapshot('throughline-work'), /by a note/);
  });

  it('reports its faults, shortened', async () => {
    await sidebar.page.evaluate(
      `setTimeout(() => { throw new Error('boom'); }); void Promise.reject('x'.repeat(5000))`,
    );
    await sidebar.page.waitForFunction('harness.messages.length === 3');
    const faults = (await sidebar.messages()).flatMap((message) =>
      message.type === 'fault' ? [message.message] : [],
    );
    assert.equal(faults.length, 2);
    assert.ok(faults.some((fault) => fault.includes('boom')));
    assert.ok(faults.every((fault) => fault.length <= 500));
    sidebar.errors.length = 0;
  });

  it('leaves out what the page does not have', async () => {
    const { work: _work, ...rest } = ready;
    const page: ReadyPage = { ...rest, objectives: [] };
    await sidebar.show(page);
    assert.equal(await sidebar.page.locator('section').count(), 0);
  });
});
