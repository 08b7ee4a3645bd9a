import type { Point, TimeSpan } from '../metrics/series';
import { foreseenFrom } from './chartFan';
import { type ChartRequest, chartView, runningTotal } from './chartView';
import { chartLabel, fanLabel, windowLabels } from './chartWords';
import type { JudgedKeyResult } from './drawn';
import type { Forecast } from './forecast/model';
import { styleOf, targetValue } from './goalText';
import type { Impact } from './impact/model';
import { dayAfter } from './impact/windowEnd';
import type { Telling } from './insight/insightWords';
import type { Snapshot } from './snapshot';
import type { ChartView, ChartWindow } from './view/pictures';
import type { Words } from './words';

const DAY = 86_400_000;
/** How much history of a level or a rate is shown where nothing asks for more, and the most. */
const CHART_DAYS = 84;
const MOST_DAYS = 180;
/** Of the width, what is to come gets at most two fifths. A forecast rests on twice as many days as it goes ahead. */
const HISTORY_PER_AHEAD = 1.5;

/** What the chart stands beside: the value as written, and the goal. */
interface Beside {
  readonly value: string;
  readonly goal: string;
}

/**
 * The course of a key result's metric with all that was worked out about it. What adds up is drawn as the running total
 * of its window; any other as its last twelve weeks, or as many as the forecast and the days compared need beside it.
 */
export function keyResultChart(
  { keyResult, reading }: JudgedKeyResult,
  timezone: string,
  snapshot: Snapshot,
  beside: Beside,
  l10n: Words,
): ChartView | undefined {
  const { metric } = keyResult;
  const series = reading?.series;
  if (metric === undefined || series === undefined) return undefined;
  const { now, locale, drawn, branch } = snapshot;
  const { forecast, effect } = snapshot.insightOf?.(keyResult) ?? {};
  const telling = {
    title: keyResult.title,
    style: styleOf(keyResult, locale, drawn.formats),
    thisYear: drawn.dayOf(now, timezone).slice(0, 4),
  };
  const window = drawn.spanOf(keyResult.window, timezone);
  const startOf = (day: string): number => drawn.spanOf({ start: day, end: day }, timezone).from;
  const windows = effect && windowsOf(effect, startOf, telling, l10n);
  const adding = metric.aggregate === 'sum';
  const points = adding
    ? runningTotal(series.points.filter(({ t }) => t >= window.from && t < window.to && t <= now))
    : series.points;
  const fan = forecast && fanOf(forecast, points, startOf, series.unfinishedFrom);
  const end = fan?.at(-1)?.t;
  const span = adding
    ? { from: window.from, to: end === undefined ? window.to : Math.max(end, points.at(-1)?.t ?? end) }
    : levelSpan(points, Math.min(window.to, now), end, windows?.[0]?.from);
  const releases = branch?.releases ?? [];
  const shown = {
    adding,
    points,
    span: { ...span, to: Math.min(span.to, now) },
    releases: releases.filter(({ at }) => at >= span.from && at <= span.to),
    ...(fan && forecast ? { forecast } : {}),
    ...(windows && effect ? { effect } : {}),
  };
  const request: ChartRequest = {
    points,
    span,
    target: targetValue(keyResult.aim),
    releases,
    unfinishedFrom: series.unfinishedFrom,
    windows,
    ...(fan && forecast ? { fan: { places: fan, label: fanLabel(keyResult, forecast, telling, l10n) } } : {}),
    label: chartLabel(keyResult, shown, beside, telling, l10n),
  };
  return chartView(request);
}

/** From the last point of the days that the forecast is made of. */
function fanOf(
  { steps, totals, last }: Forecast,
  points: readonly Point[],
  startOf: (day: string) => number,
  unfinishedFrom = Number.POSITIVE_INFINITY,
): ReturnType<typeof foreseenFrom> {
  const [first] = steps;
  if (first === undefined || last === undefined) return undefined;
  const before = Math.min(startOf(first.day), unfinishedFrom);
  const from = points.findLast(({ t, v }) => t < before && v !== null);
  return from && foreseenFrom(from, last, totals ?? steps);
}

/** @param now end of what is known; @param end of what is foreseen; @param compared first instant of the days compared */
function levelSpan(points: readonly Point[], now: number, end = now, compared = now): TimeSpan {
  const first = points.find(({ v }) => v !== null)?.t ?? now;
  const wanted = Math.max(CHART_DAYS * DAY, (end - now) * HISTORY_PER_AHEAD, now - compared);
  return { from: Math.max(first, now - Math.min(MOST_DAYS * DAY, wanted)), to: Math.max(now, end) };
}

/** The days before up to the deployment, and those after; only where they were compared. */
function windowsOf(
  { window, figures, since }: Impact,
  startOf: (day: string) => number,
  telling: Telling,
  l10n: Words,
): ChartWindow[] | undefined {
  if (window === undefined || figures === undefined) return undefined;
  const after = startOf(window.afterFrom);
  const labels = windowLabels(window, since, telling, l10n);
  return [
    {
      side: 'before',
      from: startOf(window.from),
      to: Math.min(after, ...since.map(({ at }) => at)),
      label: labels.before,
    },
    { side: 'after', from: after, to: startOf(dayAfter(window)), label: labels.after },
  ];
}
