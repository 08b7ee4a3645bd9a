import { css, svg, type TemplateResult } from 'lit';
import type { FanView } from '../outcome/view/pictures';
import { place } from './plot';

export const fanStyles = css`
  .outer,
  .inner {
    fill: var(--vscode-charts-blue);
    stroke: none;
  }
  .outer {
    opacity: 0.12;
  }
  .inner {
    opacity: 0.2;
  }
  .edge {
    fill: none;
    stroke: var(--vscode-charts-blue);
    stroke-width: 1px;
    vector-effect: non-scaling-stroke;
    opacity: 0.45;
  }
  .edge.far {
    stroke-dasharray: 1 2;
  }
  .line.expected {
    stroke-width: 1.25px;
    stroke-dasharray: 4 3;
  }
  /* There a light tint is lost, and edges tell. */
  :host-context(.vscode-high-contrast) .outer {
    opacity: 0;
  }
  :host-context(.vscode-high-contrast) .edge {
    stroke-width: 0.75px;
    opacity: 1;
  }
  :host-context(.vscode-high-contrast) .edge.far {
    stroke-width: 1px;
    stroke-dasharray: 1 3;
  }
`;

/** Numbers of a place, as `FanView` has them. */
const SIZE = 6;
const [LOWER_95, LOWER_80, MEAN, UPPER_80, UPPER_95] = [1, 2, 3, 4, 5] as const;

/** What is foreseen: the inner band with an edge, the outer one with a dotted one, and a dashed line in the middle. */
export function chartFan({ places, label }: FanView): TemplateResult<2>[] {
  const along = (which: number): string[] => {
    const found: string[] = [];
    for (let at = 0; at + SIZE <= places.length; at += SIZE)
      found.push(place(places[at], places[at + which]));
    return found;
  };
  const [lower95, lower80, upper80, upper95] = [LOWER_95, LOWER_80, UPPER_80, UPPER_95].map(along);
  return [
    svg`<g><title>${label}</title>
      <path class="outer" d=${band(upper95, lower95)} />
      <path class="inner" d=${band(upper80, lower80)} />
    </g>`,
    ...[lower95, upper95].map((edge) => svg`<path class="edge far" d=${course(edge)} />`),
    ...[lower80, upper80].map((edge) => svg`<path class="edge" d=${course(edge)} />`),
    svg`<path class="line expected" d=${course(along(MEAN))} />`,
  ];
}

function course(places: readonly string[] = []): string {
  return `M${places.join('L')}`;
}

function band(upper: readonly string[] = [], lower: readonly string[] = []): string {
  return `${course([...upper, ...lower.toReversed()])}Z`;
}
