import type { Series } from '../../metrics/series';
import { firstAt } from './firstAt';
import { type Samples, type SamplingOptions, samplesOf } from './samples';

const DAY = 86_400_000;
/** What a window around a deployment can reach to, with room for days that are left out. */
const BEFORE = 100 * DAY;
const AFTER = 70 * DAY;
/** Up to here finding the days of all points costs nothing to speak of. */
const FEW = 1000;
/** Below that many points around, they are no daily ones. */
const DAILY = 40;

/** The samples of a series near an instant; all of them where they are few. Finding days is dear. */
export function samplesAround(
  series: Series,
  at: number,
  options: SamplingOptions & { readonly whole?: boolean },
): Samples | undefined {
  const { points } = series;
  const near = firstAt(points, at + AFTER) - firstAt(points, at - BEFORE);
  if (options.whole || points.length <= FEW || near < DAILY) return samplesOf(series, options);
  return samplesOf(series, { ...options, from: at - BEFORE, to: at + AFTER });
}
