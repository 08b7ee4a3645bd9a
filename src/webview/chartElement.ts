import { css, LitElement } from 'lit';
import uPlot from 'uplot';
import { type ThemeLook, themeLook } from './themeLook';

export interface ChartDrawing {
  readonly options: uPlot.Options;
  readonly data: uPlot.AlignedData;
}

/** What every chart needs around its `.plot`. */
export const chartStyles = css`
  figure {
    margin: 0;
  }
  .plot {
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
  }
  .legend span {
    white-space: nowrap;
  }
`;

/** Draws a chart into its `.plot`, anew where its width, the theme or what it is drawn from has changed. */
export abstract class ChartElement extends LitElement {
  /** What is drawn, as plain data. */
  abstract chart: object;
  protected plot: uPlot | undefined;
  private drawn = '';
  private readonly sizes = new ResizeObserver(() => this.draw());
  /** VS Code writes the colours of another theme into the page. */
  private readonly themes = new MutationObserver(() => this.draw());

  /** @param width in pixels */
  protected abstract drawing(look: ThemeLook, width: number): ChartDrawing;

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

  protected get plotElement(): HTMLElement {
    const found = this.renderRoot.querySelector<HTMLElement>('.plot');
    if (found === null) throw new Error('The chart has no place');
    return found;
  }

  /** @returns whether the picture is another one */
  protected draw(): boolean {
    const element = this.plotElement;
    const look = themeLook(this);
    const { clientWidth: width } = element;
    const drawn = JSON.stringify([width, look, this.chart]);
    if (width === 0 || drawn === this.drawn) return false;
    this.drawn = drawn;
    this.plot?.destroy();
    const { options, data } = this.drawing(look, width);
    this.plot = new uPlot(options, data, element);
    return true;
  }
}
