import type { DaysLeftOut } from '../../okr/model';
import { dayAtNumber } from '../insight/calendar';
import type { Samples } from '../insight/samples';
import { type StepRows, stepDesign } from '../insight/stepDesign';
import { foreseenSd, prepareStep } from '../insight/stepEffect';
import { isLeftOut } from './cuts';
import { detectable, type Effect } from './figures';
import type { Again, Figures } from './model';

/** Days after, at which a look may be worth it. */
const LOOKS = [10, 14, 21, 28];

/** First slot after the deployment, the newest one that is over, and the days that won't count. */
interface Reach {
  readonly stepSlot: number;
  readonly last: number;
  readonly leaveOut?: readonly DaysLeftOut[];
}

/**
 * When to look again at days that could not tell: as soon as they would show what matters, else when they show as much as
 * they ever will. Foreseen with the noise found so far. Nothing where no more days will be looked at.
 */
export function* againAfter(
  rows: StepRows,
  effect: Effect,
  { matters }: Figures,
  samples: Samples,
  { stepSlot, last, leaveOut }: Reach,
): Generator<void, Again | undefined> {
  const { sampling, firstDayOf } = samples;
  if (sampling !== 'day') return undefined;
  let best: Again | undefined;
  for (const after of LOOKS) {
    const end = stepSlot + after - 1;
    if (end <= last) continue;
    const more = Array.from({ length: end - last }, (_, index) => last + 1 + index).filter(
      (slot) => !isLeftOut(slot, samples, leaveOut),
    );
    const later = yield* prepareStep(stepDesign({ ...rows, days: [...rows.days, ...more] }));
    const sd = later && foreseenSd(effect.found, later);
    if (sd === undefined) continue;
    best = { on: dayAtNumber(firstDayOf(end + 1)), after, smallestDetectable: detectable(effect, sd) };
    if (matters !== undefined && (best.smallestDetectable ?? 0) <= matters) break;
  }
  return best;
}
