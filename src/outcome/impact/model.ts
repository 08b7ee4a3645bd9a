import type { Series } from '../../metrics/series';
import type { Aggregate, Day, DaysLeftOut } from '../../okr/model';
import type { ScaleOptions } from './scale';

/** A point in time when commits reached production. */
export interface Deployed {
  readonly name: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** How much of a change counts, in the metric's unit; each absent where nobody can say. */
export interface Stake {
  /** What the key result needs altogether. */
  readonly needed?: number;
  /** The smallest change worth acting on. */
  readonly matters?: number;
}

/** A metric, and what is known of its days. */
export interface WatchedMetric extends ScaleOptions {
  readonly series: Series;
  /** IANA name: where days begin and end. */
  readonly timezone: string;
  readonly aggregate: Aggregate;
  readonly leaveOut?: readonly DaysLeftOut[];
  /** Since when the metric means what it means now. */
  readonly changed?: Day;
  /** The day of this instant is not over; without it, every day is. */
  readonly now?: number;
}

export interface ImpactRequest extends WatchedMetric {
  /** All that is known of, in any order; those near the one asked for get steps of their own. */
  readonly deployments: readonly Deployed[];
  readonly asked: Deployed;
  /** Others that have nothing to do with the metric: named where they lie in the window, without a step of their own. */
  readonly unrelated?: readonly Deployed[];
  /** @param level mean of the days before */
  readonly stake?: (level: number) => Stake;
  /** Season in rows; by the sampling if left out. */
  readonly period?: number;
  /** Takes every row there is, in place of the days around the deployment. */
  readonly whole?: boolean;
  readonly control?: Control;
}

/** A metric that the deployment should not have touched. */
export interface Control {
  readonly title: string;
  readonly aggregate: Aggregate;
  /** Absent where there are no numbers. */
  readonly series?: Series;
}

/** What became of it. */
export interface Beside {
  readonly title: string;
  /** Why it was left out: no numbers at all, none on so many days of the window, or it says nothing of its own. */
  readonly leftOut?:
    | { readonly kind: 'no-values' | 'same' }
    | { readonly kind: 'gaps'; readonly missing: number };
}

/** Why it can't be told yet. Counts are of usable days (or weeks, months). */
export type CantTell =
  | { readonly kind: 'no-values' }
  | { readonly kind: 'irregular' }
  /** A watch looks at days, and this one has weeks or months. */
  | { readonly kind: 'not-daily' }
  | { readonly kind: 'outside'; readonly first: Day; readonly last: Day }
  /** `of`: as many were looked at; absent where there are no more. */
  | { readonly kind: 'few-before'; readonly found: number; readonly needed: number; readonly of?: number }
  | { readonly kind: 'few-after'; readonly found: number; readonly needed: number }
  | { readonly kind: 'gaps'; readonly missing: number; readonly of: number }
  | { readonly kind: 'constant' }
  | { readonly kind: 'changed'; readonly on: Day }
  | { readonly kind: 'inseparable' }
  | { readonly kind: 'long-season'; readonly period: number; readonly rows: number }
  | { readonly kind: 'noisy' }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'several'; readonly metrics: number }
  /** Picked out of several deployments that were looked at, one after the other. */
  | { readonly kind: 'picked'; readonly deployments: number };

export interface ImpactWindow {
  readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
  /** First and last day of what was looked at; a week or month counts by its first day. */
  readonly from: Day;
  readonly to: Day;
  /** First row that counts as after. */
  readonly afterFrom: Day;
  readonly before: number;
  readonly after: number;
  /** Marked in the OKR file, or cut in two by a deployment. */
  readonly leftOut: number;
  readonly missing: number;
  /** The season that was taken out, in rows; 1 for none. */
  readonly period: number;
}

export interface Figures {
  /** `ratio`: changes are shares of the level, 0.041 for +4.1 %. `difference`: in the metric's unit. */
  readonly scale: 'ratio' | 'difference';
  readonly estimate: number;
  readonly median: number;
  /** 95 % interval. */
  readonly lower: number;
  readonly upper: number;
  /** Probability that the metric went up. */
  readonly pUp: number;
  /** Two-sided: how surprising this would be with no change. */
  readonly p: number;
  /** What would be seen in four of five cases, about. */
  readonly smallestDetectable: number;
  /** What counts, on the same scale. */
  readonly needed?: number;
  readonly matters?: number;
  /** Mean of the days before, in the metric's unit. */
  readonly level: number;
  /** Correlation of neighbouring days, and the weight of models whose level wanders or drifts, 0…1. */
  readonly correlation: number;
  readonly wanderingShare: number;
  readonly driftShare: number;
}

/** When to look again, and what would be seen then. */
export interface Again {
  readonly on: Day;
  readonly after: number;
  readonly smallestDetectable?: number;
}

/**
 * The answer about one metric since one deployment, or since several that are too close to be told apart.
 * `why` is there exactly where it can't be told.
 */
export interface Impact {
  readonly answer: 'moved' | 'no-change' | 'cant-tell';
  readonly why?: CantTell;
  /** What was asked about; more than one where they came less than two days apart. */
  readonly since: readonly Deployed[];
  /** Other deployments in the window, each allowed for with a step of its own, as far as it can be. */
  readonly others: readonly Deployed[];
  /** Those of them that have no row on one side, and so no step. */
  readonly stepless?: readonly Deployed[];
  /** Deployments in the window that are said to have nothing to do with the metric; none where nobody says. */
  readonly unrelated?: readonly Deployed[];
  readonly window?: ImpactWindow;
  readonly figures?: Figures;
  readonly again?: Again;
  readonly beside?: Beside;
}
