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
  const slot = samples.slotOf(firstWholeDay);
  const after = samples.firstDayOf(slot) === firstWholeDay ? slot : slot + 1;
  return { group, cut: Math.min(after, samples.slotOf(calendar.dayOf(group[0].at))), after };
}

/** @param day number since 1970 */
export function isLeftOut(day: number, leaveOut: readonly DaysLeftOut[] = []): boolean {
  const text = dayAtNumber(day);
  return leaveOut.some(({ start, end }) => text >= start && text <= end);
}

/** Index of the first of ascending slots that is this one or later. */
export function indexFrom(slots: readonly number[], slot: number): number {
  const index = slots.findIndex((one) => one >= slot);
  return index < 0 ? slots.length : index;
}
