import type { Day } from '../../okr/model';
import { calendarOf, dayAtNumber, dayNumber } from '../insight/calendar';
import type { Samples } from '../insight/samples';
import { type Cut, cutOf, firstWholeSlot, indexFrom, isLeftOut } from './cuts';
import { type Group, groupsOf } from './groups';
import type { CantTell, Deployed, ImpactRequest, ImpactWindow } from './model';
import { isMostlyEqual } from './mostlyEqual';

/** The rows that an answer is made of. */
export interface ImpactRows {
  readonly slots: readonly number[];
  readonly values: readonly number[];
  /** Index of the first row after. */
  readonly stepAt: number;
  /** First slot after. */
  readonly stepSlot: number;
  /** Indices of the first rows after the other groups. */
  readonly otherSteps: readonly number[];
  readonly since: Group;
  readonly others: readonly Deployed[];
  /** Those of the others that have no row on one side. */
  readonly stepless: readonly Deployed[];
  /** From later than it reaches to, where there is no row. */
  readonly window: ImpactWindow;
  readonly problem?: CantTell;
}

/** First and last slot of the window, and of all there is. */
interface Extent {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
}

export const LONGEST_AFTER = 28;
const LONGEST_BEFORE = 56;
const SHORTEST_BEFORE = 28;
const BEFORE_PER_AFTER = 3;
/** Of weeks, months and years every one is taken, as far as an answer still comes at once. */
export const MOST_ROWS = { before: 300, after: 100 } as const;
export const LEAST_BEFORE = 14;
export const LEAST_AFTER = 7;
const MOST_MISSING = 0.2;
const WEEKDAYS = 7;
const MONTHS = 12;

/** Which rows count before and after the deployment asked for, and what stands against an answer. */
export function impactRows(samples: Samples, request: ImpactRequest): ImpactRows {
  const calendar = calendarOf(request.timezone);
  const cuts = groupsOf(withAsked(request)).map((group) => cutOf(group, samples, calendar));
  const own =
    cuts.find(({ group }) => group.includes(request.asked)) ?? cutOf([request.asked], samples, calendar);
  const extent = extentOf(samples, own, request.whole === true);
  const changed = request.changed === undefined ? undefined : changeAt(request.changed, samples);
  // What was measured before the change is another metric.
  const from =
    changed === undefined || changed.whole > own.cut ? extent.from : Math.max(extent.from, changed.whole);
  const inside = cuts.filter((one) => one !== own && one.after > from && one.cut <= extent.to);
  const excluded = (slot: number): boolean =>
    [own, ...inside].some(({ cut, after }) => slot >= cut && slot < after) ||
    isLeftOut(slot, samples, request.leaveOut);
  const kept = samples.slots.flatMap((slot, index) =>
    slot >= from && slot <= extent.to && !excluded(slot) ? [{ slot, value: samples.values[index] ?? 0 }] : [],
  );
  const expected = countOf(from, extent.to, (slot) => !excluded(slot));
  const slots = kept.map(({ slot }) => slot);
  const values = kept.map(({ value }) => value);
  const stepAt = indexFrom(slots, own.after);
  const window: ImpactWindow = {
    unit: samples.sampling,
    from: dayAtNumber(samples.firstDayOf(from)),
    to: dayAtNumber(samples.firstDayOf(extent.to)),
    afterFrom: dayAtNumber(samples.firstDayOf(own.after)),
    before: stepAt,
    after: slots.length - stepAt,
    leftOut: extent.to - from + 1 - expected,
    missing: expected - slots.length,
    period: request.period ?? periodOf(samples, slots.length),
  };
  // A group with no row between it and this one can't be told apart from it, however far away.
  const indexOf = (one: Cut): number => indexFrom(slots, one.after);
  const merged = inside.filter((one) => indexOf(one) === stepAt);
  const others = inside.filter((one) => !merged.includes(one));
  const asked = countOf(from, own.cut - 1, (slot) => !excluded(slot));
  const problem =
    placeProblem(own, extent, samples) ??
    (hidesChange(changed, own, extent, stepAt)
      ? { kind: 'changed' as const, on: request.changed ?? window.from }
      : valueProblem(values, window, expected, asked));
  return {
    slots,
    values,
    stepAt,
    stepSlot: own.after,
    otherSteps: others.map(indexOf),
    since: groupOf([own, ...merged].flatMap(({ group }) => group)) ?? own.group,
    others: others.flatMap(({ group }) => group),
    stepless: others
      .filter((one) => indexOf(one) === 0 || indexOf(one) === slots.length)
      .flatMap(({ group }) => group),
    window,
    ...(problem === undefined ? {} : { problem }),
  };
}

function withAsked({ deployments, asked }: ImpactRequest): readonly Deployed[] {
  return deployments.includes(asked) ? deployments : [...deployments, asked];
}

function groupOf(deployments: readonly Deployed[]): Group | undefined {
  const [first, ...rest] = deployments.toSorted((a, b) => a.at - b.at);
  return first && [first, ...rest];
}

function extentOf(samples: Samples, { cut, after }: Cut, whole: boolean): Extent {
  const [first = 0] = samples.slots;
  const last = samples.slots.at(-1) ?? first;
  const daily = samples.sampling === 'day' && !whole;
  const to = Math.min(last, after + (daily ? LONGEST_AFTER : MOST_ROWS.after) - 1);
  const wanted = Math.min(LONGEST_BEFORE, Math.max(SHORTEST_BEFORE, BEFORE_PER_AFTER * (to - after + 1)));
  return { from: Math.max(first, cut - (daily ? wanted : MOST_ROWS.before)), to, first, last };
}

function placeProblem(own: Cut, { first, last }: Extent, { firstDayOf }: Samples): CantTell | undefined {
  if (own.after >= first && own.cut <= last + LONGEST_AFTER) return undefined;
  return {
    kind: 'outside',
    first: dayAtNumber(firstDayOf(first)),
    last: dayAtNumber(firstDayOf(last)),
  };
}

/** The slot in which a metric changed its meaning, and the first that is wholly of the new one. */
interface Change {
  readonly slot: number;
  readonly whole: number;
}

function changeAt(day: Day, samples: Samples): Change {
  const number = dayNumber(day);
  return { slot: samples.slotOf(number), whole: firstWholeSlot(samples, number) };
}

/** Whether a metric changed its meaning so near to the deployment that too little is left to compare. */
function hidesChange(change: Change | undefined, own: Cut, { first, to }: Extent, before: number): boolean {
  if (change === undefined) return false;
  return change.whole > own.cut ? change.slot <= to : before < LEAST_BEFORE && change.whole > first;
}

function valueProblem(
  values: readonly number[],
  { before, after, missing }: ImpactWindow,
  expected: number,
  asked: number,
): CantTell | undefined {
  if (before < LEAST_BEFORE) {
    const few = { kind: 'few-before', found: before, needed: LEAST_BEFORE } as const;
    return asked > before ? { ...few, of: asked } : few;
  }
  if (after < LEAST_AFTER) return { kind: 'few-after', found: after, needed: LEAST_AFTER };
  if (missing > MOST_MISSING * expected) return { kind: 'gaps', missing, of: expected };
  return isConstant(values, before) ? { kind: 'constant' } : undefined;
}

/** All of one side equal, or most of both: there is no noise that a change could be compared with. */
function isConstant(values: readonly number[], before: number): boolean {
  const sides = [values.slice(0, before), values.slice(before)];
  return isMostlyEqual(values) || sides.some((side) => new Set(side).size === 1);
}

function periodOf({ sampling }: Samples, rows: number): number {
  if (sampling === 'day') return WEEKDAYS;
  return sampling === 'month' && rows >= 2 * MONTHS ? MONTHS : 1;
}

function countOf(from: number, to: number, counts: (slot: number) => boolean): number {
  let count = 0;
  for (let slot = from; slot <= to; slot += 1) if (counts(slot)) count += 1;
  return count;
}
