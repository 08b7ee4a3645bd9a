import type { Random } from './random';

/** Makes n days of a metric to which nothing happens. Its day-to-day noise has size 1, or as the name says. */
export type World = (random: Random, n: number) => number[];

const WEEKDAYS = [0.6, 0.5, 0.4, 0.3, 0.1, -0.9, -1];
const WEEKDAY_LOGS = [0.15, 0.12, 0.1, 0.08, 0.02, -0.22, -0.25];

export function autoregressive(rho: number): World {
  return (random, n) => {
    let value = random.normal();
    return rows(n, (row) => {
      if (row > 0) value = rho * value + Math.sqrt(1 - rho * rho) * random.normal();
      return value;
    });
  };
}

const secondOrder: World = (random, n) => {
  const [first, second] = [0.5, 0.25];
  // Variance 1 in the long run.
  const noise = Math.sqrt(((1 + second) * ((1 - second) ** 2 - first ** 2)) / (1 - second));
  let [before, last] = [0, 0];
  const values = rows(n + 200, () => {
    const value = first * last + second * before + noise * random.normal();
    [before, last] = [last, value];
    return value;
  });
  return values.slice(200);
};

export function localLevel(q: number): World {
  return (random, n) => {
    let level = 0;
    return rows(n, () => {
      level += Math.sqrt(q) * random.normal();
      return level + random.normal();
    });
  };
}

export const randomWalk: World = (random, n) => {
  let level = 0;
  return rows(n, () => {
    level += random.normal();
    return level;
  });
};

export function trend(perMonth: number): World {
  return sum(autoregressive(0.3), (_, n) => rows(n, (row) => (perMonth * row) / 28));
}

const heavyTails: World = (random, n) => rows(n, () => random.heavy());

const oneOutlier: World = (random, n) => {
  const values = autoregressive(0.3)(random, n);
  const odd = Math.floor(random.uniform() * n);
  return values.map((value, row) => (row === odd ? value + 6 : value));
};

/** Spikes on the third day after; which day that is depends on the design. */
function spikeAt(day: number): World {
  return (random, n) => autoregressive(0.3)(random, n).map((value, row) => (row === day ? value + 6 : value));
}

export function counts(mean: number, told: (count: number) => number): World {
  return (random, n) => {
    const rates = autoregressive(0.4)(random, n);
    return rates.map((rate, row) => {
      const weekday = Math.exp(WEEKDAY_LOGS[row % 7] ?? 0);
      return told(random.poisson(mean * weekday * Math.exp((0.5 / Math.sqrt(mean)) * rate)));
    });
  };
}

function lognormal(told: (value: number) => number): World {
  return (random, n) =>
    autoregressive(0.4)(random, n).map((value, row) =>
      told(Math.exp(0.15 * value + 0.3 * (WEEKDAYS[row % 7] ?? 0))),
    );
}

const mixture: World = sum(scaled(0.7, autoregressive(0.75)), scaled(0.714, autoregressive(0)));

const yearly: World = sum(autoregressive(0.3), (random, n) => {
  const phase = random.uniform() * 365;
  return rows(n, (row) => 3 * Math.sin((2 * Math.PI * (row + phase)) / 365));
});

/** The nine quiet worlds of the watch. */
export const QUIET: Readonly<Record<string, World>> = {
  ...Object.fromEntries([0, 0.4, 0.6, 0.8].map((rho) => [`AR(1) ${rho}`, weekly(autoregressive(rho))])),
  'falling trend, −1σ in 28 days': weekly(trend(-1)),
  'rising trend, 1σ in 28 days': weekly(trend(1)),
  'level wanders, q .01': weekly(localLevel(0.01)),
  'AR(1) .75 and white noise': weekly(mixture),
  'heavy tails (t with 3 df)': weekly(heavyTails),
};

/** Worlds that the models do not have as such. @param before days before the deployment */
export function oddWorlds(before: number): Readonly<Record<string, World>> {
  const log = Math.log;
  return {
    'AR(1) −.3': weekly(autoregressive(-0.3)),
    'AR(2) .5, .25': weekly(secondOrder),
    'trend .5σ in 28 days': weekly(trend(0.5)),
    'trend 1σ in 28 days': weekly(trend(1)),
    'trend 2σ in 28 days': weekly(trend(2)),
    'level wanders, q .01': weekly(localLevel(0.01)),
    'level wanders, q .1': weekly(localLevel(0.1)),
    'random walk': weekly(randomWalk),
    'heavy tails (t with 3 df)': weekly(heavyTails),
    'one day of 6σ': weekly(oneOutlier),
    'a day of 6σ, the third after': weekly(spikeAt(before + 2)),
    'counts of 3': counts(3, (count) => count),
    'counts of 3, log': counts(3, (count) => log(count + 0.5)),
    'counts of 20': counts(20, (count) => count),
    'counts of 20, log': counts(20, (count) => log(count + 0.5)),
    'counts of 200': counts(200, (count) => count),
    'counts of 200, log': counts(200, (count) => log(count)),
    lognormal: lognormal((value) => value),
    'lognormal, log': lognormal(log),
    'yearly wave of 3σ': weekly(yearly),
  };
}

/** With the pattern that weekdays have. */
export function weekly(world: World): World {
  return (random, n) => world(random, n).map((value, row) => value + (WEEKDAYS[row % 7] ?? 0));
}

export function scaled(factor: number, world: World): World {
  return (random, n) => world(random, n).map((value) => factor * value);
}

function sum(one: World, other: World): World {
  return (random, n) => {
    const values = one(random, n);
    return other(random, n).map((value, row) => value + (values[row] ?? 0));
  };
}

function rows(n: number, value: (row: number) => number): number[] {
  return Array.from({ length: n }, (_, row) => value(row));
}
