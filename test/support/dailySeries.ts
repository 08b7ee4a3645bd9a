import type { Series } from '../../src/metrics/series';

const DAY = 86_400_000;

/** One value a day from a day on (midnight UTC); null for a day without one. */
export function dailySeries(first: string, values: readonly (number | null)[]): Series {
  const from = Date.parse(`${first}T00:00:00Z`);
  return { points: values.map((v, index) => ({ t: from + index * DAY, v })) };
}

/** Noise around 0 of size about 1, the same in every run. */
export function steadyNoise(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return () => (uniform() + uniform() + uniform() + uniform() - 2) * Math.sqrt(3);
}

export function instant(day: string, time = '00:00'): number {
  return Date.parse(`${day}T${time}:00Z`);
}
