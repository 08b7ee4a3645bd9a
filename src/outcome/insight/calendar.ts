import * as Instant from 'temporal-polyfill/fns/Instant';
import * as Zoned from 'temporal-polyfill/fns/ZonedDateTime';
import type { Day } from '../../okr/model';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Days since 1970 of a calendar day. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY;
}

export function dayAtNumber(number: number): Day {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** Numbers the days of instants, in a time zone. */
export interface Calendar {
  dayOf(t: number): number;
  /** What the clock says, in hours since midnight. */
  hourOf(t: number): number;
}

/** A time in which the clocks of a time zone did not change. */
interface Steady {
  readonly from: number;
  readonly to: number;
  /** From UTC to local time, in milliseconds. */
  readonly offset: number;
}

/** To ask for the offset of an instant is dear, and it rarely changes. */
export function calendarOf(timezone: string): Calendar {
  let known: Steady =
    timezone === 'UTC'
      ? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, offset: 0 }
      : { from: 0, to: 0, offset: 0 };
  const localOf = (t: number): number => {
    if (!(t >= known.from && t < known.to)) known = steadyAround(t, timezone);
    return t + known.offset;
  };
  return {
    dayOf: (t) => Math.floor(localOf(t) / DAY),
    hourOf: (t) => (localOf(t) - Math.floor(localOf(t) / DAY) * DAY) / HOUR,
  };
}

function steadyAround(t: number, timezone: string): Steady {
  const local = Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(Math.floor(t)), timezone);
  const to = Zoned.getTimeZoneTransition(local, 'next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  return { from: t, to, offset: Zoned.offsetNanoseconds(local) / 1e6 };
}
