import type { DaysLeftOut } from '../../okr/model';
import { type Calendar, dayAtNumber } from '../insight/calendar';
import type { Samples } from '../insight/samples';
import type { Group } from './groups';

/** Where a group cuts the slots: those from `cut` on are partly before and partly after, those from `after` on after. */
export interface Cut {
  readonly group: Group;
  readonly cut: number;
  readonly after: number;
}

/** A deployment before four in the morning belongs to its day. */
const NIGHT_ENDS = 4;

export function cutOf(group: Group, samples: Samples, calendar: Calendar): Cut {
  const last = group.at(-1) ?? group[0];
  const day = calendar.dayOf(last.at);
  const firstWholeDay = calendar.hourOf(last.at) < NIGHT_ENDS ? day : day + 1;
  const after = firstWholeSlot(samples, firstWholeDay);
  return { group, cut: Math.min(after, samples.slotOf(calendar.dayOf(group[0].at))), after };
}

/** The first slot that lies wholly on this day or later. */
export function firstWholeSlot({ slotOf, firstDayOf }: Samples, day: number): number {
  const slot = slotOf(day);
  return firstDayOf(slot) === day ? slot : slot + 1;
}

/** Whether a day, or half of the days of a week or month, is marked as saying nothing. */
export function isLeftOut(
  slot: number,
  { sampling, firstDayOf }: Samples,
  leaveOut: readonly DaysLeftOut[] = [],
): boolean {
  if (leaveOut.length === 0) return false;
  const isMarked = (day: number): boolean => {
    const text = dayAtNumber(day);
    return leaveOut.some(({ start, end }) => text >= start && text <= end);
  };
  const first = firstDayOf(slot);
  if (sampling === 'day') return isMarked(first);
  const length = firstDayOf(slot + 1) - first;
  const marked = Array.from({ length }, (_, index) => first + index).filter(isMarked).length;
  return marked >= length / 2;
}

/** Index of the first of ascending slots that is this one or later. */
export function indexFrom(slots: readonly number[], slot: number): number {
  const index = slots.findIndex((one) => one >= slot);
  return index < 0 ? slots.length : index;
}
