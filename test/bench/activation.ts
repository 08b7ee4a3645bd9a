import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { makeDemo } from '../demo/makeDemo';
import { ROOT } from '../steps/root';
import { tempFolder } from '../vscode/cleanup';
import { gitSettings } from '../vscode/gitSettings';
import { runInHost } from '../vscode/host';
import { type Figure, median, rounded } from './figure';
import type { HostMeasure } from './host/measure';

const ROUNDS = 5;
const RUN_MS = 120_000;
/** Nothing is approved in these runs, so nothing is requested from here. */
const NO_API = 'http://127.0.0.1:9';

interface Candidate {
  readonly id: string;
  readonly path: string;
}

/**
 * Activation and idle heap of the extension beside those of an empty one: each alone in a fresh server build and
 * browser, on the demo's repository, in rounds that begin with either in turn.
 */
export async function activation(): Promise<readonly Figure[]> {
  const folder = tempFolder('throughline-bench');
  try {
    const testsPath = join(ROOT, 'out/bench/measure.js');
    await bundle(testsPath);
    const workspace = join(folder.path, 'throughline-demo');
    await makeDemo(workspace, { apiOrigin: NO_API });
    const env = gitSettings(folder.path);
    const empty: Candidate = { id: 'throughline-bench.empty', path: makeEmpty(folder.path) };
    const ours: Candidate = { id: 'throughline.throughline', path: ROOT };
    const measures = new Map<Candidate, HostMeasure[]>([
      [empty, []],
      [ours, []],
    ]);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const candidate of round % 2 === 0 ? [empty, ours] : [ours, empty]) {
        console.log(`  round ${round + 1} of ${ROUNDS}: ${candidate.id}`);
        measures
          .get(candidate)
          ?.push(await measure(candidate, { workspace, testsPath, env, out: folder.path }));
      }
    }
    return figures(measures.get(empty) ?? [], measures.get(ours) ?? []);
  } finally {
    folder.dispose();
  }
}

interface Setup {
  readonly workspace: string;
  readonly testsPath: string;
  readonly env: Readonly<Record<string, string>>;
  readonly out: string;
}

async function measure(
  { id, path }: Candidate,
  { workspace, testsPath, env, out }: Setup,
): Promise<HostMeasure> {
  const result = join(out, 'measure.json');
  const log: string[] = [];
  const code = await runInHost(
    { kind: 'server' },
    {
      workspace,
      extensionPath: path,
      testsPath,
      trust: true,
      env: { ...env, THROUGHLINE_BENCH_EXTENSION: id, THROUGHLINE_BENCH_OUT: result },
      onLog: (line) => log.push(line),
      timeoutMs: RUN_MS,
    },
  );
  if (code !== 0) throw new Error(`The measurement of ${id} failed:\n${log.join('\n')}`);
  return JSON.parse(readFileSync(result, 'utf8')) as HostMeasure;
}

function figures(empty: readonly HostMeasure[], ours: readonly HostMeasure[]): readonly Figure[] {
  const emptyMs = empty.map(({ activationMs }) => activationMs);
  const oursMs = ours.map(({ activationMs }) => activationMs);
  const emptyMb = empty.map(({ heapMb }) => heapMb);
  const oursMb = ours.map(({ heapMb }) => heapMb);
  const samplesOf = (values: readonly number[]) => ({
    value: rounded(median(values)),
    samples: values.map(rounded),
  });
  return [
    {
      name: 'empty-activation-ms',
      title: 'activation of an empty extension',
      unit: 'ms',
      ...samplesOf(emptyMs),
    },
    { name: 'own-activation-ms', title: 'activation of Throughline', unit: 'ms', ...samplesOf(oursMs) },
    {
      name: 'activation-ms',
      title: 'activation above an empty extension',
      unit: 'ms',
      value: rounded(median(oursMs) - median(emptyMs)),
      budget: 10,
    },
    {
      name: 'empty-heap-mb',
      title: 'heap of the host with an empty extension',
      unit: 'MB',
      ...samplesOf(emptyMb),
    },
    { name: 'own-heap-mb', title: 'heap of the host with Throughline', unit: 'MB', ...samplesOf(oursMb) },
    {
      name: 'heap-mb',
      title: 'heap above an empty extension, idle',
      unit: 'MB',
      value: rounded(median(oursMb) - median(emptyMb)),
      budget: 3,
    },
  ];
}

async function bundle(outfile: string): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['test/bench/host/measure.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

function makeEmpty(folder: string): string {
  const path = join(folder, 'empty');
  mkdirSync(path);
  const manifest = {
    name: 'empty',
    publisher: 'throughline-bench',
    version: '1.0.0',
    engines: { vscode: '^1.101.0' },
    main: './main.js',
    activationEvents: ['onStartupFinished'],
  };
  writeFileSync(join(path, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(path, 'main.js'), 'exports.activate = () => {};\n');
  return path;
}
