import { getISO } from 'temporal-polyfill/fns/Calendar';
import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as Zoned from 'temporal-polyfill/fns/ZonedDateTime';

const DAY = 86_400_000;
/** 1973 in seconds. Smaller numbers are counts, years or days written as one number. */
const FIRST_SECONDS = 1e8;
/** 1973 in milliseconds; in seconds it would be the year 5138. */
const FIRST_MILLISECONDS = 1e11;
const BEYOND = 1e14;

const NUMBER = /^\d+(\.\d+)?$/;
const CALENDAR = /^(\d{4})-?(\d{2})(?:-?(\d{2}))?$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Reads one time of a response as milliseconds since 1970 UTC; `undefined` where it is none. */
export type ReadTime = (value: unknown) => number | undefined;

/**
 * Reads seconds or milliseconds since 1970 (told apart by size; also as text), days (`2026-11-01`, `20261101`),
 * months (`2026-11`) and ISO 8601 date-times. What names no offset is meant in the time zone given.
 * @param timezone IANA name
 */
export function timeReader(timezone: string): ReadTime {
  const days = new Map<string, { readonly start: number; readonly length: number } | undefined>();

  const findDay = (text: string) => {
    if (!days.has(text)) days.set(text, readDay(text, timezone));
    return days.get(text);
  };

  const readText = (text: string): number | undefined => {
    const [, year, month, day = '01'] = CALENDAR.exec(text) ?? [];
    if (year !== undefined) return findDay(`${year}-${month}-${day}`)?.start;
    if (NUMBER.test(text)) return readUnix(Number(text));
    const [, date, time, offset] = MOMENT.exec(text) ?? [];
    if (date === undefined || time === undefined) return undefined;
    const clock = time.replace(',', '.');
    const found = findDay(date);
    // February 30 would be taken for a day of March.
    if (found !== undefined && offset !== undefined)
      return finite(Date.parse(`${date}T${clock}${isoOffset(offset)}`));
    const sinceMidnight = finite(Date.parse(`1970-01-01T${clock}Z`));
    if (found === undefined || sinceMidnight === undefined) return undefined;
    return found.length === DAY ? found.start + sinceMidnight : readLocal(`${date}T${clock}`, timezone);
  };

  return (value) => {
    if (typeof value === 'number') return readText(String(value));
    return typeof value === 'string' ? readText(value.trim()) : undefined;
  };
}

/** The calendar day of an instant, `YYYY-MM-DD`, in an IANA time zone. */
export function dayAt(ms: number, timezone: string): string {
  return PlainDate.toString(dateAt(ms, timezone));
}

/** The first instant of the day of an instant, or of one some days before it. Days are an IANA time zone's. */
export function dayStart(ms: number, timezone: string, daysBefore = 0): number {
  const day = PlainDate.addDays(dateAt(ms, timezone), -daysBefore);
  return PlainDate.toZonedDateTime(day, timezone).epochMilliseconds;
}

function dateAt(ms: number, timezone: string): PlainDate.Record {
  return Zoned.toPlainDate(Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(ms), timezone));
}

function readUnix(value: number): number | undefined {
  if (value < FIRST_SECONDS || value >= BEYOND) return undefined;
  return Math.round(value < FIRST_MILLISECONDS ? value * 1000 : value);
}

function readDay(text: string, timezone: string) {
  try {
    const day = PlainDate.fromString(text, getISO);
    const start = PlainDate.toZonedDateTime(day, timezone).epochMilliseconds;
    const end = PlainDate.toZonedDateTime(PlainDate.addDays(day, 1), timezone).epochMilliseconds;
    return { start, length: end - start };
  } catch {
    return undefined;
  }
}

/** For the days on which clocks change. */
function readLocal(text: string, timezone: string): number | undefined {
  try {
    return PlainDateTime.toZonedDateTime(PlainDateTime.fromString(text, getISO), timezone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** `Z`, `+01`, `+0100` and `+01:00` as the last. */
function isoOffset(offset: string): string {
  if (offset.length === 1) return 'Z';
  return `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`;
}

function finite(ms: number): number | undefined {
  return Number.isNaN(ms) ? undefined : ms;
}
