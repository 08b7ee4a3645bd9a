import type { Point } from '../../metrics/series';

/** Index of the first of points, ascending in time, that is at this instant or later. */
export function firstAt(points: readonly Point[], t: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((points[middle]?.t ?? 0) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}
