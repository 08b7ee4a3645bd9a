import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { startDemoApi } from '../demo/demoApi';
import { makeDemo } from '../demo/makeDemo';
import { ROOT } from '../steps/root';
import { launchChromium } from '../vscode/chromium';
import { tempFolder } from '../vscode/cleanup';
import { gitSettings } from '../vscode/gitSettings';
import { startServer } from '../vscode/server';
import { openWorkbench, webviewFrame } from '../vscode/workbench';
import { type Figure, median, rounded } from './figure';

const STARTS = 6;

/**
 * From the frame in which the sidebar first shows its branch to the one in which it shows a number, with the server of
 * the number gone: what is shown comes from the store.
 */
export async function coldStart(): Promise<readonly Figure[]> {
  const folder = tempFolder('throughline-bench-cold');
  const api = await startDemoApi();
  const workspace = join(folder.path, 'throughline-demo');
  await makeDemo(workspace, { apiOrigin: api.origin });
  const server = await startServer({
    workspace,
    extensionPath: ROOT,
    trust: true,
    env: gitSettings(folder.path),
  });
  const browser = await launchChromium();
  try {
    const first = await openWorkbench(server, { browser });
    const sidebar = await show(first);
    await sidebar.getByText('Allow…').first().click();
    await first.locator('.monaco-dialog-box .monaco-button', { hasText: /^Allow$/ }).click();
    await sidebar.locator('.value:not(.muted)').first().waitFor();
    await api.dispose();
    const samples: number[] = [];
    for (let start = 0; start < STARTS; start += 1) {
      await first.reload();
      samples.push(await paintedAfterBranch(await show(first)));
    }
    const [, ...warm] = samples;
    return [
      {
        name: 'cold-start-ms',
        title: 'window reload: branch on screen to number from the store',
        unit: 'ms',
        value: rounded(median(warm)),
        samples: warm.map(rounded),
      },
    ];
  } finally {
    await browser.close();
    await server.dispose();
    folder.dispose();
  }

  async function show(page: Awaited<ReturnType<typeof openWorkbench>>): Promise<Frame> {
    const tab = page.locator('.activitybar .action-item:has(a[aria-label^="Throughline"])');
    await tab.waitFor();
    // A window that is loaded again opens the sidebar by itself, and a press would close it.
    for (let attempt = 1; attempt < 4; attempt += 1) {
      const shown = await webviewFrame(page, 'throughline-sidebar', 5_000).catch(() => undefined);
      if (shown) return shown;
      await tab.click();
    }
    return webviewFrame(page, 'throughline-sidebar');
  }
}

/** Milliseconds between the two frames; as text, because it runs in the page. */
function paintedAfterBranch(frame: Frame): Promise<number> {
  return frame.evaluate<number>(`new Promise((resolve) => {
    const find = (node, selector) => node.querySelector(selector)
      ?? [...node.querySelectorAll('*')].map((one) => one.shadowRoot && find(one.shadowRoot, selector)).find(Boolean);
    let branch;
    const look = () => {
      const now = performance.now();
      if (branch === undefined && find(document, 'h1')) branch = now;
      if (branch !== undefined && find(document, '.value:not(.muted)')) resolve(now - branch);
      else requestAnimationFrame(look);
    };
    look();
  })`);
}
