import { join } from 'node:path';
import { endOnSignals, tempFolder } from '../vscode/cleanup';
import { hasDisplay, installedDesktop, openDesktop } from '../vscode/desktop';
import { longStep } from '../vscode/longStep';
import { startServer } from '../vscode/server';
import { workbenchUrl } from '../vscode/workbench';
import { startDemoApi } from './demoApi';
import { makeDemo } from './makeDemo';
import { HELP, parseStartOptions, type StartOptions } from './options';

const ROOT = join(__dirname, '..', '..');

async function start(options: StartOptions): Promise<void> {
  await longStep('building the extension', process.execPath, [join(ROOT, 'esbuild.config.mjs')]);
  // A folder of one's own is for VS Code to ask about; the demo's is known.
  const trust = options.workspace === undefined;
  const workspace = options.workspace ?? (await demoWorkspace());
  const desktop = hasDisplay() ? await installedDesktop() : undefined;
  if (desktop !== undefined) {
    console.log(`Opening VS Code ${desktop.version} on ${workspace}. Close it or press Ctrl-C to end.`);
    await openDesktop(desktop, { workspace, extensionPath: ROOT, trust });
    return;
  }
  const { port } = options;
  const server = await startServer({
    workspace,
    extensionPath: ROOT,
    trust,
    ...(port === undefined ? {} : { port }),
    userSettings: trust ? {} : { 'security.workspace.trust.startupPrompt': 'once' },
  });
  console.log(`VS Code ${server.version} serves ${workspace}. Open this address; Ctrl-C ends it:\n`);
  console.log(`  ${workbenchUrl(server)}\n`);
  await server.ended;
  throw new Error(`VS Code ended by itself:\n${server.log()}`);
}

async function demoWorkspace(): Promise<string> {
  const now = Date.now();
  const api = await startDemoApi({ now });
  const folder = join(tempFolder('throughline').path, 'throughline-demo');
  await makeDemo(folder, { now, apiOrigin: api.origin });
  console.log('This is a demo: an invented shop with invented history and invented, living metrics.');
  console.log(`  repository ${folder}\n  metrics    ${api.origin}\nBoth go away when it ends.\n`);
  return folder;
}

async function main(): Promise<void> {
  const options = parseStartOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  endOnSignals();
  await start(options);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
