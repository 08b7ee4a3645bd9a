import { writeFileSync } from 'node:fs';
import { Runner, reporters } from 'mocha';
import { skipReasonOf } from './skipBecause';
import type { Skipped, Tally } from './step';

const { EVENT_RUN_END, EVENT_TEST_PENDING } = Runner.constants;

/** Prints as mocha's `spec` does, and writes a `Tally` to the file that the option `output` names. */
class TallyReporter extends reporters.Spec {
  constructor(runner: Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const skipped: Skipped[] = [];
    let unexplained = 0;
    runner.on(EVENT_TEST_PENDING, (test) => {
      const reason = skipReasonOf(test);
      if (reason === undefined) {
        unexplained += 1;
        console.log(`    a test must not be skipped without a reason: ${test.fullTitle()}`);
      } else {
        skipped.push({ title: test.fullTitle(), reason });
      }
    });
    runner.once(EVENT_RUN_END, () => {
      const { passes = 0, failures = 0 } = runner.stats ?? {};
      const tally: Tally = { passed: passes, failed: failures + unexplained, skipped };
      writeFileSync(String(options.reporterOptions.output), JSON.stringify(tally));
    });
  }
}

export = TallyReporter;
