import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { startDemoApi } from '../demo/demoApi';
import { makeHostWorkspace } from '../host/workspace';
import { tempFolder } from '../vscode/cleanup';
import { gitSettings } from '../vscode/gitSettings';
import { chooseHost, describeHost, runInHost } from '../vscode/host';
import { LIVE_MARK } from './liveMark';
import { readTally } from './mochaStep';
import { prepareServer } from './prepare';
import { ROOT } from './root';
import type { Step } from './step';

const SUITE = join(ROOT, 'test', 'host', 'suite');
const OUT = join(ROOT, 'out', 'host');

const WHOLE_RUN_MS = 10 * 60_000;

/** Tests that run inside VS Code's extension host, on repositories made for them. */
export function hostStep(): Step {
  const title = "Tests in VS Code's extension host";
  return {
    name: 'host',
    title,
    run: async ({ grep = '' }) => {
      const host = await chooseHost();
      const reason = host.kind === 'server' ? await prepareServer() : undefined;
      if (reason !== undefined) return { passed: 0, failures: [], skipped: [{ title, reason }] };
      console.log(`  ${await describeHost(host)}`);
      await bundle();
      const folder = tempFolder('throughline-host');
      const api = await startDemoApi();
      try {
        const results = join(folder.path, 'tally.json');
        const workspace = await makeHostWorkspace(folder.path, api.origin);
        const code = await runInHost(host, {
          workspace,
          extensionPath: ROOT,
          testsPath: join(OUT, 'run.js'),
          trust: true,
          env: {
            ...gitSettings(folder.path),
            THROUGHLINE_TEST_RESULTS: results,
            THROUGHLINE_TEST_GREP: grep,
            THROUGHLINE_TEST_COLOR: String(process.stdout.isTTY === true),
          },
          onLog: (line) => {
            if (line.startsWith(LIVE_MARK)) console.log(line.slice(LIVE_MARK.length));
          },
          timeoutMs: WHOLE_RUN_MS,
        });
        const tally = await readTally(results, title);
        if (code === 0 || tally.failures.length > 0) return tally;
        return { ...tally, failures: [{ title, message: `the editor ended with ${code}` }] };
      } finally {
        await api.dispose();
        folder.dispose();
      }
    },
  };
}

async function bundle(): Promise<void> {
  await rm(OUT, { recursive: true, force: true });
  const names = (await readdir(SUITE, { recursive: true })).filter((name) => name.endsWith('.test.ts'));
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['test/host/run.ts', ...names.map((name) => `test/host/suite/${name}`)],
    outbase: 'test/host',
    outdir: OUT,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}
