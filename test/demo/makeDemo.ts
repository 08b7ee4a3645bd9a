import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { runCommand } from '../vscode/longStep';
import { DEMO_README, DEMO_SETTINGS, demoMetrics, demoOkrFile } from './demoFiles';
import { demoHistory } from './demoHistory';
import { demoStory } from './demoStory';
import { BRANCHES } from './demoWork';

export interface DemoOptions {
  /** The demo's moment, milliseconds since 1970 UTC. */
  readonly now?: number;
  /** Where `startDemoApi` listens. */
  readonly apiOrigin: string;
}

/**
 * Makes the demo's repository at `folder`, which must be new or empty, and checks out its first branch.
 * @throws Error with git's words where git fails
 */
export async function makeDemo(folder: string, { now = Date.now(), apiOrigin }: DemoOptions): Promise<void> {
  const story = demoStory(now);
  const files = new Map([
    ['README.md', DEMO_README],
    ['okrs.yaml', demoOkrFile(story, apiOrigin)],
    ...demoMetrics(story),
    ['.vscode/settings.json', DEMO_SETTINGS],
  ]);
  await mkdir(folder, { recursive: true });
  const git = (...args: string[]) => runCommand('git', ['-C', folder, ...args]);
  await git('init', '--quiet', '--initial-branch=main');
  await git('config', 'user.name', 'Throughline Demo');
  await git('config', 'user.email', 'demo@shop.example');
  await git('config', 'commit.gpgSign', 'false');
  await fastImport(folder, demoHistory(story, files));
  await git('checkout', '--quiet', BRANCHES[0]?.name ?? 'main');
}

function fastImport(folder: string, stream: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['-C', folder, 'fast-import', '--quiet'], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`git fast-import ended with ${code}: ${said}`));
    });
    child.stdin.end(stream);
  });
}
