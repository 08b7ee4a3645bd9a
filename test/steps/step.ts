/** What came out of a step: every check of a tool counts as one, and so does every test. */
export interface Tally {
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly skipped: readonly Skipped[];
}

export interface Failure {
  readonly title: string;
  readonly message: string;
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

export const PASSED: Tally = { passed: 1, failures: [], skipped: [] };

export function failedAs(title: string, message: string): Tally {
  return { passed: 0, failures: [{ title, message }], skipped: [] };
}

export function sumOf(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failures: tallies.flatMap(({ failures }) => failures),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  };
}
