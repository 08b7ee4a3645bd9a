import type { Day } from '../../okr/model';
import { dayAtNumber, dayNumber } from '../insight/calendar';
import type { ImpactWindow } from './model';

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The first day after all that was looked at, whose last day, week or month counts by its first day. */
export function dayAfter({ unit, to }: Pick<ImpactWindow, 'unit' | 'to'>): Day {
  const last = dayNumber(to);
  if (unit === 'day' || unit === 'week') return dayAtNumber(last + (unit === 'day' ? 1 : 7));
  const date = new Date(`${to}T00:00:00Z`);
  return new Date(date.setUTCMonth(date.getUTCMonth() + MONTHS[unit])).toISOString().slice(0, 10);
}
