import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { LIVE_MARK } from '../steps/liveMark';
import TallyReporter from '../steps/tallyReporter';

/** What VS Code calls inside the extension host: runs every bundled test file beside this one. */
export async function run(): Promise<void> {
  const { THROUGHLINE_TEST_RESULTS, THROUGHLINE_TEST_GREP = '', THROUGHLINE_TEST_COLOR } = process.env;
  Mocha.reporters.Base.consoleLog = (...parts) => {
    for (const line of format(...parts).split('\n')) console.log(LIVE_MARK + line);
  };
  const mocha = new Mocha({
    ui: 'bdd',
    color: THROUGHLINE_TEST_COLOR === 'true',
    timeout: 300_000,
    forbidOnly: true,
    reporter: TallyReporter,
    reporterOptions: { output: THROUGHLINE_TEST_RESULTS },
  });
  if (THROUGHLINE_TEST_GREP !== '') mocha.fgrep(THROUGHLINE_TEST_GREP);
  const suite = join(__dirname, 'suite');
  for (const name of readdirSync(suite, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.test.js')) mocha.addFile(join(suite, name));
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
