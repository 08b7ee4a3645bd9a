import { css, html, nothing } from 'lit';
import type uPlot from 'uplot';
import type { LedgerChart, LedgerLabels } from '../outcome/ledger/view';
import { baseStyles } from './baseStyles';
import { type ChartDrawing, ChartElement, chartStyles } from './chartElement';
import { chartOptions } from './ledgerChartOptions';
import type { ThemeLook } from './themeLook';

const HEIGHT = 190;

/** The course of the commits. The picture is for the eye; a table says the same to whoever listens. */
export class LedgerChartElement extends ChartElement {
  static override properties = {
    chart: { attribute: false },
    labels: { attribute: false },
    pointed: { state: true },
  };
  declare chart: LedgerChart;
  declare labels: LedgerLabels;
  /** Number of the bar under the pointer. */
  declare pointed: number | undefined;

  static override styles = [
    baseStyles,
    chartStyles,
    css`
      .plot {
        height: ${HEIGHT}px;
      }
      .legend {
        gap: 2px 10px;
        min-height: 1.4em;
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

  protected override drawing(look: ThemeLook, width: number): ChartDrawing {
    const { buckets } = this.chart;
    const point = (index: number | undefined): void => {
      this.pointed = index;
    };
    const data: uPlot.AlignedData = [
      buckets.map(({ from, to }) => (from + to) / 2),
      buckets.map(({ tagged, untagged }) => tagged + untagged || null),
      buckets.map(({ tagged }) => tagged || null),
      buckets.map(({ lines }) => lines ?? null),
    ];
    return {
      options: chartOptions(this.chart, this.labels, look, { width, height: HEIGHT, point }),
      data,
    };
  }
}

customElements.define('throughline-ledger-chart', LedgerChartElement);
