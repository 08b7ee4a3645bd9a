import { svg, type TemplateResult } from 'lit';

/** Where a chart's unit square is drawn: over the whole width, from here on down, in pixels. */
export interface Plot {
  readonly top: number;
  readonly height: number;
}

/** Content in the unit square, y down. It is stretched: strokes need `vector-effect: non-scaling-stroke`. */
export function stretched({ top, height }: Plot, content: readonly TemplateResult<2>[]): TemplateResult<2> {
  return svg`<svg aria-hidden="true" x="0" y=${top} width="100%" height=${height} viewBox="0 0 1 1" preserveAspectRatio="none">${content}</svg>`;
}

/** Pixels from above. */
export function placeOf(y: number, { top, height }: Plot): number {
  return top + (1 - y) * height;
}

export function percent(x: number): string {
  return `${round(x * 100)}%`;
}

/** A place of the unit square as a path has it, from ten-thousandths with y up. */
export function place(x = 0, y = 0): string {
  return `${x / 1e4},${round(1 - y / 1e4)}`;
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
