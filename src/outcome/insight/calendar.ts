import { dayOf, startOfDay } from '../../okr/days';
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
  /** Hours since the day began. */
  hourOf(t: number): number;
}

/** Finding a day is dear; instants that follow each other often lie in one. */
export function calendarOf(timezone: string): Calendar {
  if (timezone === 'UTC') {
    return { dayOf: (t) => Math.floor(t / DAY), hourOf: (t) => (t - Math.floor(t / DAY) * DAY) / HOUR };
  }
  let known = { number: Number.NaN, from: 0, to: 0 };
  const find = (t: number) => {
    if (t >= known.from && t < known.to) return known;
    const number = dayNumber(dayOf(t, timezone));
    const from = startOfDay(dayAtNumber(number), timezone);
    known = { number, from, to: startOfDay(dayAtNumber(number + 1), timezone) };
    return known;
  };
  return { dayOf: (t) => find(t).number, hourOf: (t) => (t - find(t).from) / HOUR };
}
