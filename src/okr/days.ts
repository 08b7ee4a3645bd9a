import { getISO } from 'temporal-polyfill/fns/Calendar';
import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import * as Zoned from 'temporal-polyfill/fns/ZonedDateTime';
import type { Day, Period } from './model';

/** The calendar day of an instant (milliseconds since 1970 UTC) in an IANA time zone. */
export function dayOf(ms: number, timezone: string): Day {
  const at = Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(Math.floor(ms)), timezone);
  return PlainDate.toString(Zoned.toPlainDate(at));
}

/** The first instant of a day, in milliseconds since 1970 UTC. Not always midnight: clocks change. */
export function startOfDay(day: Day, timezone: string): number {
  return PlainDate.toZonedDateTime(dateOf(day), timezone).epochMilliseconds;
}

/** The first instant after a day, in milliseconds since 1970 UTC. */
export function endOfDay(day: Day, timezone: string): number {
  return PlainDate.toZonedDateTime(PlainDate.addDays(dateOf(day), 1), timezone).epochMilliseconds;
}

function dateOf(day: Day): PlainDate.Record {
  return PlainDate.fromString(day, getISO);
}

/** Whether the text is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(text);
  // An engine may roll February 30 over into March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Whether the text names an IANA time zone; offsets and abbreviations (`+01:00`, `PST`) are none. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(0), text);
    return true;
  } catch {
    return false;
  }
}

/** Days from `a` to `b`; negative where `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return PlainDate.diffDays(dateOf(a), dateOf(b));
}

/** How much of a period has passed at `now` (milliseconds since 1970 UTC), 0…1. */
export function elapsedShare(period: Period, timezone: string, now: number): number {
  const start = startOfDay(period.start, timezone);
  const end = endOfDay(period.end, timezone);
  return Math.min(1, Math.max(0, (now - start) / (end - start)));
}

/** Days that a period still has, the current one included: its whole length before it starts, 0 once it is over. */
export function daysLeft(period: Period, timezone: string, now: number): number {
  const today = dayOf(now, timezone);
  const ahead = Math.min(daysBetween(today, period.end), daysBetween(period.start, period.end));
  return Math.max(0, ahead + 1);
}
