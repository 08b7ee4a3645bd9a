import type uPlot from 'uplot';
import type { PageChart } from '../outcome/keyResultPage/view';
import { lonely, pointedAt } from './chartPoints';
import { drawMarks, drawSpanNames, drawSpans, drawTargets } from './keyResultChartMarks';
import type { ThemeLook } from './themeLook';

export interface CoursePlace {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Called with the number of the row under the pointer. */
  point(index: number | undefined): void;
  /** Called where another part of it is shown. */
  zoom(from: number, to: number): void;
}

const DAY = 86_400;
const AIR = 0.07;
/** Numbers of the series, as `courseData` orders them. */
const COURSE = 1;
const OPEN = 2;
const MEAN = 7;
const POINTED = [COURSE, OPEN, MEAN];

export function courseData({ rows }: PageChart): uPlot.AlignedData {
  const last = rows.findLastIndex(({ value, open }) => value !== undefined && !open);
  // A fan opens at the last value that is known.
  const foreseen = (part: number): (number | null)[] =>
    rows.map((row, index) => row.foreseen?.[part] ?? (index === last ? (row.value ?? null) : null));
  const [mean, lower80, upper80, lower95, upper95] = [0, 1, 2, 3, 4].map(foreseen);
  const none = rows.map(() => null);
  const fan = rows.some((row) => row.foreseen !== undefined);
  return [
    rows.map(({ at }) => at),
    rows.map(({ value, open }) => (open ? null : (value ?? null))),
    rows.map(({ value, open }, index) => (open || index === last ? (value ?? null) : null)),
    ...[upper95, lower95, upper80, lower80, mean].map((values) => (fan ? (values ?? none) : none)),
  ] as uPlot.AlignedData;
}

export function courseOptions(
  chart: PageChart,
  look: ThemeLook,
  { width, height, point, zoom }: CoursePlace,
): uPlot.Options {
  const { rows, targets, timezone } = chart;
  const [first, last] = [rows[0]?.at ?? 0, rows.at(-1)?.at ?? 1];
  return {
    width,
    height,
    padding: [38, 14, 0, 0],
    legend: { show: false },
    tzDate: (at) => inZone(at, timezone),
    cursor: {
      y: false,
      drag: { x: true, y: false, dist: 6 },
      points: {
        size: (_, series) => (POINTED.includes(series) ? 8 : 0),
        fill: () => look.blue,
        stroke: () => look.ground,
        width: 2,
      },
    },
    scales: {
      x: { time: true },
      y: {
        range: (plot, low, high) => {
          const { min, max } = plot.scales.x ?? {};
          // Zoomed in, it is the line that matters.
          const all = (min ?? first) <= first && (max ?? last) >= last;
          return yRange([low, high, ...(all ? targets.map(({ value }) => value) : [])]);
        },
      },
    },
    series: courseSeries(look),
    bands: [
      { series: [3, 4], fill: faint(look.blue, 10) },
      { series: [5, 6], fill: faint(look.blue, 18) },
    ],
    axes: courseAxes(chart, look),
    hooks: {
      drawClear: [(plot) => drawSpans(plot, chart, look)],
      draw: [
        (plot) => drawTargets(plot, chart, look),
        (plot) => drawMarks(plot, chart, look),
        (plot) => drawSpanNames(plot, chart, look),
      ],
      setCursor: [(plot) => point(pointedAt(plot))],
      setScale: [
        (plot, scale) => {
          const { min, max } = plot.scales.x ?? {};
          if (scale === 'x' && typeof min === 'number' && typeof max === 'number') zoom(min, max);
        },
      ],
    },
  };
}

/** In the order of `courseData`. */
function courseSeries(look: ThemeLook): uPlot.Series[] {
  const edge = { stroke: look.blue, points: { show: false } };
  return [
    {},
    {
      stroke: look.blue,
      width: 2,
      points: { show: true, size: 5, fill: look.blue, filter: lonely },
    },
    { stroke: look.blue, width: 2, dash: [2, 4], points: { show: false } },
    { ...edge, width: 1, dash: [1, 4] },
    { ...edge, width: 1, dash: [1, 4] },
    { ...edge, width: 1, dash: [5, 3] },
    { ...edge, width: 1, dash: [5, 3] },
    { ...edge, width: 1.5, dash: [9, 5] },
  ];
}

function courseAxes(chart: PageChart, look: ThemeLook): uPlot.Axis[] {
  const axis = { stroke: look.muted, font: look.font, ticks: { show: false } };
  return [
    {
      ...axis,
      size: 26,
      space: 76,
      grid: { show: false },
      values: (_, splits, __, ___, step) => timesOf(splits, step, chart.timezone),
    },
    {
      ...axis,
      size: (_, values) =>
        Math.max(34, 14 + 6.6 * Math.max(0, ...(values ?? []).map(({ length }) => length))),
      space: 44,
      grid: { stroke: look.grid, width: 1, dash: [2, 4] },
      values: (_, splits) => numbersOf(splits, chart),
    },
  ];
}

/** A colour of which only a part is seen, in percent. */
function faint(colour: string, percent: number): string {
  return `color-mix(in srgb, ${colour} ${percent}%, transparent)`;
}

function yRange(values: readonly (number | null)[]): [number, number] {
  const known = values.flatMap((value) => (value !== null && Number.isFinite(value) ? [value] : []));
  if (known.length === 0) return [0, 1];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const air = high > low ? (high - low) * AIR : Math.abs(high) * AIR || 1;
  return [low - air, high + air];
}

function lang(): string {
  return document.documentElement.lang || 'en';
}

/** The same wall clock as in the zone: ticks begin with its days. */
function inZone(at: number, timeZone: string): Date {
  const written = new Date(at * 1000).toLocaleString('en-US', { timeZone, hourCycle: 'h23' });
  return new Date(written);
}

function timesOf(splits: readonly number[], step: number, timeZone: string): string[] {
  const options: Intl.DateTimeFormatOptions =
    step >= 365 * DAY
      ? { year: 'numeric' }
      : step >= 28 * DAY
        ? { month: 'short', year: 'numeric' }
        : step >= DAY
          ? { month: 'short', day: 'numeric' }
          : { day: 'numeric', hour: '2-digit', minute: '2-digit' };
  const format = new Intl.DateTimeFormat(lang(), { ...options, timeZone });
  return splits.map((at) => format.format(at * 1000));
}

function numbersOf(splits: readonly number[], { percent, suffix }: PageChart): string[] {
  const format = new Intl.NumberFormat(
    lang(),
    percent
      ? { style: 'percent', maximumSignificantDigits: 3 }
      : { notation: 'compact', maximumSignificantDigits: 4 },
  );
  return splits.map((value) => `${format.format(value)}${suffix}`);
}
