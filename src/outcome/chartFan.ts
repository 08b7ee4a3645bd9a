import type { Point } from '../metrics/series';
import type { ForecastStep } from './forecast/model';
import { dayNumber } from './insight/calendar';

/** A value to come at an instant, with the intervals that it lies in. */
export interface Foreseen extends Omit<ForecastStep, 'day'> {
  /** Milliseconds since 1970 UTC. */
  readonly t: number;
}

const DAY = 86_400_000;
/** Of the height without it, what the outer band may add to either side. */
const OUTER_ADDS = 0.25;

/**
 * Steps as they go on from a point that is known, which is the first place.
 * @param from a point of the newest day (or week, month) that the steps were made of
 * @param last that day
 * @returns nothing where a step is no number
 */
export function foreseenFrom(
  from: Point,
  last: string,
  steps: readonly ForecastStep[],
): readonly Foreseen[] | undefined {
  const { t, v } = from;
  if (v === null || steps.length === 0) return undefined;
  const lastNumber = dayNumber(last);
  const places = steps.map(({ day, ...step }) => ({ ...step, t: t + (dayNumber(day) - lastNumber) * DAY }));
  if (!places.every((place) => Object.values(place).every(Number.isFinite))) return undefined;
  return [{ t, mean: v, lower80: v, upper80: v, lower95: v, upper95: v }, ...places];
}

/**
 * What the height has to show: all of the inner band, and of the outer one as much as does not press the line flat. The
 * rest of it runs along the edge.
 */
export function fanRange(places: readonly Foreseen[], low: number, high: number): [number, number] {
  let [least, most, outerLeast, outerMost] = [low, high, low, high];
  for (const { lower80, upper80, lower95, upper95 } of places) {
    least = Math.min(least, lower80);
    most = Math.max(most, upper80);
    outerLeast = Math.min(outerLeast, lower95);
    outerMost = Math.max(outerMost, upper95);
  }
  const room = OUTER_ADDS * most - OUTER_ADDS * least;
  return [Math.max(outerLeast, least - room), Math.min(outerMost, most + room)];
}

/** As `FanView` has them. */
export function fanPlaces(
  places: readonly Foreseen[],
  x: (t: number) => number,
  y: (v: number) => number,
  parts: number,
): readonly number[] {
  const inside = (place: number): number => Math.min(parts, Math.max(0, place));
  return places.flatMap(({ t, lower95, lower80, mean, upper80, upper95 }) => [
    inside(x(t)),
    ...[lower95, lower80, mean, upper80, upper95].map((v) => inside(y(v))),
  ]);
}
