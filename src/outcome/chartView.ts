import type { Point, TimeSpan } from '../metrics/series';
import { type Foreseen, fanPlaces, fanRange } from './chartFan';
import type { Release } from './snapshot';
import type { ChartView, ChartWindow } from './view/pictures';

/** Parts of the square's side. */
const PARTS = 1e4;
/** More than a sidebar has pixels is drawn in vain. */
const MAX_PLACES = 300;
/** Air above and below, so that a line never runs along the edge. */
const MARGIN = 0.06;

export interface ChartRequest {
  readonly points: readonly Point[];
  /** What the width shows. */
  readonly span: TimeSpan;
  /** Value of the target line, if the goal is one number. */
  readonly target?: number | undefined;
  readonly releases: readonly Release[];
  readonly label: string;
  /** Where points begin that stand for something that is not over. */
  readonly unfinishedFrom?: number | undefined;
  /** What is foreseen, from the point that it goes on from. */
  readonly fan?: { readonly places: readonly Foreseen[]; readonly label: string } | undefined;
  /** Days that were compared, in milliseconds since 1970 UTC. What lies outside of the width is cut off. */
  readonly windows?: readonly ChartWindow[] | undefined;
}

/** A sparkline in a unit square. The height shows the line, the target and most of the fan. */
export function chartView(request: ChartRequest): ChartView | undefined {
  const { points, span, target, releases, label, fan, windows } = request;
  const { unfinishedFrom = Number.POSITIVE_INFINITY } = request;
  const shown = thin(points.filter(({ t }) => t >= span.from && t <= span.to));
  let held = 0;
  let low = target ?? Number.POSITIVE_INFINITY;
  let high = target ?? Number.NEGATIVE_INFINITY;
  for (const { v } of shown) {
    if (v === null) continue;
    held += 1;
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  if (held < 2 || span.to <= span.from) return undefined;
  if (fan) [low, high] = fanRange(fan.places, low, high);
  const x = (t: number): number => Math.round(((t - span.from) / (span.to - span.from)) * PARTS);
  // In halves where two numbers are further apart than a number can be.
  const part = Number.isFinite(high - low) ? 1 : 0.5;
  const y = (v: number): number =>
    high === low
      ? PARTS / 2
      : Math.round(
          (MARGIN + ((v * part - low * part) / (high * part - low * part)) * (1 - 2 * MARGIN)) * PARTS,
        );

  const lines: number[][] = [];
  let line: number[] = [];
  const unfinished: number[] = [];
  for (const { t, v } of shown) {
    if (t >= unfinishedFrom && v !== null) {
      unfinished.push(x(t), y(v));
    } else if (v === null) {
      if (line.length > 0) lines.push(line);
      line = [];
    } else {
      line.push(x(t), y(v));
    }
  }
  if (line.length > 0) lines.push(line);
  const whole = lines.at(-1)?.slice(-2) ?? [];
  const [nowX, nowY] = unfinished.length > 0 ? unfinished.slice(-2) : whole;
  const inside = (t: number): number => Math.min(PARTS, Math.max(0, x(t))) / PARTS;
  const compared = windows?.flatMap(({ from, to, ...rest }) =>
    to > span.from && from < span.to ? [{ ...rest, from: inside(from), to: inside(to) }] : [],
  );
  return {
    lines,
    ...(unfinished.length > 0 ? { unfinished: [...whole, ...unfinished] } : {}),
    ...(target === undefined ? {} : { target: y(target) / PARTS }),
    ...(nowX === undefined || nowY === undefined ? {} : { now: { x: nowX / PARTS, y: nowY / PARTS } }),
    marks: releases
      .filter(({ at }) => at >= span.from && at <= span.to)
      .map(({ at, name, mine }) => ({ x: x(at) / PARTS, label: name, mine })),
    ...(fan ? { fan: { places: fanPlaces(fan.places, x, y, PARTS), label: fan.label } } : {}),
    ...(compared && compared.length > 0 ? { windows: compared } : {}),
    label,
  };
}

/** Keeps the lowest and the highest point of every bucket, in their order, and every gap: no peak is lost. */
export function thin(points: readonly Point[], places = MAX_PLACES): readonly Point[] {
  if (points.length <= places) return points;
  const size = Math.ceil((points.length * 2) / places);
  const kept: Point[] = [];
  for (let from = 0; from < points.length; from += size) {
    const bucket = points.slice(from, from + size);
    const gap = bucket.find(({ v }) => v === null);
    const held = bucket.filter(({ v }) => v !== null);
    const ordered = held.toSorted((a, b) => (a.v ?? 0) - (b.v ?? 0));
    const newest = from + size >= points.length ? bucket.at(-1) : undefined;
    const ends = new Set([ordered[0], ordered.at(-1), gap, newest]);
    for (const point of bucket) if (ends.has(point)) kept.push(point);
  }
  return kept;
}

/** Running totals: how an adding-up metric nears its target. Gaps add nothing. */
export function runningTotal(points: readonly Point[]): readonly Point[] {
  let total = 0;
  return points.map(({ t, v }) => {
    total = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, total + (v ?? 0)));
    return { t, v: total };
  });
}
