import { css, svg, type TemplateResult } from 'lit';
import type { ChartWindow } from '../outcome/view/pictures';
import { type Plot, percent } from './plot';

export const windowStyles = css`
  .days {
    fill: var(--vscode-foreground);
    stroke: none;
    opacity: 0.04;
  }
  .days.after {
    opacity: 0.09;
  }
  .bar {
    fill: none;
    stroke: var(--vscode-descriptionForeground);
    opacity: 0.65;
  }
  .bar.after {
    fill: var(--vscode-descriptionForeground);
    stroke: none;
  }
  /* There a tint is lost; the bars tell. */
  :host-context(.vscode-high-contrast) .days {
    opacity: 0;
  }
  :host-context(.vscode-high-contrast) .bar {
    opacity: 1;
  }
`;

/** Height of a bar. */
const BAR = 3;

/**
 * The days that were compared: those before stand over a hollow bar, those after, a little darker, over a solid one.
 */
export function chartWindows(
  windows: readonly ChartWindow[],
  { top, height }: Plot,
  bottom: number,
): TemplateResult<2>[] {
  return windows.map(({ side, from, to, label }) => {
    const [x, width] = [percent(from), percent(to - from)];
    return svg`<g aria-hidden="true"><title>${label}</title>
      <rect class="days ${side}" x=${x} y=${top} width=${width} height=${height} />
      ${bar(side, x, width, bottom)}
    </g>`;
  });
}

function bar(side: ChartWindow['side'], x: string, width: string, bottom: number): TemplateResult<2> {
  if (side === 'after') {
    return svg`<rect class="bar after" x=${x} y=${bottom - BAR} width=${width} height=${BAR} />`;
  }
  // Half of a stroke lies outside of its path.
  return svg`<rect class="bar before" x=${x} y=${bottom - BAR + 0.5} width=${width} height=${BAR - 1} />`;
}
