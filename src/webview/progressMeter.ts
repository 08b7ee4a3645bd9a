import { css, html, LitElement, nothing } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { BarView } from '../outcome/view/pictures';
import { baseStyles } from './baseStyles';

/** How far the value has come, with a mark where the calendar is. */
export class ProgressMeter extends LitElement {
  static override properties = { view: { attribute: false }, name: { attribute: false } };
  declare view: BarView;
  /** Whose progress it is. */
  declare name: string;

  private readonly fill = createRef<HTMLElement>();
  private readonly pace = createRef<HTMLElement>();

  static override styles = [
    baseStyles,
    css`
      .track {
        position: relative;
        height: 4px;
        border-radius: 2px;
        background: var(--vscode-widget-border);
        outline: 1px solid var(--vscode-contrastBorder, transparent);
      }
      .fill {
        height: 100%;
        border-radius: 2px;
        background: var(--vscode-charts-blue);
      }
      .pace {
        position: absolute;
        inset-block: -3px;
        width: 2px;
        margin-inline-start: -1px;
        background: var(--vscode-foreground);
      }
      /* Contrast themes draw borders in strong colours: an empty track is empty there. */
      :host-context(.vscode-high-contrast) .track {
        background: none;
      }
    `,
  ];

  override render() {
    const { fraction, pace, label } = this.view;
    const percent = Math.round(fraction * 100);
    return html`<div
      class="track"
      role="progressbar"
      aria-label=${this.name}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${percent}
      aria-valuetext=${label}
      title=${label}
    >
      <div class="fill" ${ref(this.fill)}></div>
      ${pace === undefined ? nothing : html`<div class="pace" ${ref(this.pace)}></div>`}
    </div>`;
  }

  /** Widths are set from here: the page's policy allows no style attributes. */
  protected override updated(): void {
    const { fraction, pace } = this.view;
    if (this.fill.value) this.fill.value.style.width = share(fraction);
    if (this.pace.value) this.pace.value.style.insetInlineStart = share(pace ?? 0);
  }
}

function share(fraction: number): string {
  return `${Math.min(1, Math.max(0, fraction)) * 100}%`;
}

customElements.define('throughline-progress', ProgressMeter);
