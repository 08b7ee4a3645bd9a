import { DRIFT_ROWS } from './noise';
import { type Vector, vectorOf } from './vectors';

/** Rows of a regression that asks for one step, by the number of each row's day (or week, month). */
export interface StepRows {
  /** Ascending whole numbers; those missing between are gaps. */
  readonly days: readonly number[];
  /** Index of the first row after the step. */
  readonly stepAt: number;
  /** Length of the season: 7 for weekdays, 12 for months, 1 for none. */
  readonly period: number;
  /** Indices of the first rows after other steps; one without rows on both sides is left out. */
  readonly otherSteps?: readonly number[];
  /** A metric that the step should not have touched, one value per row. */
  readonly control?: readonly number[];
}

export interface StepDesign {
  /** Intercept, season, other steps, control; the step that is asked for stands last. */
  readonly columns: readonly Vector[];
  /** What a shrunken drift is measured along, in units of 28 rows. */
  readonly slope: Vector;
  /** Days from the row before to each row. */
  readonly gaps: Vector;
}

export function stepDesign({ days, stepAt, period, otherSteps = [], control }: StepRows): StepDesign {
  const [first = 0] = days;
  const length = (days.at(-1) ?? first) - first + 1;
  const column = (value: (day: number, index: number) => number): Vector =>
    vectorOf(days.length, (index) => value((days[index] ?? first) - first, index));
  const steps = [...new Set(otherSteps)].filter((one) => one > 0 && one < days.length && one !== stepAt);
  return {
    columns: [
      ...levelColumns(days, period),
      ...steps.map((start) => column((_, index) => (index >= start ? 1 : 0))),
      ...(control ? [standardised(vectorOf(days.length, (index) => control[index] ?? 0))] : []),
      column((_, index) => (index >= stepAt ? 1 : 0)),
    ],
    slope: column((day) => (day - length / 2) / DRIFT_ROWS),
    gaps: gapsOf(days),
  };
}

/** Level and season: a column for each season but the last, which is what the others lack to a sum of zero. */
export function levelColumns(days: readonly number[], period: number): Vector[] {
  const seasons = days.map((day) => (day - (days[0] ?? day)) % period);
  return [
    vectorOf(days.length, () => 1),
    ...Array.from({ length: Math.max(0, period - 1) }, (_, season) =>
      vectorOf(days.length, (row) => (seasons[row] === season ? 1 : seasons[row] === period - 1 ? -1 : 0)),
    ),
  ];
}

/** Days from the row before to each row. */
export function gapsOf(days: readonly number[]): Vector {
  return vectorOf(days.length, (row) => (days[row] ?? 0) - (days[row - 1] ?? (days[row] ?? 0) - 1));
}

/** Around zero and of size one: what it is measured in makes no difference. A constant one says nothing. */
function standardised(values: Vector): Vector {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = values.map((value) => value - mean);
  const size = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0) / values.length);
  return size > 0 ? centred.map((value) => value / size) : centred;
}
