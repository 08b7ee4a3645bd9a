import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { type DemoApi, startDemoApi } from '../demo/demoApi';
import { makeDemo } from '../demo/makeDemo';
import { allowSource, RunningWorkbench, says, screenshot } from './openOutcome';

const WIDTHS = { narrow: 200, wide: 600 } as const;

describe('the width of the sidebar, in the running workbench', () => {
  let api: DemoApi;
  let workbench: RunningWorkbench;
  let page: Page;
  let frame: Frame;

  before(async () => {
    api = await startDemoApi();
    workbench = await RunningWorkbench.start({ trust: true });
    const repository = join(workbench.folder.path, 'shop');
    await makeDemo(repository, { apiOrigin: api.origin });
    ({ page, frame } = await workbench.open(repository));
    await says(frame, /Nothing has been sent yet/);
  });

  after(async () => {
    await workbench?.dispose();
    await api?.dispose();
  });

  it('narrow, nothing is cut off while it asks whether a source is allowed', async () => {
    await dragTo(page, frame, WIDTHS.narrow);
    await screenshot(page, 'narrow-asking');
    assert.deepEqual(await overflowing(frame), []);
    await allowSource(page, frame);
    await says(frame, /[\d,]+ of 13,200.*M of \$100M/);
  });

  for (const [name, width] of Object.entries(WIDTHS)) {
    it(`${name}, nothing is cut off`, async () => {
      await dragTo(page, frame, width);
      await screenshot(page, name);
      assert.deepEqual(await overflowing(frame), []);
    });
  }

  it('reported no fault on the way', () => {
    assert.deepEqual(workbench.faults, []);
  });
});

/** Drags the edge of the sidebar as a hand would, until the sidebar is about this wide. */
async function dragTo(page: Page, frame: Frame, width: number): Promise<void> {
  const sidebar = page.locator('.part.sidebar');
  const box = await sidebar.boundingBox();
  if (box === null) throw new Error('The sidebar is not shown');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + width, y, { steps: 10 });
  await page.mouse.up();
  // Away from the edge, which is marked while the pointer is over it.
  await page.mouse.move(box.x + width + 100, y);
  const reached = (await sidebar.boundingBox())?.width ?? 0;
  assert.ok(Math.abs(reached - width) <= 20, `dragged to ${width}, but it is ${reached} wide`);
  await frame.waitForFunction((most) => document.documentElement.clientWidth <= most, reached);
  await frame.waitForFunction((least) => document.documentElement.clientWidth >= least, reached - 40);
}

/** Names of the elements that hold more than fits into their width: the page, and every part of ours. */
async function overflowing(frame: Frame): Promise<string[]> {
  const { parts, names } = await frame.evaluate(() => {
    const open: Element[] = [document.documentElement];
    const names: string[] = [];
    let parts = 0;
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      open.push(...(next.shadowRoot?.children ?? []), ...next.children);
      if (next !== document.documentElement && !next.localName.startsWith('throughline-')) continue;
      if (next.clientWidth > 0) parts += 1;
      const { scrollWidth, clientWidth } = next;
      if (scrollWidth > clientWidth) names.push(`${next.localName}: ${scrollWidth} in ${clientWidth}`);
    }
    return { parts, names };
  });
  assert.ok(parts > 5, `only ${parts} parts have a width`);
  return names;
}
