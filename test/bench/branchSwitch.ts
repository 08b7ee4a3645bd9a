import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { startDemoApi } from '../demo/demoApi';
import { BRANCHES } from '../demo/demoWork';
import { makeDemo } from '../demo/makeDemo';
import { ROOT } from '../steps/root';
import { launchChromium } from '../vscode/chromium';
import { tempFolder } from '../vscode/cleanup';
import { gitSettings } from '../vscode/gitSettings';
import { startServer } from '../vscode/server';
import { openWorkbench, runFromPalette, webviewFrame } from '../vscode/workbench';
import { type Figure, median, rounded } from './figure';

const SWITCHES = 24;
/** The first ones warm up, and are left out. */
const WARM_UP = 3;
const SETTLE_MS = 1_500;

/**
 * From the moment that HEAD changed on disk to the frame in which the sidebar shows the new branch; beside it, in the
 * same switches, how long the editor's own branch indicator in the status bar takes.
 */
export async function branchSwitch(): Promise<readonly Figure[]> {
  const folder = tempFolder('throughline-bench');
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
    const page = await openWorkbench(server, { browser });
    await runFromPalette(page, 'Throughline: Show Outcome of Branch');
    const sidebar = await webviewFrame(page, 'throughline-sidebar');
    const samples = [];
    for (let index = 1; index <= SWITCHES; index += 1) {
      const branch = BRANCHES[index % BRANCHES.length]?.name ?? 'main';
      await page.waitForTimeout(SETTLE_MS);
      samples.push(await oneSwitch(workspace, branch, sidebar, page.mainFrame()));
    }
    return figures(samples.slice(WARM_UP));
  } finally {
    await browser.close();
    await server.dispose();
    await api.dispose();
    folder.dispose();
  }
}

interface Sample {
  readonly sidebar: number;
  readonly editor: number;
}

async function oneSwitch(root: string, branch: string, sidebar: Frame, workbench: Frame): Promise<Sample> {
  const painted = [
    paintedAt(sidebar, 'throughline-sidebar', branch),
    paintedAt(workbench, '.statusbar', branch),
  ];
  execFileSync('git', ['-C', root, 'switch', '--quiet', branch]);
  // Git puts a new HEAD in the place of the old one, so this is when the ref changed.
  const changed = statSync(join(root, '.git', 'HEAD')).mtimeMs;
  const [ours = Number.NaN, editors = Number.NaN] = await Promise.all(painted);
  return { sidebar: ours - changed, editor: editors - changed };
}

/**
 * When the next frame is on its way after `text` has appeared under `selector`, in milliseconds since 1970 UTC.
 * Given as text, because it runs in the page.
 */
function paintedAt(frame: Frame, selector: string, text: string): Promise<number> {
  return frame.evaluate<number>(`new Promise((resolve) => {
    const textOf = (node) => node.nodeType === Node.TEXT_NODE
      ? node.data
      : [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(textOf).join('');
    const look = () => {
      const root = document.querySelector(${JSON.stringify(selector)});
      if (root !== null && textOf(root).includes(${JSON.stringify(text)})) {
        requestAnimationFrame(() => resolve(Date.now()));
      } else {
        setTimeout(look, 2);
      }
    };
    look();
  })`);
}

function figures(samples: readonly Sample[]): readonly Figure[] {
  const ours = samples.map(({ sidebar }) => rounded(sidebar));
  const editors = samples.map(({ editor }) => rounded(editor));
  const ratio = median(ours) / median(editors);
  return [
    {
      name: 'switch-ms',
      title: 'branch switch to painted sidebar',
      unit: 'ms',
      value: median(ours),
      budget: 100,
      samples: ours,
    },
    {
      name: 'editor-switch-ms',
      title: "branch switch to the editor's own indicator",
      unit: 'ms',
      value: median(editors),
      samples: editors,
    },
    { name: 'switch-ratio', title: "sidebar : editor's indicator", unit: '×', value: rounded(ratio) },
  ];
}
