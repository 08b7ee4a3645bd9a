import type { Point } from '../../metrics/series';
import { startOfDay } from '../../okr/days';

import type { Sliced } from '../../work/ledger/slices';
import { thin } from '../chartView';
import type { ForecastStep } from '../forecast/model';
import { formatValue, type NumberStyle } from '../format';
import { Formats } from '../formats';
import { calendarOf } from '../insight/calendar';
import type { Words } from '../words';
import type { ChartRow } from './view';

/** As many as the widest panel has places for; each is written in words, too. */
const MOST_PLACES = 1_000;
/** To write a number or a date is dear. */
const ROWS_PER_SLICE = 200;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LOOKED_AT = 60;

export interface RowFacts {
  /** What is drawn, ascending in time. */
  readonly points: readonly Point[];
  /** Where points begin that stand for something that is not over; milliseconds since 1970 UTC. */
  readonly unfinishedFrom?: number;
  readonly steps: readonly ForecastStep[];
  readonly timezone: string;
  readonly style: NumberStyle;
  /** What else is said of an instant. */
  noteOf(from: number, to: number): string;
}

/** The course and what is foreseen, instant by instant, in numbers and in words. */
export function* chartRows(facts: RowFacts, l10n: Words): Sliced<ChartRow[]> {
  const { steps, timezone, style, unfinishedFrom = Number.POSITIVE_INFINITY } = facts;
  const points = thin(facts.points, MOST_PLACES);
  const distance = distanceOf(facts.points);
  const written = dayWriter(style, timezone, distance < DAY - 4 * HOUR);
  const calendar = calendarOf(timezone);
  const place = (t: number): number =>
    isDaily(distance) ? t + DAY / 2 - calendar.hourOf(t) * HOUR : Math.floor(t);
  const rows = new Map<number, ChartRow>();
  const value = (one: number): string => formatValue(one, style);
  let last = Number.NEGATIVE_INFINITY;
  for (const { t, v } of points) {
    if (rows.size % ROWS_PER_SLICE === ROWS_PER_SLICE - 1) yield;
    // Two on one day: the second stands beside the first.
    const at = Math.max(place(t), last + 1);
    last = at;
    const open = t >= unfinishedFrom;
    rows.set(at, {
      at: at / 1000,
      ...(v === null ? {} : { value: v }),
      ...(open ? { open } : {}),
      day: written(t),
      text: v === null ? l10n.t('no value') : open ? l10n.t('{0} so far', value(v)) : value(v),
      foreseenText: '',
      note: facts.noteOf(startAround(t, at, distance), startAround(t, at, distance) + distance),
    });
  }
  yield;
  for (const { day, mean, lower80, upper80, lower95, upper95 } of steps) {
    const start = startOfDay(day, timezone);
    const at = start + (isDaily(distance) ? DAY / 2 : 0);
    const known = rows.get(at) ?? { at: at / 1000, day: written(start), text: '', note: '' };
    rows.set(at, {
      ...known,
      foreseen: [mean, lower80, upper80, lower95, upper95],
      foreseenText: l10n.t(
        '{0} (80%: {1} to {2}; 95%: {3} to {4})',
        value(mean),
        value(lower80),
        value(upper80),
        value(lower95),
        value(upper95),
      ),
    });
  }
  return [...rows.values()].sort((a, b) => a.at - b.at);
}

/** The usual distance of the newest points, in milliseconds. */
function distanceOf(points: readonly Point[]): number {
  const newest = points.slice(-LOOKED_AT);
  const gaps = newest.slice(1).map(({ t }, index) => t - (newest[index]?.t ?? t));
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? DAY;
}

/** A day's value stands in the middle of its day: between the midnights that windows begin at. */
function isDaily(distance: number): boolean {
  return Math.abs(distance - DAY) <= 2 * HOUR;
}

function startAround(t: number, at: number, distance: number): number {
  return isDaily(distance) ? at - DAY / 2 : t;
}

function dayWriter(
  { locale, formats = new Formats() }: NumberStyle,
  timeZone: string,
  withTime: boolean,
): (t: number) => string {
  const format = formats.day(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...(withTime ? { hour: '2-digit', minute: '2-digit' } : {}),
    timeZone,
  });
  return (t) => format.format(t);
}
