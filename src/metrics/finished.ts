import type { Series } from './series';

/** The series without the points whose day or bucket is not over; all of it where nothing else has a value. */
export function finished(series: Series): Series {
  const { unfinishedFrom } = series;
  if (unfinishedFrom === undefined) return series;
  const points = series.points.filter(({ t }) => t < unfinishedFrom);
  return points.some(({ v }) => v !== null) ? { ...series, points } : series;
}

/** The value so far of what is not over, where there is one. */
export function valueSoFar({ points, unfinishedFrom }: Series): number | undefined {
  if (unfinishedFrom === undefined) return undefined;
  return points.findLast(({ t, v }) => t >= unfinishedFrom && v !== null)?.v ?? undefined;
}
