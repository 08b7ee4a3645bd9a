import type { Day } from '../../okr/model';
import { formatDay, formatPercent, formatValue, type NumberStyle } from '../format';
import { Formats } from '../formats';
import type { Words } from '../words';
import type { Sampling } from './samples';

/** How the numbers of one metric are written, and when it is. */
export interface Telling {
  /** What the metric is called. */
  readonly title: string;
  readonly style: NumberStyle;
  /** Dates of another year than this one name theirs. */
  readonly thisYear: string;
}

const MOST_NAMES = 3;

/** `+4.1%`, `−1.2 points`, `+120`. */
export function changeText(
  change: number,
  scale: 'ratio' | 'difference',
  style: NumberStyle,
  l10n: Words,
): string {
  const sign = change < 0 ? '−' : change > 0 ? '+' : '±';
  return `${sign}${sizeText(Math.abs(change), scale, style, l10n)}`;
}

/** Both ends of an interval, with what they are counted in once: `−0.5` and `+1.2 points`. */
export function betweenTexts(
  {
    lower,
    upper,
    scale,
  }: { readonly lower: number; readonly upper: number; readonly scale: 'ratio' | 'difference' },
  style: NumberStyle,
  l10n: Words,
): [string, string] {
  const [low, high] = [lower, upper].map((change) => changeText(change, scale, style, l10n));
  if (scale === 'ratio' || !isPercentage(style)) return [low ?? '', high ?? ''];
  const sign = lower < 0 ? '−' : '+';
  return [`${sign}${pointsText(Math.abs(lower), style)}`, high ?? ''];
}

/** As `changeText`, without its sign. */
export function sizeText(
  size: number,
  scale: 'ratio' | 'difference',
  style: NumberStyle,
  l10n: Words,
): string {
  if (scale === 'ratio') return formatPercent(size, style.locale, style.formats);
  if (!isPercentage(style)) return formatValue(size, style);
  return l10n.t('{0} points', pointsText(size, style));
}

function pointsText(size: number, { locale, percent, formats }: NumberStyle): string {
  return formatValue(percent ? size * 100 : size, { locale, ...(formats ? { formats } : {}) });
}

export function isPercentage({ percent, unit }: NumberStyle): boolean {
  return percent === true || unit === '%';
}

export function dayText(day: Day, { style, thisYear }: Telling): string {
  return formatDay(day, style.locale, thisYear, style.formats);
}

/** `v1.42`; `v1.42, v1.43 and v1.44`; `v1.42, v1.43, v1.44 and 5 more`. */
export function namesText(
  named: readonly { readonly name: string }[],
  locale: string,
  l10n: Words,
  formats = new Formats(),
  most = MOST_NAMES,
): string {
  const names = named.slice(0, most).map(({ name }) => name);
  const more = named.length - names.length;
  const [only] = names;
  // To make a list's formatter takes long, and nearly all are of one.
  if (only !== undefined && names.length === 1 && more === 0) return only;
  const all = more > 0 ? [...names, l10n.t('{0} more', more)] : names;
  return formats.list(locale).format(all);
}

export function spanText(count: number, unit: Sampling, l10n: Words): string {
  switch (unit) {
    case 'day':
      return count === 1 ? l10n.t('1 day') : l10n.t('{0} days', count);
    case 'week':
      return count === 1 ? l10n.t('1 week') : l10n.t('{0} weeks', count);
    case 'month':
      return count === 1 ? l10n.t('1 month') : l10n.t('{0} months', count);
    case 'quarter':
      return count === 1 ? l10n.t('1 quarter') : l10n.t('{0} quarters', count);
    case 'year':
      return count === 1 ? l10n.t('1 year') : l10n.t('{0} years', count);
  }
}
