import type uPlot from 'uplot';
import type { ChartMark, ChartSpan, PageChart } from '../outcome/keyResultPage/view';
import type { ThemeLook } from './themeLook';

const FLAG = 4.5;
const HATCH = 7;
/** What is named first where not all names find room. */
const RANKS: Readonly<Record<ChartMark['kind'], number>> = { asked: 0, own: 1, changed: 2, other: 3 };
const SHADES: Readonly<Record<ChartSpan['kind'], number>> = { before: 0.07, after: 0.14, leftOut: 0 };

/** The days that were compared, and those that say nothing. Each differs by more than its shade. */
export function drawSpans(plot: uPlot, { spans }: PageChart, look: ThemeLook): void {
  const { ctx, bbox } = plot;
  const pixel = devicePixelRatio;
  ctx.save();
  ctx.lineWidth = pixel;
  for (const { from, to, kind } of spans) {
    const left = Math.max(plot.valToPos(from, 'x', true), bbox.left);
    const right = Math.min(plot.valToPos(to, 'x', true), bbox.left + bbox.width);
    if (right <= left) continue;
    ctx.globalAlpha = SHADES[kind];
    ctx.fillStyle = look.text;
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = look.muted;
    if (kind === 'leftOut') {
      hatch(ctx, left, right, bbox, HATCH * pixel);
      continue;
    }
    ctx.setLineDash(kind === 'before' ? [2 * pixel, 3 * pixel] : []);
    line(ctx, left, bbox.top, left, bbox.top + bbox.height);
    line(ctx, right, bbox.top, right, bbox.top + bbox.height);
    ctx.setLineDash([]);
  }
  ctx.restore();
}

/** At the foot of each window, on a ground of its own: lines may run below. */
export function drawSpanNames(plot: uPlot, { spans }: PageChart, look: ThemeLook): void {
  const { ctx, bbox } = plot;
  const pixel = devicePixelRatio;
  ctx.save();
  ctx.font = scaled(look.font);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'center';
  for (const { from, to, kind, name } of spans) {
    if (kind === 'leftOut') continue;
    const left = Math.max(plot.valToPos(from, 'x', true), bbox.left);
    const right = Math.min(plot.valToPos(to, 'x', true), bbox.left + bbox.width);
    const text = fitting([name, name.split(':')[0] ?? ''], right - left - 10 * pixel, ctx);
    if (text === '') continue;
    const [middle, height] = [(left + right) / 2, 16 * pixel];
    const width = ctx.measureText(text).width + 8 * pixel;
    const top = bbox.top + bbox.height - height - 3 * pixel;
    ctx.fillStyle = look.ground;
    ctx.fillRect(middle - width / 2, top, width, height);
    ctx.fillStyle = look.text;
    ctx.fillText(text, middle, top + height / 2);
  }
  ctx.restore();
}

export function drawTargets(plot: uPlot, { targets }: PageChart, look: ThemeLook): void {
  const { ctx, bbox } = plot;
  const pixel = devicePixelRatio;
  ctx.save();
  ctx.font = scaled(look.font);
  ctx.strokeStyle = look.yellow;
  ctx.lineWidth = 1.5 * pixel;
  ctx.setLineDash([6 * pixel, 4 * pixel]);
  ctx.fillStyle = look.text;
  ctx.textAlign = 'left';
  for (const { value, text } of targets) {
    const y = plot.valToPos(value, 'y', true);
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    line(ctx, bbox.left, y, bbox.left + bbox.width, y);
    const above = y - bbox.top > 18 * pixel;
    ctx.textBaseline = above ? 'bottom' : 'top';
    ctx.fillText(text, bbox.left + 6 * pixel, y + (above ? -3 : 3) * pixel);
  }
  ctx.restore();
}

/** Releases by their shape, each named as far as there is room; and where now is. */
export function drawMarks(plot: uPlot, { marks, today, rows }: PageChart, look: ThemeLook): void {
  const { ctx, bbox } = plot;
  const pixel = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left - FLAG * pixel, 0, bbox.width + 2 * FLAG * pixel, bbox.top + bbox.height);
  ctx.clip();
  ctx.lineWidth = pixel;
  const place = (at: number): number => plot.valToPos(at, 'x', true);
  const inside = (x: number): boolean => x >= bbox.left && x <= bbox.left + bbox.width;
  const now = place(today);
  if (inside(now) && today < (rows.at(-1)?.at ?? 0)) {
    ctx.strokeStyle = look.muted;
    ctx.setLineDash([pixel, 3 * pixel]);
    line(ctx, now, bbox.top, now, bbox.top + bbox.height);
  }
  const taken: [number, number][] = [];
  const drawn = marks.filter(({ at }) => inside(place(at)));
  // Newest first within a rank.
  const ranked = drawn.toSorted((a, b) => RANKS[a.kind] - RANKS[b.kind] || b.at - a.at);
  for (const { at, kind, name } of ranked) {
    const x = place(at);
    flag(ctx, kind, x, bbox, look);
    ctx.font = scaled(kind === 'asked' ? look.bold : look.font);
    const half = ctx.measureText(name).width / 2 + 4 * pixel;
    const middle = Math.min(Math.max(x, bbox.left + half), bbox.left + bbox.width - half);
    if (half * 2 > bbox.width || taken.some(([from, to]) => middle + half > from && middle - half < to))
      continue;
    taken.push([middle - half, middle + half]);
    ctx.fillStyle = kind === 'other' ? look.muted : look.text;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'bottom';
    ctx.fillText(name, middle, bbox.top - 14 * pixel);
  }
  ctx.restore();
}

function flag(
  ctx: CanvasRenderingContext2D,
  kind: ChartMark['kind'],
  x: number,
  { top, height }: uPlot.BBox,
  look: ThemeLook,
): void {
  const pixel = devicePixelRatio;
  const size = (kind === 'asked' ? FLAG * 1.35 : FLAG) * pixel;
  ctx.strokeStyle = kind === 'other' ? look.muted : look.text;
  ctx.fillStyle = look.text;
  ctx.setLineDash(kind === 'asked' ? [] : kind === 'own' ? [4 * pixel, 3 * pixel] : [pixel, 3 * pixel]);
  if (kind !== 'other') line(ctx, x, top, x, top + height);
  ctx.setLineDash([]);
  ctx.beginPath();
  if (kind === 'changed') {
    ctx.rect(x - size * 0.8, top - size * 2.2, size * 1.6, size * 1.6);
  } else {
    ctx.moveTo(x - size, top - size * 2.1);
    ctx.lineTo(x + size, top - size * 2.1);
    ctx.lineTo(x, top - size * 0.4);
    ctx.closePath();
  }
  if (kind === 'other' || kind === 'changed') ctx.stroke();
  else ctx.fill();
}

function hatch(
  ctx: CanvasRenderingContext2D,
  left: number,
  right: number,
  { top, height }: uPlot.BBox,
  distance: number,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, height);
  ctx.clip();
  ctx.globalAlpha = 0.6;
  for (let x = left - height; x < right; x += distance) line(ctx, x, top + height, x + height, top);
  ctx.restore();
}

/** The longest of some texts that fits. */
function fitting(texts: readonly string[], width: number, ctx: CanvasRenderingContext2D): string {
  return texts.find((text) => ctx.measureText(text).width <= width) ?? '';
}

function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

/** A canvas counts in the pixels of the screen. */
function scaled(font: string): string {
  return font.replace(/(\d+)px/, (_, size) => `${Number(size) * devicePixelRatio}px`);
}
