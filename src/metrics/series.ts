/** Dated values of one metric, in the one shape that every source is mapped to. */

export interface Point {
  /** Milliseconds since 1970 UTC. */
  readonly t: number;
  /** `null` is a gap. Always finite otherwise. */
  readonly v: number | null;
}

export interface Series {
  /** Ascending in time, one point per instant. */
  readonly points: readonly Point[];
  readonly unit?: string;
  /**
   * Points at or after this instant stand for a day, or a shorter bucket, that is not over yet: their values are
   * those so far. Milliseconds since 1970 UTC; absent where every point is whole.
   */
  readonly unfinishedFrom?: number;
}

/** A span of time asked for, in milliseconds since 1970 UTC; `to` is exclusive. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}
