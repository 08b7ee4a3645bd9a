import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';

export interface HostMeasure {
  /** Load and call, as the editor's own report has them. */
  readonly activationMs: number;
  /** Used after garbage collection, idle. */
  readonly heapMb: number;
}

const IDLE_MS = 6_000;
/** Of the editor's own: some windows load them while they idle and others do not, and they weigh 9 MB. */
const LATE = [
  'vscode.configuration-editing',
  'vscode.extension-editing',
  'vscode.json-language-features',
  'vscode.npm',
];
const ACTIVE_WITHIN_MS = 30_000;

/** What VS Code calls inside the extension host: measures the extension that the environment names. */
export async function run(): Promise<void> {
  const { THROUGHLINE_BENCH_EXTENSION: id = '', THROUGHLINE_BENCH_OUT: out = '' } = process.env;
  await untilActive(id);
  for (const late of LATE) await vscode.extensions.getExtension(late)?.activate();
  await sleep(IDLE_MS);
  const heapMb = heapAfterCollection();
  const measure: HostMeasure = { activationMs: await activationOf(id), heapMb };
  writeFileSync(out, JSON.stringify(measure));
}

async function untilActive(id: string): Promise<void> {
  const deadline = Date.now() + ACTIVE_WITHIN_MS;
  while (!vscode.extensions.getExtension(id)?.isActive) {
    if (Date.now() > deadline) throw new Error(`${id} was not activated`);
    await sleep(100);
  }
}

function heapAfterCollection(): number {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  for (let time = 0; time < 3; time += 1) collect();
  return process.memoryUsage().heapUsed / 1e6;
}

/** Reads the table 'Extension Activation Stats' of the editor's report on its start. */
async function activationOf(id: string): Promise<number> {
  await vscode.commands.executeCommand('perfview.show');
  const deadline = Date.now() + ACTIVE_WITHIN_MS;
  for (;;) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('perf:Startup Performance'));
    const found = loadAndCall(document.getText(), id);
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`The report does not name ${id}:\n${document.getText()}`);
    await sleep(500);
  }
}

/** Of `| id | eager | load code | call activate | …`, load and call together. */
function loadAndCall(report: string, id: string): number | undefined {
  const [, table = ''] = report.split('## Extension Activation Stats');
  const row = table.split('\n').find((line) => line.startsWith(`| ${id} `));
  const [, , , load, call] = row?.split('|') ?? [];
  return load === undefined || call === undefined ? undefined : Number(load) + Number(call);
}
