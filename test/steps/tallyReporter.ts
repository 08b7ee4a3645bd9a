import { writeFileSync } from 'node:fs';
import { Runner, reporters } from 'mocha';
import { skipReasonOf } from './skipBecause';
import type { Failure, Skipped, Tally } from './step';

const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PENDING } = Runner.constants;

/** Prints as mocha's `spec` does, and writes a `Tally` to the file that the option `output` names. */
class TallyReporter extends reporters.Spec {
  constructor(runner: Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const skipped: Skipped[] = [];
    const failures: Failure[] = [];
    runner.on(EVENT_TEST_FAIL, (test: Mocha.Runnable, error: Error) => {
      failures.push({ title: test.fullTitle(), message: error.message });
    });
    runner.on(EVENT_TEST_PENDING, (test) => {
      const reason = skipReasonOf(test);
      if (reason === undefined) {
        failures.push({ title: test.fullTitle(), message: 'skipped without a reason' });
      } else {
        skipped.push({ title: test.fullTitle(), reason });
      }
    });
    runner.once(EVENT_RUN_END, () => {
      const tally: Tally = { passed: runner.stats?.passes ?? 0, failures, skipped };
      writeFileSync(String(options.reporterOptions.output), JSON.stringify(tally));
    });
  }
}

export = TallyReporter;
