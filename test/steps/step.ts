/** What came out of a step: every check of a tool counts as one, and so does every test. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skipped[];
}

export interface Skipped {
  readonly title: string;
  readonly reason: string;
}

export interface StepOptions {
  /** Runs only tests whose full title holds this text. */
  readonly grep?: string;
}

/** One part of `npm test`. */
export interface Step {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  run(options: StepOptions): Promise<Tally>;
}

export const PASSED: Tally = { passed: 1, failed: 0, skipped: [] };
export const FAILED: Tally = { passed: 0, failed: 1, skipped: [] };

export function sumOf(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  };
}
