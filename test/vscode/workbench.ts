import type { Browser, Frame, Locator, Page } from 'playwright-core';
import type { VSCodeServer } from './server';

export interface WorkbenchOptions {
  readonly browser: Browser;
  /** A module whose `run()` the extension host calls; see `runInHost`. */
  readonly testsPath?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** One line of the extension host's console. */
  readonly onLog?: (text: string) => void;
  /** The test run inside the extension host ended; 0 is success. */
  readonly onExit?: (code: number) => void;
  readonly reducedMotion?: boolean;
}

/** The address of a workbench on `server` with the extension under development in it. */
export function workbenchUrl(server: VSCodeServer, testsPath?: string): string {
  const { host } = new URL(server.origin);
  const remote = (path: string) => `vscode-remote://${host}${path}`;
  const payload = [['extensionDevelopmentPath', remote(server.options.extensionPath)]];
  if (testsPath !== undefined) payload.push(['extensionTestsPath', remote(testsPath)]);
  const url = new URL(server.origin);
  const { workspace } = server.options;
  if (workspace !== undefined) {
    url.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
  } else {
    url.searchParams.set('ew', 'true');
  }
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** Opens a real workbench in a fresh browser context. Closing the page's context ends it. */
export async function openWorkbench(server: VSCodeServer, options: WorkbenchOptions): Promise<Page> {
  const context = await options.browser.newContext({
    viewport: options.viewport ?? { width: 1200, height: 900 },
    reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce',
  });
  const page = await context.newPage();
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
    options.onLog?.(args.map(String).join(' '));
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    options.onExit?.(code);
  });
  await page.goto(workbenchUrl(server, options.testsPath));
  await page.locator('.monaco-workbench .activitybar').waitFor();
  return page;
}

/**
 * Runs a command of the palette by the title shown there, as soon as the palette has it.
 * @throws Error where it does not come in time
 */
export async function runFromPalette(page: Page, title: string, timeoutMs = 30_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  do {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget input[type="text"]:visible').first();
    await input.waitFor();
    await input.fill(`>${title}`);
    // An open palette does not learn of commands that are contributed or enabled meanwhile.
    const there = await row.waitFor({ timeout: 1_500 }).then(
      () => true,
      () => false,
    );
    if (there) return row.click();
    await page.keyboard.press('Escape');
  } while (Date.now() < deadline);
  throw new Error(`The palette has no ${title} after ${timeoutMs / 1000} s`);
}

/**
 * The frame that holds a webview's own document, found by an element in it; it sits two frames deep.
 * @throws Error where none has such an element in time
 */
export async function webviewFrame(page: Page, selector: string, timeoutMs = 20_000): Promise<Frame> {
  const deadline = Date.now() + timeoutMs;
  do {
    for (const frame of page.frames()) {
      if (frame === page.mainFrame()) continue;
      // A frame may be replaced while it is asked.
      const count = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (count > 0) return frame;
    }
    await page.waitForTimeout(50);
  } while (Date.now() < deadline);
  throw new Error(`No webview has an element ${selector} after ${timeoutMs / 1000} s`);
}

/** The box in which the editor asks for a line, or for one of several. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible');
}

/** Takes the first entry that holds a text. */
export async function pickRow(page: Page, label: string | RegExp): Promise<void> {
  await quickInput(page).locator('.monaco-list-row', { hasText: label }).first().click();
}

/** Answers the question that holds a text with a line. */
export async function answer(page: Page, question: string | RegExp, text: string): Promise<void> {
  await quickInput(page).getByText(question).first().waitFor();
  const input = quickInput(page).locator('input:visible').first();
  await input.fill(text);
  await input.press('Enter');
}

/** A notification that holds a text, in the list of them: a window that nobody looks at shows no others. */
export async function notification(page: Page, text: string | RegExp): Promise<Locator> {
  const list = page.locator('.notifications-center.visible');
  const bell = page.locator('[id="status.notifications"]');
  await list.or(bell.locator('.codicon-bell-dot')).first().waitFor();
  if (!(await list.isVisible())) await bell.click();
  // The tooltip of the bell would cover what is to be pressed.
  await page.mouse.move(5, 500);
  const found = list.locator('.notification-list-item', { hasText: text }).first();
  await found.waitFor();
  return found;
}
