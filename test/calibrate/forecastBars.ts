import { forecastOf } from '../../src/outcome/forecast/forecast';
import { calendarOf, dayAtNumber } from '../../src/outcome/insight/calendar';
import type { Bar } from './bar';
import { type Random, randomOf } from './random';
import { autoregressive, counts, localLevel, randomWalk, scaled, trend, type World, weekly } from './worlds';

const DAY = 86_400_000;
const HISTORY = 90;
const LEVEL = 50;
const AHEAD = [7, 14, 28, 42];
const DECILES = 10;
const FIRST = Date.UTC(2026, 0, 5);

/** Metrics whose future is known, because it was made: steady, growing, shrinking and wandering ones. */
const FUTURES: Readonly<Record<string, World>> = {
  'AR(1) 0': weekly(autoregressive(0)),
  'AR(1) .4': weekly(autoregressive(0.4)),
  'AR(1) .8': weekly(autoregressive(0.8)),
  'grows .5σ in 28 days': weekly(trend(0.5)),
  'shrinks .5σ in 28 days': weekly(trend(-0.5)),
  'grows 2σ in 28 days': weekly(trend(2)),
  'level wanders, q .01': weekly(localLevel(0.01)),
  'level wanders, q .1': weekly(localLevel(0.1)),
  'random walk, steps of .3σ': weekly(scaled(0.3, randomWalk)),
  'counts of 200': scaled(
    0.1,
    counts(200, (count) => count),
  ),
};

interface Guess {
  readonly world: string;
  readonly kind: 'level' | 'total';
  readonly chance: number;
  readonly hit: boolean;
}

/** Targets as people set them: some way from where the metric is, which may be far or near. */
function guess(world: string, kind: Guess['kind'], ahead: number, random: Random): Guess {
  const made = FUTURES[world]?.(random, HISTORY + ahead) ?? [];
  const values = made.map((value) => value + LEVEL);
  const [past, future] = [values.slice(0, HISTORY), values.slice(HISTORY)];
  const points = past.map((v, row) => ({ t: FIRST + row * DAY, v }));
  const end = calendarOf('UTC').dayOf(FIRST) + HISTORY + ahead - 1;
  const start = dayAtNumber(kind === 'total' ? end - ahead + 1 : end - ahead);
  const now = past.slice(-28).reduce((sum, value) => sum + value / 28, 0);
  const away = (2 * random.uniform() - 1) * 2.5;
  const least = kind === 'total' ? ahead * now + away * 2 * ahead ** 0.75 : now + 1.5 * away;
  const { pHit } = forecastOf({
    series: { points },
    timezone: 'UTC',
    aggregate: kind === 'total' ? 'sum' : 'last',
    goal: { least },
    window: { start, end: dayAtNumber(end) },
  });
  const reached = kind === 'total' ? future.reduce((sum, value) => sum + value, 0) : (future.at(-1) ?? 0);
  return { world, kind, chance: pHit ?? Number.NaN, hit: reached >= least };
}

/** @param replications of each world and distance */
export function chanceBars(replications: number, seed: number, most = 0.1): Bar[] {
  return (['level', 'total'] as const).flatMap((kind, index) => {
    const random = randomOf(seed + index);
    const guesses = Object.keys(FUTURES).flatMap((world) =>
      AHEAD.flatMap((ahead) => Array.from({ length: replications }, () => guess(world, kind, ahead, random))),
    );
    const common = { unit: 'points', seed: seed + index } as const;
    const deciles = Array.from({ length: DECILES }, (_, decile): Bar => {
      const inside = guesses.filter(
        ({ chance }) => Math.min(DECILES - 1, Math.floor(chance * DECILES)) === decile,
      );
      return {
        ...common,
        what: `chance of a ${kind}: foretold minus come true`,
        where: `foretold ${decile * 10} to ${decile * 10 + 10} %`,
        measured: offBy(inside),
        bound: { most, least: -most },
        replications: inside.length,
      };
    });
    const worlds = Object.keys(FUTURES).map((world): Bar => {
      const inside = guesses.filter((one) => one.world === world);
      return {
        ...common,
        what: `chance of a ${kind}: foretold minus come true, one world`,
        where: world,
        measured: offBy(inside),
        replications: inside.length,
      };
    });
    return [...deciles, ...worlds];
  });
}

function offBy(guesses: readonly Guess[]): number {
  const foretold = guesses.reduce((sum, { chance }) => sum + chance, 0);
  const cameTrue = guesses.filter(({ hit }) => hit).length;
  return guesses.length === 0 ? 0 : (foretold - cameTrue) / guesses.length;
}
