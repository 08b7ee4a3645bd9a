import type { Day } from '../../okr/model';
import { cutOf, indexFrom, isLeftOut } from '../impact/cuts';
import { groupsOf } from '../impact/groups';
import type { CantTell, Deployed, WatchedMetric } from '../impact/model';
import { isMostlyEqual } from '../impact/mostlyEqual';
import { noSamples } from '../impact/noSamples';
import { LEAST_BEFORE } from '../impact/rows';
import { isRatio } from '../impact/scale';
import { calendarOf, dayAtNumber, dayNumber } from '../insight/calendar';
import { samplesAround } from '../insight/nearSamples';
import { evidenceOf, FIRST_LOOK, type WatchedRows } from './evidence';

export interface WatchRequest extends WatchedMetric {
  /** All that is known to carry work for the key result, in any order. The watch ends at the next one. */
  readonly deployments: readonly Deployed[];
  readonly asked: Deployed;
  /** What would be harm. */
  readonly harm: 'drop' | 'rise';
}

export interface Alarm {
  /** The day whose value raised it, and which one that is since the deployment. */
  readonly on: Day;
  readonly day: number;
  /** How much likelier the values were with harm than without, at that day. */
  readonly evidence: number;
}

/** A watch of one metric since one deployment. An alarm stays. */
export interface Watch {
  readonly state: 'watching' | 'alarm' | 'over' | 'refused';
  readonly harm: WatchRequest['harm'];
  /** There exactly where it is refused. */
  readonly why?: CantTell;
  readonly since: readonly Deployed[];
  /** Finished days since the deployment that have a value. */
  readonly days: number;
  /** Days before and since with a value that is not looked at: marked, or cut in two by a deployment. */
  readonly leftOut: number;
  /** After the newest of them; absent before the third. */
  readonly evidence?: number;
  readonly alarm?: Alarm;
  /** Last day that is looked at. */
  readonly until: Day;
  /** What ended it, or will: sixty days, the next deployment, or that the metric means something else from then on. */
  readonly ends: 'time' | 'deployment' | 'changed';
}

/** Evidence of ten to one: fewer than one in twenty quiet deployments raise it. */
export const THRESHOLD = 10;
const LONGEST = 60;
const DAY = 86_400_000;
const BEFORE = 56;

/**
 * Has a daily metric got worse since a deployment? May be asked again each day without more false alarms. Gives way
 * between two days; `inOneGo` runs it to its end.
 */
export function* watchOf(request: WatchRequest): Generator<void, Watch> {
  const { asked, timezone, leaveOut, harm } = request;
  const samples = samplesAround(request.series, asked.at, request);
  const calendar = calendarOf(timezone);
  const groups = groupsOf(
    request.deployments.includes(asked) ? request.deployments : [...request.deployments, asked],
  );
  const own = groups.findIndex((group) => group.includes(asked));
  const since = groups[own] ?? [asked];
  const refused = (why: CantTell): Watch => {
    const until = dayAtNumber(calendar.dayOf(asked.at) + LONGEST);
    return { state: 'refused', harm, why, since, days: 0, leftOut: 0, until, ends: 'time' };
  };
  if (samples === undefined) return refused(noSamples(request));
  if (samples.sampling !== 'day') return refused({ kind: 'not-daily' });
  const cuts = groups.map((group) => cutOf(group, samples, calendar));
  const { cut, after } = cutOf(since, samples, calendar);
  const next = cuts[own + 1]?.cut ?? Number.POSITIVE_INFINITY;
  const changed = request.changed === undefined ? undefined : dayNumber(request.changed);
  const isAfter = changed !== undefined && changed >= after + FIRST_LOOK;
  const end = Math.min(next, after + LONGEST, isAfter ? changed : Number.POSITIVE_INFINITY) - 1;
  // What was measured before the change is another metric.
  const from = isAfter || changed === undefined ? cut - BEFORE : Math.max(cut - BEFORE, changed);
  const cutApart = (slot: number): boolean => cuts.some((one) => slot >= one.cut && slot < one.after);
  const near = samples.slots.flatMap((slot, index) =>
    slot >= from && slot <= end ? [{ slot, value: samples.values[index] ?? 0 }] : [],
  );
  const kept = near.filter(({ slot }) => !cutApart(slot) && !isLeftOut(slot, samples, leaveOut));
  const days = kept.map(({ slot }) => slot);
  const values = kept.map(({ value }) => value);
  const first = indexFrom(days, after);
  if (first < LEAST_BEFORE) {
    const on = from > cut - BEFORE && from > (samples.slots[0] ?? from) ? request.changed : undefined;
    return refused(
      on === undefined ? { kind: 'few-before', found: first, needed: LEAST_BEFORE } : { kind: 'changed', on },
    );
  }
  const before = values.slice(0, first);
  if (isMostlyEqual(before)) return refused({ kind: 'constant' });
  const earlier = cuts.slice(0, own).map((one) => indexFrom(days, one.after));
  const rows = { days, values, since: first, earlier, period: 7, harm };
  const found = yield* isRatio(before, request) ? evidenceByRatio(rows) : evidenceOf(rows);
  // Nothing of so many days can be weighed: all that is left of them is rounding.
  if (found.length === 0 && days.length - first >= FIRST_LOOK) return refused({ kind: 'constant' });
  const raised = found.findIndex((evidence) => evidence !== undefined && evidence >= THRESHOLD);
  const row = first + FIRST_LOOK - 1 + raised;
  const alarm = {
    on: dayAtNumber(days[row] ?? after),
    day: (days[row] ?? after) - after + 1,
    evidence: found[raised] ?? 0,
  };
  const evidence = found.at(-1);
  const over = (samples.slots.at(-1) ?? 0) >= end;
  return {
    state: raised >= 0 ? 'alarm' : over ? 'over' : 'watching',
    harm,
    since,
    days: days.length - first,
    leftOut: near.length - kept.length,
    ...(evidence === undefined ? {} : { evidence }),
    ...(raised >= 0 ? { alarm } : {}),
    until: dayAtNumber(end),
    ends: end === next - 1 ? 'deployment' : isAfter && end === changed - 1 ? 'changed' : 'time',
  };
}

/**
 * Up to a day that has no logarithm, of logarithms; from there on, of the values as they are. What was seen of a day does
 * not hang on what comes after it, so that an alarm stays.
 */
function* evidenceByRatio(rows: WatchedRows): Generator<void, (number | undefined)[]> {
  const { days, values, since } = rows;
  const odd = values.findIndex((value) => value <= 0);
  const sound = odd < 0 ? values.length : odd;
  const found =
    sound <= since
      ? []
      : yield* evidenceOf({
          ...rows,
          days: days.slice(0, sound),
          values: values.slice(0, sound).map(Math.log),
        });
  if (odd < 0) return found;
  return [...found, ...(yield* evidenceOf(rows)).slice(found.length)];
}

/** Whether a watch goes on: its last day is looked at on the day after, and until then an alarm is one. */
export function isRunning({ until }: Watch, today: Day): boolean {
  return dayNumber(today) <= dayNumber(until) + 1;
}

/** Whether any of these may have a watch that goes on, whatever it brought. */
export function mayWatch(deployments: readonly Deployed[], now: number): boolean {
  // The day of the deployment, those that are looked at, and the day of the last look.
  return deployments.some(({ at }) => at <= now && at > now - (LONGEST + 3) * DAY);
}
