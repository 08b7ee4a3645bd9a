import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { ChartRow, KeyResultLabels } from '../outcome/keyResultPage/view';
import { baseStyles } from './baseStyles';
import { disclosureStyles } from './disclosureStyles';

/** What a chart shows as a table, newest first, for whoever opens it. */
export class ValueTable extends LitElement {
  static override properties = {
    rows: { attribute: false },
    labels: { attribute: false },
    open: { state: true },
  };
  declare rows: readonly ChartRow[];
  declare labels: KeyResultLabels;
  declare open: boolean;

  static override styles = [
    baseStyles,
    disclosureStyles,
    css`
      .scroll {
        max-height: 320px;
        margin-top: 4px;
        overflow: auto;
        border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
      }
      .scroll:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 2px 10px;
        text-align: start;
        vertical-align: baseline;
        font-weight: inherit;
      }
      thead th {
        position: sticky;
        top: 0;
        background: var(--vscode-editor-background);
        font-weight: 600;
      }
      tbody th {
        white-space: nowrap;
      }
      .value {
        text-align: end;
      }
    `,
  ];

  constructor() {
    super();
    this.open = false;
  }

  override render() {
    const { labels, open } = this;
    return html`<details class="small" @toggle=${this.toggled}>
      <summary>
        <vscode-icon class="more" name="chevron-right" size="14"></vscode-icon>${labels.table}
      </summary>
      ${open ? html`<div class="scroll" tabindex="0" role="region" aria-label=${labels.table}>${this.table()}</div>` : nothing}
    </details>`;
  }

  private readonly toggled = (event: Event): void => {
    this.open = (event.currentTarget as HTMLDetailsElement).open;
  };

  private table(): TemplateResult {
    const { labels, rows } = this;
    const column = (has: (row: ChartRow) => boolean, cell: TemplateResult) =>
      rows.some(has) ? cell : nothing;
    const foreseen = (row: ChartRow): boolean => row.foreseenText !== '';
    const noted = (row: ChartRow): boolean => row.note !== '';
    const [anyForeseen, anyNoted] = [rows.some(foreseen), rows.some(noted)];
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${labels.day}</th>
          <th scope="col" class="value">${labels.value}</th>
          ${column(foreseen, html`<th scope="col">${labels.foreseen}</th>`)}
          ${column(noted, html`<th scope="col">${labels.note}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.toReversed().map(
          ({ day, text, foreseenText, note }) => html`<tr>
            <th scope="row">${day}</th>
            <td class="value">${text}</td>
            ${anyForeseen ? html`<td>${foreseenText}</td>` : nothing}
            ${anyNoted ? html`<td><bdi>${note}</bdi></td>` : nothing}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

customElements.define('throughline-value-table', ValueTable);
