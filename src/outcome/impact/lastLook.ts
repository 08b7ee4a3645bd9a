import { dayNumber } from '../insight/calendar';
import type { Impact } from './model';
import { LONGEST_AFTER } from './rows';

/** Whether all days that will ever be looked at are over: waiting tells no more. */
export function isLastLook({ again, window }: Pick<Impact, 'again' | 'window'>): boolean {
  return (
    again === undefined &&
    window?.unit === 'day' &&
    dayNumber(window.to) - dayNumber(window.afterFrom) + 1 >= LONGEST_AFTER
  );
}
