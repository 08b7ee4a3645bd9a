import { css, html, LitElement } from 'lit';
import type { FigureGroup } from '../outcome/keyResultPage/view';
import { baseStyles } from './baseStyles';

/** Figures in two columns, name and value, each with what it means. */
export class FigureList extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: FigureGroup;

  static override styles = [
    baseStyles,
    css`
      h3 {
        margin-bottom: 4px;
        font-weight: 600;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(110px, 200px) minmax(0, 1fr);
        gap: 0;
        margin: 0;
      }
      dt,
      dd {
        margin: 0;
        padding: 5px 0;
        border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
        overflow-wrap: anywhere;
      }
      dt {
        padding-inline-end: 16px;
      }
      .value {
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      @container (max-width: 420px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
        }
        dd {
          padding-top: 0;
          border-top: 0;
        }
      }
    `,
  ];

  override render() {
    const { heading, rows } = this.view;
    return html`<h3>${heading}</h3>
      <dl>
        ${rows.map(
          ({ label, value, explanation }) => html`<dt class="muted">${label}</dt>
            <dd>
              <bdi class="value">${value}</bdi>
              <p class="small muted" dir="auto">${explanation}</p>
            </dd>`,
        )}
      </dl>`;
  }
}

customElements.define('throughline-figure-list', FigureList);
