/**
 * The course of a line through a unit square, in ten-thousandths: x, y, x, y, … Finer than any pixel, and in whole
 * numbers without names, as a page of a thousand charts is written and sent in one go.
 */
export type LineView = readonly number[];

/** What is foreseen. */
export interface FanView {
  /**
   * Six ten-thousandths for each place: x, then y of lower 95 %, lower 80 %, expected, upper 80 % and upper 95 %. The
   * first place is where the line of whole days ends.
   */
  readonly places: readonly number[];
  /** How to read it. */
  readonly label: string;
}

/** Days that were compared with others, from and to 0…1. */
export interface ChartWindow {
  readonly side: 'before' | 'after';
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** A sparkline in a unit square: x to the right, y up, both 0…1. */
export interface ChartView {
  /** Runs between gaps. */
  readonly lines: readonly LineView[];
  /** From the last whole day to one that is not over. */
  readonly unfinished?: LineView;
  readonly target?: number;
  readonly now?: { readonly x: number; readonly y: number };
  readonly marks: readonly { readonly x: number; readonly label: string; readonly mine: boolean }[];
  readonly fan?: FanView;
  readonly windows?: readonly ChartWindow[];
  /** The picture in words. */
  readonly label: string;
}

export interface BarView {
  /** 0…1 */
  readonly fraction: number;
  /** Elapsed share of the period, 0…1. */
  readonly pace?: number;
  readonly label: string;
}
