import { inOneGo } from '../../src/outcome/insight/inOneGo';
import { evidenceOf } from '../../src/outcome/watch/evidence';
import type { Bar } from './bar';
import { randomOf } from './random';
import { autoregressive, QUIET, type World, weekly } from './worlds';

const DAYS = 60;
const THRESHOLD = 10;

interface Trial {
  readonly world: World;
  readonly before: number;
  readonly step: number;
  readonly replications: number;
  readonly seed: number;
}

/** The day of the alarm in each replication; infinite where there is none. */
function alarmDays({ world, before, step, replications, seed }: Trial): number[] {
  const random = randomOf(seed);
  const days = Array.from({ length: before + DAYS }, (_, row) => row);
  return Array.from({ length: replications }, () => {
    const values = world(random, days.length).map((value, row) => value + (row >= before ? step : 0));
    const evidence = inOneGo(evidenceOf({ days, values, since: before, period: 7, harm: 'drop' }));
    const raised = evidence.findIndex((one) => one !== undefined && one >= THRESHOLD);
    return raised < 0 ? Number.POSITIVE_INFINITY : raised + 3;
  });
}

export function quietWatchBars(replications: number, firstSeed: number, befores = [28, 56]): Bar[] {
  return befores.flatMap((before, index) =>
    Object.entries(QUIET).map(([name, world], at): Bar => {
      const seed = firstSeed + 20 * index + at;
      const days = alarmDays({ world, before, step: 0, replications, seed });
      return {
        what: 'alarms in 60 quiet days',
        where: `${before} days before, ${name}`,
        measured: shareBy(days, DAYS),
        unit: 'share',
        bound: { most: 0.05 },
        replications,
        seed,
      };
    }),
  );
}

export function harmBars(replications: number, firstSeed: number, steps = [1, 2, 3]): Bar[] {
  return [28, 56].flatMap((before, index) =>
    steps.flatMap((size, at) => {
      const seed = firstSeed + 20 * index + at;
      const days = alarmDays({ world: weekly(autoregressive(0.4)), before, step: -size, replications, seed });
      return [14, 28, 60].map((by): Bar => {
        return {
          what: `caught by day ${by}: a drop of ${size}σ`,
          where: `${before} days before, AR(1) 0.4`,
          measured: shareBy(days, by),
          unit: 'share',
          ...(size === 3 && by === 14 ? { bound: { least: 0.75 } } : {}),
          replications,
          seed,
        };
      });
    }),
  );
}

function shareBy(days: readonly number[], by: number): number {
  return days.filter((day) => day <= by).length / days.length;
}
