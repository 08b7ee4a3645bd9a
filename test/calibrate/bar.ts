/** One measured figure and what it must hold. Shares are 0…1; `relative` is how far off, as a share of what it should be. */
export interface Bar {
  readonly what: string;
  readonly where: string;
  readonly measured: number;
  readonly unit: 'share' | 'ms' | 'points' | 'relative';
  readonly bound?: { readonly most?: number; readonly least?: number };
  /** Simulated series, runs or compared figures. */
  readonly replications: number;
  /** Absent where nothing was drawn by chance. */
  readonly seed?: number;
}

export function holds({ measured, bound }: Bar): boolean {
  return (
    measured <= (bound?.most ?? Number.POSITIVE_INFINITY) &&
    measured >= (bound?.least ?? Number.NEGATIVE_INFINITY)
  );
}

/** Standard error of a measured share. */
export function standardError(share: number, replications: number): number {
  return Math.sqrt((share * (1 - share)) / replications);
}
