import { inOneGo } from '../../src/outcome/insight/inOneGo';
import { type StepRows, stepDesign } from '../../src/outcome/insight/stepDesign';
import { prepareStep, stepEffect } from '../../src/outcome/insight/stepEffect';
import type { Bar } from './bar';
import { randomOf } from './random';
import { autoregressive, oddWorlds, type World, weekly } from './worlds';

export interface Design {
  readonly before: number;
  readonly after: number;
}

interface Trial {
  readonly rows: StepRows;
  readonly world: World;
  /** What happens at the rows given, in σ. */
  readonly steps: readonly { readonly at: number; readonly size: number }[];
  /** Of the step asked for. */
  readonly truth: number;
  readonly replications: number;
  readonly seed: number;
}

interface Tried {
  readonly moved: number;
  /** Share of 90 % intervals that hold the truth. */
  readonly covered: number;
}

const RHOS = [0, 0.2, 0.4, 0.6, 0.8];
const DESIGNS: readonly Design[] = [
  { before: 14, after: 7 },
  { before: 28, after: 14 },
  { before: 28, after: 28 },
  { before: 56, after: 28 },
];

/** The product's own code, with what does not depend on the values made once. */
function tried({ rows, world, steps, truth, replications, seed }: Trial): Tried {
  const prepared = inOneGo(prepareStep(stepDesign(rows)));
  if (prepared === undefined) throw new Error('These rows can tell nothing');
  const random = randomOf(seed);
  let [moved, covered] = [0, 0];
  for (let replication = 0; replication < replications; replication += 1) {
    const values = world(random, rows.days.length).map((value, row) => {
      return steps.reduce((sum, step) => sum + (row >= step.at ? step.size : 0), value);
    });
    const distribution = stepEffect(prepared, Float64Array.from(values))?.distribution;
    if (distribution === undefined) continue;
    if (2 * Math.min(distribution.above(0), distribution.below(0)) < 0.05) moved += 1;
    const below = distribution.below(truth);
    if (below > 0.05 && below < 0.95) covered += 1;
  }
  return { moved: moved / replications, covered: covered / replications };
}

function daily({ before, after }: Design): StepRows {
  return { days: Array.from({ length: before + after }, (_, row) => row), stepAt: before, period: 7 };
}

function named({ before, after }: Design, more: string): string {
  return `${before}/${after} days, ${more}`;
}

/** Quiet deployments in AR(1) noise: said to have moved something, and 90 % intervals that hold the truth. */
export function quietBars(replications: number, firstSeed: number, designs = DESIGNS): Bar[] {
  return designs.flatMap((design, index) =>
    RHOS.flatMap((rho, at) => {
      const seed = firstSeed + 10 * index + at;
      const trial = { rows: daily(design), world: weekly(autoregressive(rho)), steps: [], truth: 0 };
      const { moved, covered } = tried({ ...trial, replications, seed });
      const common = { where: named(design, `AR(1) ${rho}`), unit: 'share', replications, seed } as const;
      return [
        { ...common, what: 'false positives', measured: moved, bound: { most: 0.07 } },
        { ...common, what: 'cover of 90 % intervals', measured: covered, bound: { least: 0.87 } },
      ];
    }),
  );
}

/** Quiet deployments in noise that no model is made for. */
export function oddBars(replications: number, firstSeed: number, designs = DESIGNS.slice(1)): Bar[] {
  return designs.flatMap((design, index) =>
    Object.entries(oddWorlds(design.before)).flatMap(([name, world], at) => {
      const seed = firstSeed + 100 * index + at;
      const { moved, covered } = tried({
        rows: daily(design),
        world,
        steps: [],
        truth: 0,
        replications,
        seed,
      });
      const common = { where: named(design, name), unit: 'share', replications, seed } as const;
      return [
        { ...common, what: 'false positives, other worlds', measured: moved, bound: { most: 0.1 } },
        { ...common, what: 'cover of 90 % intervals, other worlds', measured: covered },
      ];
    }),
  );
}

/** Deployments that moved the metric. */
export function powerBars(replications: number, firstSeed: number): Bar[] {
  const asked = [
    { design: { before: 28, after: 28 }, size: 2, least: 0.8 },
    { design: { before: 28, after: 14 }, size: 3, least: 0.95 },
    { design: { before: 56, after: 28 }, size: 2 },
  ];
  return asked.flatMap(({ design, size, least }, index) =>
    RHOS.map((rho, at): Bar => {
      const seed = firstSeed + 10 * index + at;
      const steps = [{ at: design.before, size }];
      const trial = { rows: daily(design), world: weekly(autoregressive(rho)), steps, truth: size };
      return {
        what: `found: a step of ${size}σ`,
        where: named(design, `AR(1) ${rho}`),
        measured: tried({ ...trial, replications, seed }).moved,
        unit: 'share',
        ...(least === undefined ? {} : { bound: { least } }),
        replications,
        seed,
      };
    }),
  );
}

/** An idle deployment beside one that moved the metric by 2σ. */
export function neighbourBars(replications: number, firstSeed: number): Bar[] {
  return [2, 4, 7, 14].map((apart, index): Bar => {
    const seed = firstSeed + index;
    const [before, after] = [42, 21];
    const rows = { ...daily({ before, after }), otherSteps: [before - apart] };
    const steps = [{ at: before - apart, size: 2 }];
    const trial = { rows, world: weekly(autoregressive(0.3)), steps, truth: 0, replications, seed };
    return {
      what: 'false positives of an idle deployment, another one before it moved the metric by 2σ',
      where: `${before}/${after} days, AR(1) 0.3, ${apart} days apart`,
      measured: tried(trial).moved,
      unit: 'share',
      ...(apart === 4 ? { bound: { most: 0.08 } } : {}),
      replications,
      seed,
    };
  });
}
