import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDemo } from '../demo/makeDemo';
import { runCommand } from '../vscode/longStep';

const BILLING_OKRS = `version: 1
cycle: { id: 2026-all, start: 2026-01-01, end: 2026-12-31 }
sources: { repo: { type: file } }
objectives:
  - id: reliability
    title: Invoices that are right the first time
    keyResults:
      - id: reliability.errors
        title: At most five wrong invoices a week
        metric: { source: repo, query: metrics/errors.csv }
        start: 30
        target: 5
branches:
  - { pattern: main, serves: [reliability.errors] }
`;

const BILLING_FILES: Readonly<Record<string, string>> = {
  'okrs.yaml': BILLING_OKRS,
  'README.md': '# Billing\n',
  'metrics/errors.csv': 'date,value\n2026-11-09,22\n2026-11-16,12\n',
};

/**
 * Makes what the tests in the extension host open: a workspace of two repositories, the demo's `shop` with metrics
 * from an API and a small `billing` with a file of its own.
 * @returns path of the workspace file
 */
export async function makeHostWorkspace(folder: string, apiOrigin: string): Promise<string> {
  await makeDemo(join(folder, 'shop'), { apiOrigin });
  const billing = join(folder, 'billing');
  await mkdir(join(billing, 'metrics'), { recursive: true });
  for (const [path, text] of Object.entries(BILLING_FILES)) await writeFile(join(billing, path), text);
  const git = (...args: string[]) => runCommand('git', ['-C', billing, ...args]);
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '.');
  const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgSign=false'];
  await git(...author, 'commit', '--quiet', '--message', 'Start billing');
  const workspace = join(folder, 'tests.code-workspace');
  const settings = { 'throughline.refresh.seconds': 5 };
  await writeFile(workspace, JSON.stringify({ folders: [{ path: 'shop' }, { path: 'billing' }], settings }));
  return workspace;
}
