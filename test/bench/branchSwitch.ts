import { execFileSync } from 'node:child_process';
import { statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame } from 'playwright-core';
import { startDemoApi } from '../demo/demoApi';
import { BRANCHES } from '../demo/demoWork';
import { makeDemo } from '../demo/makeDemo';
import { ROOT } from '../steps/root';
import { launchChromium } from '../vscode/chromium';
import { tempFolder } from '../vscode/cleanup';
import { gitSettings } from '../vscode/gitSettings';
import { runCommand } from '../vscode/longStep';
import { startServer } from '../vscode/server';
import { openWorkbench, runFromPalette, webviewFrame } from '../vscode/workbench';
import { type Figure, median, rounded } from './figure';

const SWITCHES = 24;
/** The first ones warm up, and are left out. */
const WARM_UP = 3;
const SETTLE_MS = 1_500;
const FLOOR_SWITCHES = 12;

/**
 * From the moment that HEAD changed on disk to the frame in which the sidebar shows the new branch; beside it, in the
 * same switches, how long the editor's own branch indicator in the status bar takes.
 */
export async function branchSwitch(): Promise<readonly Figure[]> {
  const folder = tempFolder('throughline-bench');
  const api = await startDemoApi();
  const workspace = join(folder.path, 'throughline-demo');
  await makeDemo(workspace, { apiOrigin: api.origin });
  const floors = await floorSamples(workspace);
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
      await page.waitForTimeout(SETTLE_MS);
      samples.push(await oneSwitch(workspace, branchAt(index), sidebar, page.mainFrame()));
    }
    return figures(samples.slice(WARM_UP), floors);
  } finally {
    await browser.close();
    await server.dispose();
    await api.dispose();
    folder.dispose();
  }
}

/** What nobody can be faster than who wants to know a branch's own commits: to notice, and to ask git once. */
async function floorSamples(root: string): Promise<readonly number[]> {
  const samples: number[] = [];
  for (let index = 1; index <= FLOOR_SWITCHES; index += 1) {
    const asked = noticedAndAsked(root);
    const changed = switchTo(root, branchAt(index));
    samples.push((await asked) - changed);
    await sleep(100);
  }
  return samples;
}

function noticedAndAsked(root: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const watcher = watch(join(root, '.git'), (_event, name) => {
      if (name !== 'HEAD') return;
      watcher.close();
      runCommand('git', ['-C', root, 'log', '--format=%H', 'main..HEAD']).then(
        () => resolve(Date.now()),
        reject,
      );
    });
  });
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
  const changed = switchTo(root, branch);
  const [ours = Number.NaN, editors = Number.NaN] = await Promise.all(painted);
  return { sidebar: ours - changed, editor: editors - changed };
}

function branchAt(index: number): string {
  return BRANCHES[index % BRANCHES.length]?.name ?? 'main';
}

/** Switches, and says when the ref changed: git puts a new HEAD in the place of the old one. */
function switchTo(root: string, branch: string): number {
  execFileSync('git', ['-C', root, 'switch', '--quiet', branch]);
  return statSync(join(root, '.git', 'HEAD')).mtimeMs;
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

function figures(samples: readonly Sample[], floors: readonly number[]): readonly Figure[] {
  const figure = (name: string, title: string, values: readonly number[]): Figure => ({
    name,
    title,
    unit: 'ms',
    value: rounded(median(values)),
    samples: values.map(rounded),
  });
  const ours = samples.map(({ sidebar }) => sidebar);
  const editors = samples.map(({ editor }) => editor);
  return [
    { ...figure('switch-ms', 'branch switch to painted sidebar', ours), budget: 100 },
    figure('switch-floor-ms', 'branch switch noticed, git asked once', floors),
    figure('editor-switch-ms', "branch switch to the editor's own indicator", editors),
    {
      name: 'switch-ratio',
      title: 'sidebar : floor',
      unit: '×',
      value: rounded(median(ours) / median(floors)),
    },
  ];
}
