import { finished } from '../../metrics/finished';
import type { Series } from '../../metrics/series';
import { calendarOf } from './calendar';
import { LARGEST } from './samples';

/** How many days have a value that can be reckoned with. */
export function countDays(series: Series, timezone: string): number {
  const calendar = calendarOf(timezone);
  const days = new Set<number>();
  for (const { t, v } of finished(series).points) {
    if (v !== null && Math.abs(v) < LARGEST) days.add(calendar.dayOf(t));
  }
  return days.size;
}
