import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endOnSignals } from '../vscode/cleanup';
import { describeHost } from '../vscode/host';
import { activation } from './activation';
import { blame } from './blame';
import { branchSwitch } from './branchSwitch';
import { coldStart } from './coldStart';
import { feed } from './feed/feed';
import { type Figure, table } from './figure';
import { remember } from './history';
import { hook } from './hook';
import { insight } from './insight/insight';
import { ledger } from './ledger/ledger';
import { reading } from './reading';
import { sizes } from './sizes';

/*
 * npm run bench                           measures everything that has a budget
 * npm run bench -- --only sizes,switch    some of it
 * npm run bench -- --commits 100000       the ledger of a smaller history; that of a million takes some minutes, and
 *                                         more the first time, when it is made
 */

interface Options {
  /** In the largest generated history. */
  readonly commits: number;
}

const COMMITS = 1_000_000;

const PARTS: Readonly<Record<string, (options: Options) => Promise<readonly Figure[]>>> = {
  sizes,
  activation,
  switch: branchSwitch,
  feed,
  insight,
  reading,
  blame,
  cold: coldStart,
  hook,
  ledger,
};

const RESULTS = join(__dirname, 'results.json');
const HISTORY = join(__dirname, 'history');

interface Results {
  readonly date: string;
  readonly host: string;
  readonly node: string;
  readonly figures: readonly Figure[];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, commits: { type: 'string', default: String(COMMITS) } },
  });
  const names = values.only?.split(',') ?? Object.keys(PARTS);
  const figures: Figure[] = [];
  for (const name of names) {
    const part = PARTS[name];
    if (part === undefined)
      throw new Error(`--only: there is no ${name}; there are ${Object.keys(PARTS).join(', ')}`);
    console.log(`── ${name}`);
    figures.push(...(await part({ commits: Number(values.commits) })));
  }
  const day = new Date().toISOString().slice(0, 10);
  const host = await describeHost({ kind: 'server' });
  mkdirSync(HISTORY, { recursive: true });
  for (const figure of figures) remember(HISTORY, figure, day);
  save({ date: day, host, node: process.version, figures: merged(figures) });
  console.log(`\n${host}, Node ${process.version}\n\n${table(figures)}`);
}

/** The new figures in the place of earlier ones of the same name. */
function merged(figures: readonly Figure[]): readonly Figure[] {
  const names = new Set(figures.map(({ name }) => name));
  return [...earlier().filter(({ name }) => !names.has(name)), ...figures];
}

function earlier(): readonly Figure[] {
  try {
    return (JSON.parse(readFileSync(RESULTS, 'utf8')) as Results).figures;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function save(results: Results): void {
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
}

endOnSignals();
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
