import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempFolder } from '../vscode/cleanup';
import { failedAs, type Step, type Tally } from './step';
import { exitCode } from './toolStep';

export interface MochaStepOptions {
  readonly globs: readonly string[];
  /** Says why the whole step can't run here, after installing what it needs; shows progress. */
  readonly prepare?: () => Promise<string | undefined>;
}

/** Tests that run in Node. */
export function mochaStep(name: string, title: string, options: MochaStepOptions): Step {
  return {
    name,
    title,
    run: async ({ grep }) => {
      const reason = await options.prepare?.();
      if (reason !== undefined) return { passed: 0, failures: [], skipped: [{ title, reason }] };
      const folder = tempFolder('throughline-tally');
      try {
        const output = join(folder.path, 'tally.json');
        await exitCode([
          'node_modules/mocha/bin/mocha.js',
          ...['--require', './test/steps/endOnSignals.ts'],
          ...['--reporter', './test/steps/tallyReporter.ts', '--reporter-option', `output=${output}`],
          ...(grep === undefined ? [] : ['--fgrep', grep]),
          ...options.globs,
        ]);
        return await readTally(output, title);
      } finally {
        folder.dispose();
      }
    },
  };
}

/** What a `TallyReporter` wrote; a run that broke off before the end counts as one failure. */
export async function readTally(path: string, title: string): Promise<Tally> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined) return JSON.parse(text) as Tally;
  return failedAs(title, 'the tests ended before they were done');
}
