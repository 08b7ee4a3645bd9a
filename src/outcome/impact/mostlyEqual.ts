const MOST_EQUAL = 0.5;

/** Whether one value stands for half of all of them or more: the usual has no up and down then. */
export function isMostlyEqual(values: readonly number[]): boolean {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].some((count) => count >= MOST_EQUAL * values.length);
}
