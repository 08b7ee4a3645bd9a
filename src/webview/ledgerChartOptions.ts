import uPlot from 'uplot';
import type { LedgerChart, LedgerLabels } from '../outcome/ledger/view';
import { lonely, pointedAt } from './chartPoints';
import type { ThemeLook } from './themeLook';

export interface ChartPlace {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Called with the number of the bar under the pointer. */
  point(index: number | undefined): void;
}

/** Between two words beside the axis. */
const TICK_WIDTH = 82;
const AXIS_WIDTH = 46;
const FLAG = 4;

export function chartOptions(
  { buckets, hasLines }: LedgerChart,
  labels: LedgerLabels,
  look: ThemeLook,
  { width, height, point }: ChartPlace,
): uPlot.Options {
  const first = buckets[0]?.from ?? 0;
  const last = buckets.at(-1)?.to ?? 1;
  return {
    width,
    height,
    padding: [12, hasLines ? 0 : 12, 0, 0],
    legend: { show: false },
    cursor: { x: false, y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: false, range: () => [first, last] },
      y: { range: (_, __, most) => [0, Math.max(most, 1)] },
      lines: { range: (_, __, most) => [0, Math.max(most, 1)] },
    },
    series: barSeries(labels, look, hasLines),
    axes: axes(buckets, look, hasLines, width),
    hooks: {
      setCursor: [(plot) => point(pointedAt(plot))],
      draw: [(plot) => drawReleases(plot, buckets, look.text)],
    },
  };
}

function barSeries(labels: LedgerLabels, look: ThemeLook, hasLines: boolean): uPlot.Series[] {
  const bars = uPlot.paths.bars?.({ size: [0.7, 26] });
  return [
    {},
    {
      label: labels.untagged,
      stroke: look.muted,
      width: 1,
      ...(bars ? { paths: bars } : {}),
      points: { show: false },
    },
    {
      label: labels.tagged,
      stroke: look.blue,
      fill: look.blue,
      width: 1,
      ...(bars ? { paths: bars } : {}),
      points: { show: false },
    },
    {
      label: labels.linesChanged,
      show: hasLines,
      scale: 'lines',
      stroke: look.yellow,
      width: 1.5,
      dash: [5, 4],
      points: { show: true, size: 5, width: 1, fill: look.yellow, filter: lonely },
    },
  ];
}

function axes(
  buckets: LedgerChart['buckets'],
  look: ThemeLook,
  hasLines: boolean,
  width: number,
): uPlot.Axis[] {
  const fit = Math.max(1, Math.floor((width - 2 * AXIS_WIDTH) / TICK_WIDTH));
  const every = Math.max(1, Math.ceil(buckets.length / fit));
  const ticked = buckets.filter((_, index) => index % every === 0);
  const axis = { stroke: look.muted, font: look.font, ticks: { show: false } };
  const number = new Intl.NumberFormat(document.documentElement.lang || 'en', { notation: 'compact' });
  const numbers = (_: uPlot, values: number[]): string[] =>
    values.map((value) => (Number.isInteger(value) ? number.format(value) : ''));
  return [
    {
      ...axis,
      size: 24,
      grid: { show: false },
      splits: () => ticked.map(({ from, to }) => (from + to) / 2),
      values: () => ticked.map(({ tick }) => tick),
    },
    {
      ...axis,
      size: AXIS_WIDTH,
      values: numbers,
      grid: { stroke: look.grid, width: 1, dash: [2, 4] },
      space: 40,
    },
    {
      ...axis,
      show: hasLines,
      scale: 'lines',
      side: 1,
      size: AXIS_WIDTH,
      values: numbers,
      grid: { show: false },
      space: 40,
    },
  ];
}

/** A flag above each bar in whose time something was released. */
function drawReleases(plot: uPlot, buckets: LedgerChart['buckets'], colour: string): void {
  const { ctx, bbox } = plot;
  const size = FLAG * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colour;
  for (const { from, to, releases } of buckets) {
    if (releases === '') continue;
    const x = plot.valToPos((from + to) / 2, 'x', true);
    ctx.beginPath();
    ctx.moveTo(x - size, bbox.top - size * 2.4);
    ctx.lineTo(x + size, bbox.top - size * 2.4);
    ctx.lineTo(x, bbox.top - size * 0.8);
    ctx.fill();
  }
  ctx.restore();
}
