import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import type { ChartView, LineView } from '../outcome/view/pictures';
import { baseStyles } from './baseStyles';
import { chartFan, fanStyles } from './chartFan';
import { chartWindows, windowStyles } from './chartWindows';
import { type Plot, percent, place, placeOf, stretched } from './plot';

const HEIGHT = 60;
/** Room above the plot for the flags. */
const TOP = 7;
const BOTTOM = 2;
/** Room below the plot for the bars of the days compared. */
const BARS = 7;

/**
 * The course of a metric. Only the line is stretched to the width, with a stroke that is not; everything with a shape
 * is placed at percentages, so that dots stay round and flags keep their form.
 */
export class Sparkline extends LitElement {
  static override properties = { view: { attribute: false }, height: { attribute: false } };
  declare view: ChartView;
  /** In pixels. */
  declare height: number;

  static override styles = [
    baseStyles,
    windowStyles,
    fanStyles,
    css`
      svg {
        overflow: visible;
      }
      .chart {
        display: block;
        width: 100%;
      }
      .line {
        fill: none;
        stroke: var(--vscode-charts-blue);
        stroke-width: 1.5px;
        stroke-linecap: round;
        stroke-linejoin: round;
        vector-effect: non-scaling-stroke;
      }
      .unfinished {
        stroke-dasharray: 2 3;
        opacity: 0.8;
      }
      .now {
        fill: var(--vscode-charts-blue);
      }
      .target {
        stroke: var(--vscode-charts-yellow);
        stroke-dasharray: 3 3;
      }
      .mark {
        stroke: var(--vscode-descriptionForeground);
        fill: var(--vscode-descriptionForeground);
        opacity: 0.5;
      }
      .mark.mine {
        stroke: var(--vscode-foreground);
        fill: var(--vscode-foreground);
        opacity: 1;
      }
      .flag {
        stroke: none;
      }
      .reach {
        fill: none;
        stroke: none;
        pointer-events: all;
      }
    `,
  ];

  constructor() {
    super();
    this.height = HEIGHT;
  }

  override render() {
    const { height } = this;
    const { lines, unfinished, target, now, marks, fan, windows, label } = this.view;
    const plot = { top: TOP, height: height - TOP - (windows ? BARS : BOTTOM) };
    return html`<svg class="chart" role="img" height=${height} aria-label=${label}>
      ${windows ? chartWindows(windows, plot, height) : nothing}
      ${fan ? stretched(plot, chartFan(fan)) : nothing}
      ${target === undefined ? nothing : targetLine(target, plot)}
      ${marks.map((mark) => releaseMark(mark, windows ? plot.top + plot.height : height))}
      ${stretched(plot, [
        ...lines.map((line) => svg`<path class="line" d=${pathOf(line)} />`),
        ...(unfinished ? [svg`<path class="line unfinished" d=${pathOf(unfinished)} />`] : []),
      ])}
      ${now === undefined ? nothing : svg`<circle class="now" cx=${percent(now.x)} cy=${placeOf(now.y, plot)} r="2.6" />`}
    </svg>`;
  }
}

function targetLine(y: number, plot: Plot): TemplateResult<2> {
  // On a whole pixel's middle a hairline is crisp.
  const at = Math.floor(placeOf(y, plot)) + 0.5;
  return svg`<line class="target" x1="0" x2="100%" y1=${at} y2=${at} />`;
}

function releaseMark({ x, label, mine }: ChartView['marks'][number], bottom: number): TemplateResult<2> {
  return svg`<svg x=${percent(x)} aria-hidden="true" class="mark ${mine ? 'mine' : ''}">
    <title>${label}</title>
    <rect class="reach" x="-5" width="10" height=${bottom} />
    <line y1="4" y2=${bottom} />
    <path class="flag" d="M-3.5,0h7l-3.5,5.5z" />
  </svg>`;
}

/** A point between two gaps has no line to be seen by; its round end makes it a dot. */
function pathOf(line: LineView): string {
  const places: string[] = [];
  for (let at = 0; at + 1 < line.length; at += 2) places.push(place(line[at], line[at + 1]));
  const [first, ...rest] = places;
  return rest.length === 0 ? `M${first}h0` : `M${first}L${rest.join(' ')}`;
}

customElements.define('throughline-sparkline', Sparkline);
