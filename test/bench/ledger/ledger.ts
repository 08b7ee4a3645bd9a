import { execFileSync, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { ISOLATED } from '../../support/gitRepository';
import { keptHistory } from '../../support/histories/keptHistory';
import { tempFolder } from '../../vscode/cleanup';
import { type Figure, median, rounded } from '../figure';

const MEASURE = join(__dirname, 'measure.ts');
const ROUNDS = 3;
const UPDATES = 40;
/** The first ones warm up, and are left out. */
const WARM_UP = 10;
const FIRST_SCREEN = 20_000;
const SMALLEST = 10_000;

interface Scan {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly firstMs: number;
  readonly firstCpuMs: number;
  readonly count: number;
}

interface Watched {
  readonly blockMs: number;
  readonly memoryMb: number;
}

interface Git {
  readonly cpuMs: number;
  readonly wallMs: number;
}

interface Opened {
  readonly openMs: number;
  readonly memoryMb: number;
  readonly readyMs: number;
  readonly releasesMs: number;
  readonly newTagMs: number;
  readonly selectMs: readonly number[];
  readonly countMs: readonly number[];
}

interface Updated {
  readonly persistentMs: readonly number[];
  readonly spawnMs: readonly number[];
  readonly versionMs: readonly number[];
}

interface Size {
  readonly commits: number;
  readonly scans: readonly Scan[];
  readonly watched: readonly Watched[];
  readonly gits: readonly Git[];
  readonly gitFirsts: readonly Git[];
  readonly opened: readonly Opened[];
  readonly updated: Updated;
}

/**
 * The ledger of generated histories of so many commits, and of a tenth and a hundredth of them, beside what git itself
 * takes to print the messages. CPU is that of the process tree; what is compared was measured by turns.
 */
export async function ledger({ commits }: { readonly commits: number }): Promise<readonly Figure[]> {
  const sizes: Size[] = [];
  for (const size of [commits / 100, commits / 10, commits]) {
    if (size < SMALLEST) continue;
    console.log(`   ${size.toLocaleString('en')} commits`);
    sizes.push(await measured(size));
  }
  const largest = sizes.at(-1);
  if (largest === undefined) throw new Error(`--commits: at least ${SMALLEST}`);
  return [...figures(largest), ...growth(sizes)];
}

async function measured(commits: number): Promise<Size> {
  const kept = await keptHistory(commits);
  const folder = tempFolder('throughline-bench-ledger');
  try {
    // What is added to it goes elsewhere.
    const root = join(folder.path, 'history.git');
    const store = join(folder.path, 'store');
    const program = join(folder.path, 'measure.cjs');
    await bundle(program);
    execFileSync('git', ['clone', '--quiet', '--bare', '--shared', kept, root], {
      env: { ...process.env, ...ISOLATED },
    });
    const log = ['log', '-z', '--format=%B'];
    const size = {
      scans: [] as Scan[],
      watched: [] as Watched[],
      gits: [] as Git[],
      gitFirsts: [] as Git[],
      opened: [] as Opened[],
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      rmSync(store, { recursive: true, force: true });
      size.gits.push(await run<Git>(program, 'git', root, '1', ...log));
      size.gitFirsts.push(await run<Git>(program, 'git', root, '3', ...log, '-n', String(FIRST_SCREEN)));
      size.watched.push(await run<Watched>(program, 'watch', root, store));
      rmSync(store, { recursive: true, force: true });
      size.scans.push(await run<Scan>(program, 'scan', root, store));
      size.opened.push(await run<Opened>(program, 'open', root, store));
    }
    if (size.scans.some(({ count }) => count !== commits)) throw new Error('Not every commit was read');
    const updated = await run<Updated>(program, 'update', root, store, String(WARM_UP + UPDATES));
    return { commits, ...size, updated };
  } finally {
    folder.dispose();
  }
}

/** What is measured is built as what ships is: the code that runs sources adds its own to every function. */
async function bundle(outfile: string): Promise<void> {
  await build({
    ...{ entryPoints: [MEASURE], outfile, bundle: true, minify: true },
    ...{ platform: 'node', target: 'node20.19', format: 'cjs', mainFields: ['module', 'main'] },
    logLevel: 'warning',
  });
}

async function run<T>(program: string, ...args: readonly string[]): Promise<T> {
  const child = spawn(process.execPath, ['--expose-gc', program, ...args], {
    env: { ...process.env, ...ISOLATED },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const [out, code] = await Promise.all([text(child.stdout), ended]);
  if (code !== 0) throw new Error(`The measuring process ended with ${code}`);
  return JSON.parse(out) as T;
}

/** Figures of another size than the full one have its name in theirs, so that neither takes the other's place. */
function figures({ commits, scans, watched, gits, gitFirsts, opened, updated }: Size): readonly Figure[] {
  const label = labelOf(commits);
  const figure = (
    name: string,
    title: string,
    unit: Figure['unit'],
    values: readonly number[],
    budget?: number,
  ): Figure => ({
    name: `ledger-${label}-${name}`,
    title: `ledger of ${label} commits: ${title}`,
    unit,
    value: rounded(median(values)),
    samples: values.map(rounded),
    ...(budget === undefined ? {} : { budget }),
  });
  const persistent = updated.persistentMs.slice(WARM_UP);
  const spawned = updated.spawnMs.slice(WARM_UP);
  const version = updated.versionMs.slice(WARM_UP);
  const scanCpu = scans.map(({ cpuMs }) => cpuMs);
  const gitCpu = gits.map(({ cpuMs }) => cpuMs);
  const firstCpu = scans.map(({ firstCpuMs }) => firstCpuMs);
  const gitFirstCpu = gitFirsts.map(({ cpuMs }) => cpuMs);
  return [
    figure('scan-cpu-ms', 'read and kept from nothing, CPU', 'ms', scanCpu),
    figure('git-cpu-ms', 'git log %B into a pipe, CPU', 'ms', gitCpu),
    figure('scan-ratio', 'read and kept : git log %B', '×', ratios(scanCpu, gitCpu), 1.5),
    figure(
      'scan-wall-ms',
      'read and kept, time',
      'ms',
      scans.map(({ wallMs }) => wallMs),
    ),
    figure('first-ratio', 'first screen : git log -n 20000 %B', '×', ratios(firstCpu, gitFirstCpu), 2),
    figure(
      'first-ms',
      'first screen',
      'ms',
      scans.map(({ firstMs }) => firstMs),
      600,
    ),
    figure(
      'block-ms',
      'longest block of the event loop meanwhile',
      'ms',
      watched.map(({ blockMs }) => blockMs),
      20,
    ),
    figure(
      'scan-memory-mb',
      'memory above idle meanwhile',
      'MB',
      watched.map(({ memoryMb }) => memoryMb),
      150,
    ),
    figure(
      'load-ms',
      'the index from the disk',
      'ms',
      opened.map(({ openMs }) => openMs),
      150,
    ),
    figure(
      'load-memory-mb',
      'memory for it',
      'MB',
      opened.map(({ memoryMb }) => memoryMb),
      100,
    ),
    figure(
      'ready-ms',
      'opened and up to date',
      'ms',
      opened.map(({ readyMs }) => readyMs),
    ),
    figure(
      'releases-ms',
      'the first release of every commit',
      'ms',
      opened.map(({ releasesMs }) => releasesMs),
      1000,
    ),
    figure(
      'new-tag-ms',
      'one tag more',
      'ms',
      opened.map(({ newTagMs }) => newTagMs),
      50,
    ),
    figure(
      'select-ms',
      'all commits in order',
      'ms',
      opened.flatMap(({ selectMs }) => selectMs),
    ),
    figure(
      'count-ms',
      'all of them by key result',
      'ms',
      opened.flatMap(({ countMs }) => countMs),
      50,
    ),
    figure('update-ms', 'one commit more, asked of a process that stays', 'ms', persistent, 2),
    figure('update-spawn-ms', 'the same, asked of one that is started', 'ms', spawned),
    figure('version-ms', 'git --version', 'ms', version),
    figure(
      'update-spawn-extra-ms',
      'one commit more, above git --version',
      'ms',
      spawned.map((value, index) => value - (version[index] ?? Number.NaN)),
      5,
    ),
  ];
}

/** Of what was measured by turns. */
function ratios(ours: readonly number[], theirs: readonly number[]): readonly number[] {
  return ours.map((value, index) => value / (theirs[index] ?? Number.NaN));
}

/** By which power of the number of commits it grows: 1 is as they do, 0 is not at all. */
function growth(sizes: readonly Size[]): readonly Figure[] {
  const [small, large] = [sizes[0], sizes.at(-1)];
  if (small === undefined || large === undefined || small === large) return [];
  const label = `${labelOf(small.commits)}-${labelOf(large.commits)}`;
  const exponent = (name: string, title: string, of: (size: Size) => number, budget: number): Figure => ({
    name: `ledger-${label}-${name}`,
    title: `ledger, from ${labelOf(small.commits)} to ${labelOf(large.commits)} commits: ${title} grows by the power of`,
    unit: '',
    value: rounded(Math.log(of(large) / of(small)) / Math.log(large.commits / small.commits)),
    samples: sizes.map((size) => rounded(of(size))),
    budget,
  });
  return [
    exponent('scan-exponent', 'reading', ({ scans }) => median(scans.map(({ cpuMs }) => cpuMs)), 1.1),
    exponent(
      'update-exponent',
      'one commit more',
      ({ updated }) => median(updated.persistentMs.slice(WARM_UP)),
      0.1,
    ),
  ];
}

function labelOf(commits: number): string {
  return commits % 1_000_000 === 0 ? `${commits / 1_000_000}m` : `${commits / 1000}k`;
}
