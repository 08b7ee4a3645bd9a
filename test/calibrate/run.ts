import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { ROOT } from '../steps/root';
import { type Bar, holds } from './bar';
import { exactBars } from './exactBars';
import { JOBS } from './jobs';
import { speedBars } from './speedBars';
import { summaryTable, wholeTable, withTable } from './table';

/*
 * npm run calibrate    measures how often the answers are wrong, on series that were made and so are known, prints it,
 *                      and writes test/calibrate/results.json, docs/calibration.md and the tables of the pages that have one
 * npm run calibrate -- --quick    only how exact it is and how long it takes: what is simulated stays as it was measured
 */

const RESULTS = join(ROOT, 'test/calibrate/results.json');
const PAGES = ['README.md', 'docs/insight.md'];

async function main(): Promise<number> {
  // First, while nothing else of this runs.
  const speed = speedBars(8000);
  const today = new Date().toISOString().slice(0, 10);
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
  const { date, bars: simulated } = values.quick ? before() : { date: today, bars: await measured() };
  const bars = [...simulated, ...exactBars(), ...speed];
  const summary = summaryTable(bars);
  writeFileSync(RESULTS, `${JSON.stringify({ date, bars }, null, 1)}\n`);
  writeFileSync(join(ROOT, 'docs/calibration.md'), pageOf(date, summary, wholeTable(bars)));
  for (const page of PAGES) {
    const path = join(ROOT, page);
    writeFileSync(
      path,
      withTable(
        readFileSync(path, 'utf8'),
        `${summary}\n\nMeasured ${date}, each simulation with a seed of its own.`,
      ),
    );
  }
  console.log(`${summary}\n`);
  const missed = bars.filter((bar) => !holds(bar));
  for (const { what, where } of missed) console.log(`missed: ${what}, ${where}`);
  return missed.length === 0 ? 0 : 1;
}

/** What was simulated before, in whatever results there are. */
function before(): { readonly date: string; readonly bars: readonly Bar[] } {
  const { date, bars } = JSON.parse(readFileSync(RESULTS, 'utf8')) as { date: string; bars: Bar[] };
  return { date, bars: bars.filter(({ unit }) => unit === 'share' || unit === 'points') };
}

function pageOf(date: string, summary: string, whole: string): string {
  return `# How often the answers are wrong

Measured ${date} by \`npm run calibrate\`, with the seeds in the tables; what is behind each figure stands in
[How the answers are worked out](insight.md). After ± is the standard error of a simulated share. σ is the size of the
day-to-day noise. Unflattering figures stand here like the others.

${summary}

## All figures

${whole}
`;
}

/** All jobs, on every core, in the order that they stand in. */
async function measured(): Promise<Bar[]> {
  const found: Bar[][] = [];
  let next = 0;
  const run = (): Promise<void> =>
    new Promise((done, failed) => {
      // A worker of its own accord knows no TypeScript.
      const entry = JSON.stringify(join(__dirname, 'worker.ts'));
      const worker = new Worker(`require('tsx/cjs'); require(${entry});`, { eval: true });
      let current = -1;
      const give = (): void => {
        current = next;
        next += 1;
        if (current < JOBS.length) worker.postMessage(current);
        else worker.terminate().then(() => done(), failed);
      };
      worker.on('message', (bars: Bar[]) => {
        found[current] = bars;
        console.log(`${current + 1} of ${JOBS.length}`);
        give();
      });
      worker.on('error', failed);
      give();
    });
  await Promise.all(Array.from({ length: availableParallelism() }, run));
  return found.flat();
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
