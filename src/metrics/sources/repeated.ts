import * as Instant from 'temporal-polyfill/fns/Instant';
import * as Zoned from 'temporal-polyfill/fns/ZonedDateTime';
import type { Point } from '../series';

const HOUR = 3_600_000;

/**
 * The first point of a time that another one has had before. Where a row stands for a day, a second one of the same day
 * means that they are parts, as of a forgotten grouping: none of them is the day's number. The hour that a clock goes
 * through twice is no such case where its rows name no offset.
 */
export function repeated(points: readonly Point[], timezone: string): number | undefined {
  const seen = new Set<number>();
  const index = points.findIndex(({ t }) => seen.size === seen.add(t).size && !isTwice(t, timezone));
  return index < 0 ? undefined : index;
}

function isTwice(ms: number, timezone: string): boolean {
  const offsetAt = (at: number): number =>
    Zoned.offsetNanoseconds(Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(at), timezone));
  return offsetAt(ms + HOUR) < offsetAt(ms);
}
