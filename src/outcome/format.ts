/** Numbers, dates and ages as people read them. Each takes the formatters to write with, for whoever writes many. */

import { Formats } from './formats';

export interface NumberStyle {
  readonly locale: string;
  readonly unit?: string;
  /** The file wrote the goal as `1%`: 0.01 is shown as 1%. */
  readonly percent?: boolean;
  readonly formats?: Formats;
}

const CURRENCY = /^[A-Z]{3}$/;
/** From here on a number is shortened: $61.2M, 1.25M. */
const COMPACT_FROM = 1_000_000;
/** Outside of these a number is one with an exponent: its zeros would fill the line, or be all there is of it. */
const EXPONENT_FROM = 1e15;
const EXPONENT_BELOW = 1e-6;
const EXPONENT_BELOW_PERCENT = 1e-4;

/** Digits after the point that are worth reading: fewer the larger the number. */
function fractionDigits(size: number): number {
  if (size === 0 || size >= 100) return 0;
  if (size >= 10) return 1;
  if (size >= 1) return 2;
  return Math.min(6, 1 - Math.floor(Math.log10(size)));
}

/** What a percentage lacks to 100 is what is read of it: 99.95% must not become 100%. */
function percentDigits(percent: number): number {
  const missing = Math.abs(100 - percent);
  return missing > 0 && missing < 1 ? fractionDigits(missing) : fractionDigits(percent);
}

/** @param digits after the point, where it is written out */
function notationOf(size: number, digits: () => number, smallest = EXPONENT_BELOW): Intl.NumberFormatOptions {
  if (size >= EXPONENT_FROM || (size > 0 && size < smallest))
    return { notation: 'scientific', maximumSignificantDigits: 3 };
  return size >= COMPACT_FROM
    ? { notation: 'compact', maximumSignificantDigits: 3 }
    : { maximumFractionDigits: digits() };
}

export function formatValue(value: number, style: NumberStyle): string {
  const size = Math.abs(value);
  const { unit, locale, formats = new Formats() } = style;
  if (style.percent)
    return percentText(
      value,
      locale,
      notationOf(size * 100, () => percentDigits(size * 100)),
      formats,
    );
  const options = notationOf(size, () => (unit === '%' ? percentDigits(size) : fractionDigits(size)));
  if (unit !== undefined && CURRENCY.test(unit)) {
    const currency = currencyFormat(locale, { ...options, currency: unit }, formats);
    if (currency) return currency.format(value);
  }
  const number = formats.number(locale, options).format(value);
  if (unit === '%') return `${number}%`;
  // A long unit repeats the title; a short one ("ms") is part of the number.
  return unit !== undefined && unit.length <= 3 ? `${number} ${unit}` : number;
}

/** Three capital letters need not be a currency that this system knows. */
function currencyFormat(
  locale: string,
  options: Intl.NumberFormatOptions,
  formats: Formats,
): Intl.NumberFormat | undefined {
  try {
    const whole = options.notation === undefined ? { minimumFractionDigits: 0 } : {};
    return formats.number(locale, {
      style: 'currency',
      currencyDisplay: 'narrowSymbol',
      ...whole,
      ...options,
    });
  } catch {
    return undefined;
  }
}

/** How large a change is, as a percentage: 0.0042 → `0.42%`, 0.123 → `12%`. */
export function formatPercent(ratio: number, locale: string, formats = new Formats()): string {
  const size = Math.abs(ratio * 100);
  const digits = (): number =>
    size >= 10 || size === 0 ? 0 : size >= 1 ? 1 : Math.min(4, 1 - Math.floor(Math.log10(size)));
  return percentText(ratio, locale, notationOf(size, digits, EXPONENT_BELOW_PERCENT), formats);
}

function percentText(
  ratio: number,
  locale: string,
  options: Intl.NumberFormatOptions,
  formats: Formats,
): string {
  return formats.number(locale, { style: 'percent', ...options }).format(ratio);
}

/** Scores and paces have two decimals and a real minus sign. */
export function formatScore(score: number): string {
  const rounded = Math.round(score * 100) / 100;
  return rounded < 0 ? `−${(-rounded).toFixed(2)}` : rounded.toFixed(2);
}

export function formatPace(pace: number): string {
  const text = formatScore(pace);
  return Math.round(pace * 100) > 0 ? `+${text}` : text;
}

/** A day of the OKR file, `2026-06-30` → `Jun 30`, with the year where it is not this one's. */
export function formatDay(day: string, locale: string, thisYear: string, formats = new Formats()): string {
  return formats
    .day(locale, {
      month: 'short',
      day: 'numeric',
      ...(day.startsWith(thisYear) ? {} : { year: 'numeric' }),
      timeZone: 'UTC',
    })
    .format(new Date(`${day}T00:00:00Z`));
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `2 min. ago`; below a minute `now`, so that the text rests between refreshes. */
export function formatAge(ageMs: number, locale: string, formats = new Formats()): string {
  const age = Math.max(0, ageMs);
  const format = formats.age(locale, { numeric: 'auto', style: 'short' });
  if (age < MINUTE) return format.format(0, 'second');
  if (age < HOUR) return format.format(-Math.floor(age / MINUTE), 'minute');
  if (age < DAY) return format.format(-Math.floor(age / HOUR), 'hour');
  return format.format(-Math.floor(age / DAY), 'day');
}

/** A time of day for "limit until 14:05". */
export function formatTime(at: number, locale: string, formats = new Formats()): string {
  return formats.time(locale, { hour: '2-digit', minute: '2-digit' }, at).format(at);
}
