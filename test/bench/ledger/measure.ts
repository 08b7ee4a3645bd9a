import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createFiles } from '../../../src/io/files';
import { createGit } from '../../../src/io/git';
import { createIndexStore } from '../../../src/io/indexStore';
import type { GitObjects, GitStreamPort } from '../../../src/io/ports';
import { countRows } from '../../../src/work/ledger/countRows';
import { markReleases } from '../../../src/work/ledger/firstRelease';
import { readHistoryFacts } from '../../../src/work/ledger/historyFacts';
import { selectRows } from '../../../src/work/ledger/selectRows';
import { SharedIndex } from '../../../src/work/ledger/sharedIndex';
import { atOnce } from '../../../src/work/ledger/slices';
import { openLedger } from '../../support/ledger/openedLedger';
import { watchPeak } from './peakMemory';
import { childrenCpuMs, treeCpuMs } from './treeCpu';

/*
 * scan ROOT STORE             the ledger of a history from nothing to the index on disk
 * watch ROOT STORE            the same with instruments, which have a cost of their own
 * git ROOT TIMES ARGUMENTS…   git itself with these, into a pipe that is read and forgotten, so many times
 * open ROOT STORE             the index from the disk, and what is asked of it
 * update ROOT STORE TIMES     one commit more until the ledger shows it, again and again
 * Each runs in a process of its own and prints JSON; times are in milliseconds.
 */

const NANOSECONDS = 1e6;
const FIRST_SCREEN = 20_000;

const MODES: Readonly<Record<string, (args: readonly string[]) => Promise<object>>> = {
  scan: ([root = '', store = '']) => scan(root, store),
  watch: ([root = '', store = '']) => watch(root, store),
  git: ([root = '', times = '', ...args]) => plainGit(root, Number(times), args),
  open: ([root = '', store = '']) => open(root, store),
  update: ([root = '', store = '', times = '']) => update(root, store, Number(times)),
};

async function scan(root: string, store: string): Promise<object> {
  // As where the product has been at work: git's version is known, and so is what HEAD is.
  const git = createGit();
  const head = await run(git, root, 'rev-parse', 'HEAD');
  const { keeper } = openLedger(root, { store, rebuild: true, git });
  let first: { readonly firstMs: number; readonly firstCpuMs: number } | undefined;
  const started = performance.now();
  const cpu = treeCpuMs();
  keeper.onDidChange(() => {
    const { count, complete } = keeper.ledger ?? { count: 0, complete: false };
    if (count < FIRST_SCREEN && !complete) return;
    first ??= { firstMs: performance.now() - started, firstCpuMs: treeCpuMs() - cpu };
  });
  await keeper.refresh(head);
  const ended = { wallMs: performance.now() - started, cpuMs: treeCpuMs() - cpu };
  const count = keeper.ledger?.complete ? keeper.ledger.count : 0;
  keeper.dispose();
  return { ...ended, ...first, count };
}

async function watch(root: string, store: string): Promise<object> {
  const git = createGit();
  const head = await run(git, root, 'rev-parse', 'HEAD');
  const { keeper } = openLedger(root, { store, rebuild: true, git });
  const peak = watchPeak();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await keeper.refresh(head);
  // What stood still at the very end is noticed in the next turn.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  keeper.dispose();
  return { blockMs: delay.max / NANOSECONDS, memoryMb: peak() };
}

async function plainGit(root: string, times: number, args: readonly string[]): Promise<object> {
  const cpu = childrenCpuMs();
  const started = performance.now();
  for (let time = 0; time < times; time += 1) {
    const child = spawn('git', ['--no-pager', ...args], {
      cwd: root,
      env: { ...process.env, LC_ALL: 'C', GIT_FLUSH: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.resume();
    await new Promise((resolve) => child.on('close', resolve));
  }
  return { cpuMs: (childrenCpuMs() - cpu) / times, wallMs: (performance.now() - started) / times };
}

async function open(root: string, store: string): Promise<object> {
  const [git, files] = [createGit(), createFiles()];
  const indexes = createIndexStore(store);
  const facts = await readHistoryFacts({ git, files }, { root, commonDir: root }, indexes.checksum);
  if (!facts.ok) throw new Error(facts.error.detail);
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const index = new SharedIndex(indexes, `${root}\0okr`, turn, (message) => console.error(message));
  const peak = watchPeak();
  const started = performance.now();
  const history = await index.open(facts.value);
  const openMs = performance.now() - started;
  const memoryMb = peak();
  if (history === undefined) throw new Error('There is no index');

  const { columns, releases } = history;
  const releasesMs = timed(() => atOnce(markReleases(columns, releases, 0)));
  const commit = await run(git, root, 'rev-parse', 'HEAD');
  const more = [...releases, { name: 'v-new', at: Date.now(), commit }];
  const newTagMs = timed(() => atOnce(markReleases(columns, more, releases.length)));

  const opened = openLedger(root, { store });
  const readyAt = performance.now();
  const ledger = await opened.ledger();
  const readyMs = performance.now() - readyAt;
  opened.keeper.dispose();
  const [selectMs, countMs] = [0, 1, 2, 3, 4].reduce<readonly [number[], number[]]>(
    (samples, _) => {
      let rows = new Uint32Array(0);
      samples[0].push(
        timed(() => {
          rows = atOnce(selectRows(ledger, {})) as Uint32Array<ArrayBuffer>;
        }),
      );
      samples[1].push(timed(() => atOnce(countRows(ledger, rows))));
      return samples;
    },
    [[], []],
  );
  return { openMs, memoryMb, releasesMs, newTagMs, readyMs, selectMs, countMs };
}

/** In turns: by a process that stays, by one that is started for it, and the start of any git. */
async function update(root: string, store: string, times: number): Promise<object> {
  const git = createGit();
  const windows = [git, startedEachTime(git)].map((port, index) => {
    // Neither is to find what the other one has read.
    const own = `${store}-${index}`;
    cpSync(store, own, { recursive: true });
    return openLedger(root, { store: own, git: port });
  });
  const samples: {
    readonly persistentMs: number[];
    readonly spawnMs: number[];
    readonly versionMs: number[];
  } = {
    persistentMs: [],
    spawnMs: [],
    versionMs: [],
  };
  for (const { ledger } of windows) await ledger();
  const tree = await run(git, root, 'rev-parse', 'HEAD^{tree}');
  for (let time = 0; time < times; time += 1) {
    for (const [index, window] of windows.entries()) {
      const message = `Change ${time}\n\nOKR: change.${time}\nSigned-off-by: Ada <ada@example.com>\n`;
      const parent = await run(git, root, 'rev-parse', 'HEAD');
      const commit = await run(git, root, 'commit-tree', '-p', parent, '-m', message, tree);
      await run(git, root, 'update-ref', 'HEAD', commit);
      const started = performance.now();
      const shown = new Promise<number>((resolve) => {
        const stop = window.keeper.onDidChange(() => {
          if (window.keeper.ledger?.find(commit) === undefined) return;
          resolve(performance.now() - started);
          stop();
        });
      });
      await window.keeper.refresh(commit);
      (index === 0 ? samples.persistentMs : samples.spawnMs).push(await shown);
      for (const { keeper } of windows) await keeper.refresh(commit);
    }
    const started = performance.now();
    await run(git, root, '--version');
    samples.versionMs.push(performance.now() - started);
  }
  for (const { keeper } of windows) keeper.dispose();
  return samples;
}

function startedEachTime(git: GitStreamPort): GitStreamPort {
  const objects = (cwd: string): GitObjects => ({
    commit: async (id) => {
      const process = git.objects(cwd);
      const answer = await process.commit(id);
      process.dispose();
      return answer;
    },
    dispose: () => undefined,
  });
  return { ...git, objects };
}

async function run(git: GitStreamPort, root: string, ...args: string[]): Promise<string> {
  const answer = await git.run(root, args);
  if (!answer.ok) throw new Error(answer.error.detail);
  return answer.value.trim();
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

async function main([mode = '', ...args]: readonly string[]): Promise<void> {
  const measure = MODES[mode];
  if (measure === undefined) throw new Error(`There is no ${mode}`);
  process.stdout.write(JSON.stringify(await measure(args)));
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
