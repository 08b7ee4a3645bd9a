import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Frame, Page } from 'playwright-core';
import { launchChromium } from '../vscode/chromium';
import { type TempFolder, tempFolder } from '../vscode/cleanup';
import { gitSettings } from '../vscode/gitSettings';
import { startServer, type VSCodeServer } from '../vscode/server';
import type { Settings } from '../vscode/settings';
import { openWorkbench, webviewFrame } from '../vscode/workbench';

const ROOT = process.cwd();
const SCREENSHOTS = 'out/screenshots/workbench';
const WAIT_MS = 60_000;

/** A real workbench with the extension in it, and a folder that goes away with it. */
export class RunningWorkbench {
  /** Errors that the extension host or the webview reported. */
  readonly faults: string[] = [];
  /** True while a tool other than the extension works inside the webview. */
  scanning = false;

  private constructor(
    readonly folder: TempFolder,
    private readonly server: VSCodeServer,
    private readonly browser: Browser,
  ) {}

  static async start(options: {
    trust: boolean;
    userSettings?: Settings;
    env?: Readonly<Record<string, string>>;
  }): Promise<RunningWorkbench> {
    const folder = tempFolder('throughline-workbench');
    const server = await startServer({
      extensionPath: ROOT,
      trust: options.trust,
      env: { ...gitSettings(folder.path), ...options.env },
      ...(options.userSettings ? { userSettings: options.userSettings } : {}),
    });
    const browser = await launchChromium();
    return new RunningWorkbench(folder, server, browser);
  }

  /** Folder with the logs and storage of the editor. */
  get dataPath(): string {
    return this.server.dataPath;
  }

  /** What the editor has printed. */
  get printed(): string {
    return this.server.log();
  }

  /** Where the extension keeps what its windows share. */
  get storagePath(): string {
    return join(this.dataPath, 'data', 'User', 'globalStorage', 'throughline.throughline');
  }

  /** Opens a folder, or an empty window, and shows the sidebar. */
  async open(workspace?: string): Promise<{ page: Page; frame: Frame }> {
    const page = await this.openWindow(workspace);
    return { page, frame: await this.showSidebar(page) };
  }

  /** Opens a folder, or an empty window, as it comes. */
  async openWindow(workspace?: string): Promise<Page> {
    const { workspace: _, ...rest } = this.server.options;
    const options = workspace === undefined ? rest : { ...rest, workspace };
    const page = await openWorkbench({ ...this.server, options }, { browser: this.browser });
    page.on('console', (message) => {
      const text = message.text();
      const ours =
        /\[throughline\.throughline\]|\/dist\/(extension|engine|http)\.js/.test(text) &&
        message.type() === 'error';
      // axe tries inline styles of its own.
      if (this.scanning) return;
      if (ours || /violates the following Content Security Policy/i.test(text)) this.faults.push(text);
    });
    return page;
  }

  /** Opens the sidebar of a window in which it is closed. */
  async showSidebar(page: Page): Promise<Frame> {
    await page.locator('.activitybar a[aria-label^="Throughline"]').click();
    // The tooltip of the activity bar would cover the sidebar.
    await page.mouse.move(800, 500);
    return webviewFrame(page, 'throughline-sidebar');
  }

  async dispose(): Promise<void> {
    await this.browser.close();
    await this.server.dispose();
    this.folder.dispose();
  }
}

/** The sidebar's text as it is drawn, shadow roots included, white space folded. */
export async function textOf(frame: Frame): Promise<string> {
  const text = await frame.evaluate(() => {
    const open: (Node | string)[] = [document.body];
    let read = '';
    while (open.length > 0) {
      const next = open.pop();
      if (typeof next === 'string') read += next;
      if (next instanceof Text) read += next.data;
      if (!(next instanceof Element) || next instanceof HTMLStyleElement) continue;
      const { display } = getComputedStyle(next);
      if (display === 'none') continue;
      const slotted = next instanceof HTMLSlotElement ? next.assignedNodes() : [];
      const children = slotted.length > 0 ? slotted : [...(next.shadowRoot ?? next).childNodes];
      const gap = display === 'inline' || display === 'contents' ? '' : ' ';
      open.push(gap, ...children.toReversed(), gap);
    }
    return read;
  });
  return text.replace(/\s+/g, ' ').trim();
}

/** Waits until the sidebar says something. */
export async function says(frame: Frame, wanted: RegExp): Promise<string> {
  const deadline = Date.now() + WAIT_MS;
  let text = '';
  while (Date.now() < deadline) {
    text = await textOf(frame);
    if (wanted.test(text)) return text;
    await sleep(50);
  }
  throw new Error(`The sidebar does not say ${wanted} but: ${text}`);
}

/** Presses Allow… in the sidebar and in the dialog that asks. */
export async function allowSource(page: Page, frame: Frame): Promise<void> {
  await frame.getByText('Allow…').first().click();
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  await dialog.locator('.monaco-button', { hasText: /^Allow$/ }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Text of the status bar item, once it says what is wanted. */
export async function statusBarSays(page: Page, wanted: RegExp): Promise<string> {
  const item = page.locator('.statusbar-item[id*="throughline"]').filter({ hasText: wanted });
  await item.first().waitFor({ timeout: WAIT_MS });
  return ((await item.first().textContent()) ?? '').trim();
}

export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  // Icons come a moment after the text.
  await page.waitForTimeout(250);
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png` });
}
