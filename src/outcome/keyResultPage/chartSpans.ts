import { dayOf, endOfDay, startOfDay } from '../../okr/days';
import type { Cycle, Day } from '../../okr/model';
import type { Impact } from '../impact/model';
import { dayAfter } from '../impact/windowEnd';
import { spanText } from '../insight/insightWords';
import type { Words } from '../words';
import type { ChartSpan } from './view';

/** The days before and after that were compared. Nothing where none were. */
export function windowSpans({ window, since }: Impact, timezone: string, l10n: Words): ChartSpan[] {
  const [first] = since;
  if (window === undefined || first === undefined || window.before === 0) return [];
  const { unit, from, afterFrom, before, after } = window;
  const from1970 = (day: Day): number => startOfDay(day, timezone);
  const afterStart = from1970(afterFrom);
  const deployed = from1970(dayOf(first.at, timezone));
  const end = from1970(dayAfter(window));
  const spans: ChartSpan[] = [
    {
      kind: 'before',
      from: from1970(from) / 1000,
      to: Math.min(deployed, afterStart) / 1000,
      name: l10n.t('before: {0}', spanText(before, unit, l10n)),
    },
  ];
  if (after === 0 || end <= afterStart) return spans;
  return [
    ...spans,
    {
      kind: 'after',
      from: afterStart / 1000,
      to: end / 1000,
      name: l10n.t('after: {0}', spanText(after, unit, l10n)),
    },
  ];
}

/** The days that the file marks as saying nothing. */
export function leftOutSpans({ leaveOut = [], timezone }: Cycle, l10n: Words): ChartSpan[] {
  return leaveOut.map(({ start, end, why }) => ({
    kind: 'leftOut',
    from: startOfDay(start, timezone) / 1000,
    to: endOfDay(end, timezone) / 1000,
    name: why ?? l10n.t('left out'),
  }));
}
