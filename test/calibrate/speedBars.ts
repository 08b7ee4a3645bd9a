import type { Series } from '../../src/metrics/series';
import { forecastOf } from '../../src/outcome/forecast/forecast';
import { impactOf } from '../../src/outcome/impact/impact';
import { plainStake } from '../../src/outcome/impact/stake';
import { watchOf } from '../../src/outcome/watch/watch';
import type { Bar } from './bar';
import { randomOf } from './random';
import { autoregressive, weekly } from './worlds';

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 0, 5);
const RUNS = 15;
const KEY_RESULTS = 20;

interface Took {
  readonly whole: number;
  /** Longest time without giving way. */
  readonly stretch: number;
}

function seriesOf(days: number, seed: number): Series {
  const values = weekly(autoregressive(0.4))(randomOf(seed), days);
  return { points: values.map((v, row) => ({ t: FIRST + row * DAY, v: 50 + v })) };
}

/** What lies between two points at which the work gives way is a stretch. */
function timed(steps: () => Generator<void, unknown>): Took {
  let [whole, stretch] = [0, 0];
  const work = steps();
  for (;;) {
    const started = process.cpuUsage();
    const { done } = work.next();
    const { user, system } = process.cpuUsage(started);
    const took = (user + system) / 1000;
    whole += took;
    stretch = Math.max(stretch, took);
    if (done) return { whole, stretch };
  }
}

/** Medians over some runs, in ms of the processor, so that it does not matter what else the machine does. */
export function speedBars(seed: number): Bar[] {
  const long = seriesOf(400, seed);
  const longRequest = requestOn(long, 300);
  const one = median(
    Array.from({ length: RUNS }, () => timed(() => impactOf({ ...longRequest, whole: true })).whole),
  );
  const page = Array.from({ length: RUNS }, () => wholePage(seed));
  const common = { unit: 'ms', replications: RUNS, seed } as const;
  return [
    {
      ...common,
      what: 'one deployment, 400 rows',
      where: 'processor time',
      measured: one,
      bound: { most: 30 },
    },
    {
      ...common,
      what: 'effect, watch and forecast of 20 key results, the longest stretch without giving way',
      where: 'processor time',
      measured: median(page.map(({ stretch }) => stretch)),
      bound: { most: 30 },
    },
    {
      ...common,
      what: 'effect, watch and forecast of 20 key results, altogether',
      where: 'processor time',
      measured: median(page.map(({ whole }) => whole)),
    },
  ];
}

function wholePage(seed: number): Took {
  return timed(function* () {
    for (let index = 0; index < KEY_RESULTS; index += 1) {
      const request = requestOn(seriesOf(180, seed + index), 130);
      yield* impactOf(request);
      yield;
      yield* watchOf({ ...request, harm: 'drop' });
      yield;
      forecastOf({ ...request, goal: { least: 51 }, window: { start: '2026-07-01', end: '2026-09-01' } });
      yield;
    }
  });
}

function requestOn(series: Series, row: number) {
  const asked = { name: 'v1', at: FIRST + row * DAY };
  const common = { series, timezone: 'UTC', aggregate: 'last', deployments: [asked], asked } as const;
  return { ...common, stake: plainStake };
}

function median(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)] ?? Number.NaN;
}
