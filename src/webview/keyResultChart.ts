import { html, nothing, type TemplateResult } from 'lit';
import type { KeyResultLabels, PageChart } from '../outcome/keyResultPage/view';
import { baseStyles } from './baseStyles';
import { type ChartDrawing, ChartElement, chartStyles } from './chartElement';
import { courseData, courseOptions } from './keyResultChartOptions';
import { courseStyles } from './keyResultChartStyles';
import type { ThemeLook } from './themeLook';
import './valueTable';

const HEIGHT = 360;
const NARROW = { width: 480, height: 280 };
const LARGE_STEP = 7;

/** The course of a key result with what is foreseen. The pointer and the arrow keys read it, a table says the same. */
export class KeyResultChartElement extends ChartElement {
  static override properties = {
    charts: { attribute: false },
    labels: { attribute: false },
    shown: { state: true },
    pointed: { state: true },
    said: { state: true },
    zoomed: { state: true },
  };
  declare charts: readonly PageChart[];
  declare labels: KeyResultLabels;
  /** Name of the chart that is shown, where somebody chose one. */
  declare shown: string | undefined;
  /** Number of the row under the pointer. */
  declare pointed: number | undefined;
  /** What a screen reader is told: only what the keyboard came to, or it would never fall silent. */
  declare said: string;
  declare zoomed: boolean;

  static override styles = [baseStyles, chartStyles, courseStyles];

  constructor() {
    super();
    this.said = '';
    this.zoomed = false;
  }

  override get chart(): PageChart {
    const found = this.charts.find(({ name }) => name === this.shown) ?? this.charts[0];
    if (found === undefined) throw new Error('There is no chart');
    return found;
  }

  override render() {
    const { chart, charts, labels, pointed } = this;
    const row = pointed === undefined ? undefined : chart.rows[pointed];
    return html`<figure>
        <div class="bar">
          ${charts.length > 1 ? this.views() : nothing}
          <p class="reading small" aria-hidden="true">${row ? readingOf(row) : labels.hint}</p>
          <button type="button" class="link small ${this.zoomed ? '' : 'away'}" ?disabled=${!this.zoomed} @click=${this.reset}
            >${labels.reset}</button
          >
        </div>
        <div
          class="plot"
          role="application"
          tabindex="0"
          aria-label=${chart.label}
          aria-describedby="keys"
          @keydown=${this.key}
          @blur=${() => this.leave()}
        ></div>
        <p id="keys" class="unseen">${labels.keys}</p>
        <p class="unseen" role="status">${this.said}</p>
        ${legend(chart, labels)}
      </figure>
      <throughline-value-table .rows=${chart.rows} .labels=${labels}></throughline-value-table>`;
  }

  private views(): TemplateResult {
    const { charts, labels, chart } = this;
    return html`<div class="views" role="group" aria-label=${labels.views}>
      ${charts.map(
        ({ name }) => html`<button
          type="button"
          class="view small"
          aria-pressed=${name === chart.name}
          @click=${() => {
            this.shown = name;
          }}
          >${name}</button
        >`,
      )}
    </div>`;
  }

  private get extent(): { readonly min: number; readonly max: number } {
    const { rows } = this.chart;
    return { min: rows[0]?.at ?? 0, max: rows.at(-1)?.at ?? 1 };
  }

  protected override drawing(look: ThemeLook, width: number): ChartDrawing {
    const { chart } = this;
    const options = courseOptions(chart, look, {
      width,
      height: width < NARROW.width ? NARROW.height : HEIGHT,
      point: (index) => {
        this.pointed = index;
      },
      zoom: (from, to) => {
        const { extent } = this;
        this.zoomed = from > extent.min || to < extent.max;
      },
    });
    return { options, data: courseData(chart) };
  }

  /** What somebody zoomed to stays. */
  protected override draw(): boolean {
    const { zoomed } = this;
    const { min, max } = this.plot?.scales.x ?? {};
    const drawn = super.draw();
    if (drawn && zoomed && typeof min === 'number' && typeof max === 'number')
      this.plot?.setScale('x', { min, max });
    return drawn;
  }

  private readonly reset = (): void => {
    this.plot?.setScale('x', this.extent);
    this.plotElement.focus({ preventScroll: true });
  };

  private leave(): void {
    this.plot?.setCursor({ left: -10, top: -10 });
    this.said = '';
  }

  private readonly key = (event: KeyboardEvent): void => {
    const to = this.target(event);
    if (to !== undefined) this.goTo(to);
    else if (event.key === '+' || event.key === '=') this.scale(0.5);
    else if (event.key === '-' || event.key === '−') this.scale(2);
    else if (event.key === 'Escape' || event.key === '0') this.reset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** The row that a key leads to. */
  private target({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): number | undefined {
    if (ctrlKey || altKey || metaKey) return undefined;
    const { rows } = this.chart;
    const last = rows.length - 1;
    const now = rows.findLastIndex(({ value }) => value !== undefined);
    const at = this.pointed;
    const step = shiftKey ? LARGE_STEP : 1;
    const by = (way: number): number => Math.min(last, Math.max(0, at === undefined ? now : at + way));
    switch (key) {
      case 'ArrowLeft':
        return by(-step);
      case 'ArrowRight':
        return by(step);
      case 'PageUp':
        return by(-LARGE_STEP);
      case 'PageDown':
        return by(LARGE_STEP);
      case 'Home':
        return 0;
      case 'End':
        return last;
      default:
        return undefined;
    }
  }

  private goTo(index: number): void {
    const { plot } = this;
    const row = this.chart.rows[index];
    if (plot === undefined || row === undefined) return;
    const { min = 0, max = 0 } = plot.scales.x ?? {};
    if (row.at < min || row.at > max) {
      const half = (max - min) / 2;
      plot.setScale('x', this.within(row.at - half, row.at + half));
    }
    // The cursor stands where the scale has put the row.
    requestAnimationFrame(() => {
      plot.setCursor({ left: plot.valToPos(row.at, 'x'), top: 0 });
      this.pointed = index;
      this.said = readingOf(row);
    });
  }

  /** Zooms around the row that is read, else around the middle. */
  private scale(by: number): void {
    const { min = 0, max = 0 } = this.plot?.scales.x ?? {};
    const middle = this.pointed === undefined ? (min + max) / 2 : (this.chart.rows[this.pointed]?.at ?? min);
    const half = ((max - min) / 2) * by;
    this.plot?.setScale('x', this.within(middle - half, middle + half));
  }

  private within(from: number, to: number): { min: number; max: number } {
    const { min, max } = this.extent;
    const width = Math.min(to - from, max - min);
    const start = Math.min(Math.max(from, min), max - width);
    return { min: start, max: start + width };
  }
}

function readingOf({ day, text, foreseenText, note }: PageChart['rows'][number]): string {
  return [day, text, foreseenText, note].filter((part) => part !== '').join(' · ');
}

function legend({ rows, targets, marks, spans }: PageChart, labels: KeyResultLabels): TemplateResult {
  const fan = rows.some(({ foreseen }) => foreseen !== undefined);
  const key = (shown: boolean, name: string, label: string) =>
    shown ? html`<span><i class="key ${name}"></i>${label}</span>` : nothing;
  const has = (kind: string): boolean => marks.some((mark) => mark.kind === kind);
  return html`<div class="legend small muted" aria-hidden="true">
    ${key(true, 'course', labels.course)}
    ${key(
      rows.some(({ open, value }) => open === true && value !== undefined),
      'open',
      labels.unfinished,
    )}
    ${key(targets.length > 0, 'target', labels.target)} ${key(fan, 'mean', labels.mean)}
    ${key(fan, 'band80', labels.band80)} ${key(fan, 'band95', labels.band95)}
    ${key(has('own') || has('asked'), 'own', labels.own)} ${key(has('other'), 'other', labels.other)}
    ${key(
      spans.some(({ kind }) => kind === 'leftOut'),
      'leftOut',
      labels.leftOut,
    )}
  </div>`;
}

customElements.define('throughline-key-result-chart', KeyResultChartElement);
