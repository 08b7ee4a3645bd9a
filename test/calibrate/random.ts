/** Random numbers that are the same in every run. */
export interface Random {
  /** In (0, 1). */
  uniform(): number;
  normal(): number;
  /** Student's t with 3 degrees of freedom, of unit variance. */
  heavy(): number;
  poisson(mean: number): number;
}

/** Mulberry32 for uniform numbers, polar Box-Muller for normal ones. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  let spare: number | undefined;

  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };

  const normal = (): number => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1];
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  };

  /** Knuth's product for small means, parts of it for large ones. */
  const poisson = (mean: number): number => {
    if (mean > 30) return poisson(mean / 2) + poisson(mean / 2);
    const end = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(); product > end; product *= uniform()) count += 1;
    return count;
  };

  return {
    uniform,
    normal,
    heavy: () => {
      const squares = normal() ** 2 + normal() ** 2 + normal() ** 2;
      return normal() / Math.sqrt(squares / 3) / Math.sqrt(3);
    },
    poisson,
  };
}
