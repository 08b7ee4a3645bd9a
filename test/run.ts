import { parseArgs } from 'node:util';
import { hostStep } from './steps/hostStep';
import { mochaStep } from './steps/mochaStep';
import { prepareChromium, prepareServer } from './steps/prepare';
import { type Failure, failedAs, type Step, type StepOptions, sumOf, type Tally } from './steps/step';
import { toolStep } from './steps/toolStep';
import { endOnSignals } from './vscode/cleanup';

/*
 * npm test                            everything, in this order
 * npm test -- --only unit,webview     some of the steps
 * npm test -- --grep 'one tap'        only tests whose title holds this, and no tools
 */

const TYPESCRIPT = 'node_modules/typescript/bin/tsc';
const MOST_LINES = 30;

const TOOLS: readonly Step[] = [
  toolStep('build', 'Build', 'esbuild.config.mjs'),
  toolStep('types', 'Types of the extension', TYPESCRIPT, '-p', '.'),
  toolStep('types', 'Types of the webview', TYPESCRIPT, '-p', 'src/webview'),
  toolStep('types', 'Types of the tests', TYPESCRIPT, '-p', 'test'),
  toolStep('style', 'Biome', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
  toolStep(
    'dependencies',
    'Dependency rules',
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    'src',
    '--config',
  ),
  toolStep('unused', 'Unused code', 'node_modules/knip/bin/knip.js'),
];

const TESTS: readonly Step[] = [
  mochaStep('unit', 'Unit and property tests', {
    globs: ['test/unit/**/*.test.ts', 'test/property/**/*.test.ts'],
  }),
  mochaStep('servers', 'Tests against real metric servers', {
    globs: ['test/servers/**/*.test.ts'],
  }),
  mochaStep('managers', 'Tests with real hook managers', {
    globs: ['test/managers/**/*.test.ts'],
  }),
  mochaStep('ledger', 'Tests of the ledger with real histories', {
    globs: ['test/ledger/**/*.test.ts'],
  }),
  mochaStep('architecture', 'Architecture tests', {
    globs: ['test/architecture/**/*.test.ts'],
  }),
  mochaStep('webview', 'Webview tests in Chromium', {
    globs: ['test/webview/**/*.test.ts'],
    prepare: prepareChromium,
  }),
  hostStep(),
  mochaStep('workbench', 'Tests of the running workbench', {
    globs: ['test/workbench/**/*.test.ts'],
    prepare: prepareServer,
  }),
];

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, grep: { type: 'string' } } });
  const steps = chosen(values.only?.split(','), values.grep === undefined ? [...TOOLS, ...TESTS] : TESTS);
  const tallies: Tally[] = [];
  for (const step of steps)
    tallies.push(await timed(step, values.grep === undefined ? {} : { grep: values.grep }));
  const { passed, failures, skipped } = sumOf(tallies);
  for (const { title, reason } of skipped) console.log(`skipped: ${title}: ${reason}`);
  // Once more at the end, where a log that was cut still has them.
  for (const one of failures) console.log(describe(one));
  console.log(`${passed} passed, ${failures.length} failed`);
  return failures.length > 0 ? 1 : 0;
}

function chosen(names: readonly string[] | undefined, steps: readonly Step[]): readonly Step[] {
  if (names === undefined) return steps;
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length === 0) return steps.filter((step) => names.includes(step.name));
  const known = [...new Set(steps.map((step) => step.name))].join(', ');
  throw new Error(`--only: there is no step ${unknown.join(', ')}; there are ${known}`);
}

async function timed(step: Step, options: StepOptions): Promise<Tally> {
  console.log(`\n── ${step.title}`);
  const started = Date.now();
  const tally = await step.run(options).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    console.log(message);
    return failedAs(step.title, message);
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`── ${tally.passed} passed, ${tally.failures.length} failed in ${seconds} s`);
  return tally;
}

function describe({ title, message }: Failure): string {
  const lines = message.trim().split('\n');
  const shown = lines.slice(0, MOST_LINES).map((line) => `  ${line}`);
  return [`failed: ${title}`, ...shown].join('\n');
}

endOnSignals();
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
