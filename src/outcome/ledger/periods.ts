import { Temporal } from 'temporal-polyfill';

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
const STEP: Readonly<Record<PeriodUnit, Temporal.DurationLike>> = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
};

/** Whole days, weeks from Monday, months, quarters or years of a time zone that together hold `from` to before `to`. */
export function periodsOf(from: number, to: number, timezone: string): Periods {
  const unit = LONGEST.find(([, longest]) => to - from <= longest)?.[0] ?? 'year';
  let day = startOf(
    unit,
    Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timezone).toPlainDate(),
  );
  const starts: number[] = [];
  for (;;) {
    const at = day.toZonedDateTime(timezone).epochMilliseconds;
    starts.push(at);
    if (at >= to && starts.length > 1) return { unit, starts };
    day = day.add(STEP[unit]);
  }
}

function startOf(unit: PeriodUnit, day: Temporal.PlainDate): Temporal.PlainDate {
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return day.subtract({ days: day.dayOfWeek - 1 });
    case 'month':
      return day.with({ day: 1 });
    case 'quarter':
      return day.with({ day: 1, month: day.month - ((day.month - 1) % 3) });
    default:
      return day.with({ day: 1, month: 1 });
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
