import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import * as Zoned from 'temporal-polyfill/fns/ZonedDateTime';

export type PeriodUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Where periods begin, milliseconds since 1970 UTC; the last entry is the end of the last one. */
export interface Periods {
  readonly unit: PeriodUnit;
  readonly starts: readonly number[];
}

const DAY = 86_400_000;
/** The longest span that each is drawn for: some fifty to a hundred bars fill a chart. */
const LONGEST: readonly (readonly [PeriodUnit, number])[] = [
  ['day', 62 * DAY],
  ['week', 550 * DAY],
  ['month', 8 * 366 * DAY],
  ['quarter', 26 * 366 * DAY],
];
const NEXT: Readonly<Record<PeriodUnit, (day: PlainDate.Record) => PlainDate.Record>> = {
  day: (day) => PlainDate.addDays(day, 1),
  week: (day) => PlainDate.addWeeks(day, 1),
  month: (day) => PlainDate.addMonths(day, 1),
  quarter: (day) => PlainDate.addMonths(day, 3),
  year: (day) => PlainDate.addYears(day, 1),
};

/** Whole days, weeks from Monday, months, quarters or years of a time zone that together hold `from` to before `to`. */
export function periodsOf(from: number, to: number, timezone: string): Periods {
  const unit = LONGEST.find(([, longest]) => to - from <= longest)?.[0] ?? 'year';
  const first = Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(from), timezone);
  let day = startOf(unit, Zoned.toPlainDate(first));
  const starts: number[] = [];
  for (;;) {
    const at = PlainDate.toZonedDateTime(day, timezone).epochMilliseconds;
    starts.push(at);
    if (at >= to && starts.length > 1) return { unit, starts };
    day = NEXT[unit](day);
  }
}

function startOf(unit: PeriodUnit, day: PlainDate.Record): PlainDate.Record {
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return PlainDate.startOfWeek(day);
    case 'month':
      return PlainDate.startOfMonth(day);
    case 'quarter':
      return PlainDate.addMonths(PlainDate.startOfMonth(day), -((day.month - 1) % 3));
    default:
      return PlainDate.startOfYear(day);
  }
}

/** The number of the period that holds an instant, or -1. */
export function periodAt({ starts }: Periods, at: number): number {
  if (at < (starts[0] ?? 0) || at >= (starts.at(-1) ?? 0)) return -1;
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low;
}
