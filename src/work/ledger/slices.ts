/**
 * Long work in parts: a generator that yields every few milliseconds and returns what it made. Whoever drives it lets
 * others have their turn in between.
 */
export type Sliced<T> = Generator<void, T, void>;

/** Steps between two looks at the time; some thousand simple ones take a millisecond or less. */
export const STEPS_PER_SLICE = 5_000;

/** @param turn resolves when others have had theirs; throws to stop the work */
export async function inSlices<T>(work: Sliced<T>, turn: () => Promise<void>): Promise<T> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await turn();
  }
}

/** All of it at once, where nobody waits. */
export function atOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
