import { css, html, LitElement, nothing } from 'lit';
import uPlot from 'uplot';
import type { LedgerChart, LedgerLabels } from '../outcome/ledger/view';
import { baseStyles } from './baseStyles';
import { type ChartLook, chartOptions } from './ledgerChartOptions';

const HEIGHT = 190;

/** The course of the commits. The picture is for the eye; a table says the same to whoever listens. */
export class LedgerChartElement extends LitElement {
  static override properties = {
    chart: { attribute: false },
    labels: { attribute: false },
    pointed: { state: true },
  };
  declare chart: LedgerChart;
  declare labels: LedgerLabels;
  /** Number of the bar under the pointer. */
  declare pointed: number | undefined;
  private plot: uPlot | undefined;
  private drawn = '';
  private readonly sizes = new ResizeObserver(() => this.draw());
  /** VS Code writes the colours of another theme into the page. */
  private readonly themes = new MutationObserver(() => this.draw());

  static override styles = [
    baseStyles,
    css`
      figure {
        margin: 0;
      }
      .plot {
        height: ${HEIGHT}px;
        overflow: hidden;
      }
      .uplot,
      .u-wrap {
        position: relative;
      }
      .u-over,
      .u-under {
        position: absolute;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 10px;
        min-height: 1.4em;
      }
      .legend span {
        white-space: nowrap;
      }
      .key {
        display: inline-block;
        width: 10px;
        height: 10px;
        margin-inline-end: 5px;
        border: 1px solid var(--vscode-descriptionForeground);
      }
      .key.tagged {
        border-color: var(--vscode-charts-blue);
        background: var(--vscode-charts-blue);
      }
      .key.lines {
        width: 16px;
        height: 0;
        margin-bottom: 3px;
        border: 0;
        border-top: 2px dashed var(--vscode-charts-yellow);
      }
      .key.release {
        width: 0;
        height: 0;
        border: 4px solid transparent;
        border-top: 7px solid var(--vscode-foreground);
        border-bottom: 0;
      }
      .pointed {
        min-height: 1.4em;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  override render() {
    const { chart, labels, pointed } = this;
    const { buckets, hasLines } = chart;
    const released = buckets.some(({ releases }) => releases !== '');
    return html`<figure>
        <div class="plot" role="img" aria-label=${chart.label}></div>
        <div class="legend small muted" aria-hidden="true">
          <span><i class="key tagged"></i>${labels.tagged}</span>
          <span><i class="key"></i>${labels.untagged}</span>
          ${hasLines ? html`<span><i class="key lines"></i>${labels.linesChanged}</span>` : nothing}
          ${released ? html`<span><i class="key release"></i>${labels.release}</span>` : nothing}
        </div>
        <p class="pointed small" aria-hidden="true">${pointed === undefined ? '' : (buckets[pointed]?.text ?? '')}</p>
      </figure>
      <div class="unseen"><table>
        <caption>${labels.chart}</caption>
        <thead>
          <tr><th scope="col">${labels.time}</th><th scope="col">${labels.commits}</th></tr>
        </thead>
        <tbody>${buckets.map(({ tick, text }) => html`<tr><th scope="row">${tick}</th><td>${text}</td></tr>`)}</tbody>
      </table></div>`;
  }

  protected override firstUpdated(): void {
    this.sizes.observe(this.plotElement);
    const attributes = { attributes: true, attributeFilter: ['class', 'style'] };
    this.themes.observe(document.documentElement, attributes);
    this.themes.observe(document.body, attributes);
  }

  protected override updated(): void {
    this.draw();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.themes.disconnect();
    this.plot?.destroy();
  }

  private get plotElement(): HTMLElement {
    const found = this.renderRoot.querySelector<HTMLElement>('.plot');
    if (found === null) throw new Error('The chart has no place');
    return found;
  }

  /** Anew where anything changed that it is drawn from; otherwise the picture stays. */
  private draw(): void {
    const element = this.plotElement;
    const look = lookOf(this);
    const { clientWidth: width } = element;
    const drawn = JSON.stringify([width, look, this.chart]);
    if (width === 0 || drawn === this.drawn) return;
    this.drawn = drawn;
    this.plot?.destroy();
    const { buckets } = this.chart;
    const point = (index: number | undefined): void => {
      this.pointed = index;
    };
    const options = chartOptions(this.chart, this.labels, look, { width, height: HEIGHT, point });
    const data: uPlot.AlignedData = [
      buckets.map(({ from, to }) => (from + to) / 2),
      buckets.map(({ tagged, untagged }) => tagged + untagged || null),
      buckets.map(({ tagged }) => tagged || null),
      buckets.map(({ lines }) => lines ?? null),
    ];
    this.plot = new uPlot(options, data, element);
  }
}

function lookOf(element: Element): ChartLook {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--vscode-${name}`).trim();
  return {
    tagged: colour('charts-blue'),
    lines: colour('charts-yellow'),
    muted: colour('descriptionForeground'),
    text: colour('foreground'),
    grid: colour('panel-border') || colour('contrastBorder') || colour('descriptionForeground'),
    font: `11px ${colour('font-family')}`,
  };
}

customElements.define('throughline-ledger-chart', LedgerChartElement);
