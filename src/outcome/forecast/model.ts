import type { Day, Period } from '../../okr/model';
import type { CantTell, WatchedMetric } from '../impact/model';

/** What would be a success at the deadline, in the metric's unit. */
export interface Goal {
  readonly least?: number;
  readonly most?: number;
}

export interface ForecastRequest extends Omit<WatchedMetric, 'log' | 'percentage'> {
  readonly goal: Goal;
  /** The deadline is the end of the last day; sums and means are those of the days inside. */
  readonly window: Period;
  /** Season in rows; by the sampling if left out. */
  readonly period?: number;
}

export type NoForecast =
  | Extract<CantTell, { readonly kind: 'no-values' | 'irregular' | 'gaps' | 'constant' }>
  /** `changed`: there are more, of what it measured before. */
  | { readonly kind: 'few'; readonly found: number; readonly needed: number; readonly changed?: Day }
  /** The deadline is behind the last value. */
  | { readonly kind: 'over' }
  /** Further ahead than half of what is known: only the trend is told. */
  | { readonly kind: 'far'; readonly ahead: number; readonly known: number };

/** One day (or week, month) ahead, with the intervals that its value lies in. */
export interface ForecastStep {
  readonly day: Day;
  readonly mean: number;
  readonly lower80: number;
  readonly upper80: number;
  readonly lower95: number;
  readonly upper95: number;
}

/** The value that the key result will be judged by. */
export interface Expected {
  /** At the deadline, or the mean of the window where `averaged`. */
  readonly value: number;
  readonly averaged?: true;
  readonly lower80: number;
  readonly upper80: number;
}

/** How fast it has to go from here, in the metric's unit. */
export interface Pace {
  /** `level`: a value that has to get somewhere. `total`: days that add up. `mean`: days whose mean counts. */
  readonly kind: 'level' | 'total' | 'mean';
  /**
   * Mean of the last seven finished days of a level, its last value where it has no such days; what has added up; or the
   * mean of the window so far, absent where no day of it is known.
   */
  readonly now?: number;
  /** What the others count: as far apart as values are, days where they are at no steady distance. */
  readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
  readonly left: number;
  /**
   * Change of the level, or amount, that each day left needs, or value that they need on average; absent where the goal is
   * met now or no day is left.
   */
  readonly needed?: number;
  /**
   * What it was lately: the trend of a level in the last four weeks, else the mean of the last seven days; of the last four
   * values that are no days. Absent where there are too few for that.
   */
  readonly recent?: number;
}

/** Whether `now` is the mean of the last seven days, not a single value. */
export function isWeekMean({ kind, unit, recent }: Pace): boolean {
  return kind === 'level' && unit === 'day' && recent !== undefined;
}

/** `why` is there exactly where `steps` are not. */
export interface Forecast {
  readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
  readonly why?: NoForecast;
  /** The newest day (or first day of the week, month) that it is made of; the first step is the one after it. */
  readonly last?: Day;
  /** Up to the deadline; none where it can't be foreseen. */
  readonly steps: readonly ForecastStep[];
  /**
   * Of days that add up: what will have added up since the start of the window by the end of each step inside it, with
   * what is known already. Spreads are those of whole sums, from the same futures: neighbouring days err together, so
   * they are not the sum of the steps' own.
   */
  readonly totals?: readonly ForecastStep[];
  readonly expected?: Expected;
  /** Probability that the goal is met at the deadline, as computed. Shown as `chanceInTens` has it. */
  readonly pHit?: number;
  readonly pace?: Pace;
  /** Rows that it is made of, and those of them that had no value. */
  readonly rows: number;
  readonly missing: number;
}

/** What may be shown of a probability: whole tens of percent, nothing beyond 5 and 95. */
export function chanceInTens(probability: number): number {
  return Math.min(95, Math.max(5, Math.round(probability * 10) * 10));
}
