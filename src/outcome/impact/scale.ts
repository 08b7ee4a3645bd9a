const LEAST_MEDIAN = 20;

export interface ScaleOptions {
  /** False keeps values as they are where they could be compared by ratio. */
  readonly log?: boolean;
  /** Values are percentages: changes are told in points. */
  readonly percentage?: boolean;
}

/** Ratios are what people mean by a change of a count; small counts and percentages are compared as they are. */
export function isRatio(
  values: readonly number[],
  { log = true, percentage = false }: ScaleOptions,
): boolean {
  if (!log || percentage || values.some((value) => value <= 0)) return false;
  const ordered = values.toSorted((a, b) => a - b);
  return (ordered[Math.floor(ordered.length / 2)] ?? 0) >= LEAST_MEDIAN;
}
