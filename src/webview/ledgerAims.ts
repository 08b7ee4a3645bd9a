import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { AimFigures, LedgerReady } from '../outcome/ledger/view';
import { baseStyles } from './baseStyles';
import { FilterEvent } from './ledgerEvents';

/** Objectives and key results with what was done for each; who presses one sees its commits alone. */
export class LedgerAims extends LitElement {
  static override properties = { page: { attribute: false } };
  declare page: Pick<LedgerReady, 'aims' | 'filter' | 'labels'>;

  static override styles = [
    baseStyles,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th {
        padding: 2px 0;
        font: inherit;
        text-align: start;
      }
      /* What the figures leave. */
      th:first-child {
        width: 100%;
        max-width: 0;
      }
      td,
      th.figure {
        min-width: 3.5em;
        padding: 2px 0 2px 12px;
        text-align: end;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      thead th {
        color: var(--vscode-descriptionForeground);
      }
      button,
      .title {
        display: block;
        width: 100%;
        padding: 0 4px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .objective button,
      .objective .title {
        font-weight: 600;
      }
      .keyResult button {
        padding-inline-start: 18px;
      }
      button:hover {
        text-decoration: underline;
      }
      button:focus-visible {
        outline-offset: -1px;
      }
      button[aria-pressed='true'] {
        color: var(--vscode-list-inactiveSelectionForeground, inherit);
        background: var(--vscode-list-inactiveSelectionBackground);
        outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
        outline-offset: -1px;
      }
      button[aria-pressed='true']::before {
        content: '\\2713  ';
      }
      .zero {
        color: var(--vscode-descriptionForeground);
      }
      tr.objective th {
        padding-top: 8px;
      }
      tr.objective td {
        padding-top: 8px;
      }
      @container (max-width: 420px) {
        .lines {
          display: none;
        }
      }
      @container (max-width: 300px) {
        .released {
          display: none;
        }
      }
    `,
  ];

  override render() {
    const { aims, labels } = this.page;
    if (aims.length === 0) return nothing;
    return html`<table>
      <caption class="unseen">${labels.aims}</caption>
      <thead>
        <tr class="small">
          <th scope="col"><span class="title">${labels.aims}</span></th>
          <th scope="col" class="figure">${labels.commits}</th>
          <th scope="col" class="figure released">${labels.released}</th>
          <th scope="col" class="figure lines">${labels.lines}</th>
        </tr>
      </thead>
      ${aims.map(
        (aim) => html`<tbody>
          ${this.line('objective', aim.serves, aim.title, aim.title, aim.figures)}
          ${aim.keyResults.map(({ serves, id, title, state, figures }) =>
            this.line(
              'keyResult',
              serves,
              state === undefined ? title : `${title} (${state})`,
              `${id}: ${title}`,
              figures,
            ),
          )}
        </tbody>`,
      )}
    </table>`;
  }

  private line(
    kind: string,
    serves: string,
    text: string,
    title: string,
    figures: AimFigures,
  ): TemplateResult {
    const pressed = serves !== '' && serves === this.page.filter.serves;
    return html`<tr class="${kind} ${figures.share === 0 && serves !== '' ? 'zero' : ''}">
      <th scope="row">${
        serves === ''
          ? html`<span class="title">${text}</span>`
          : html`<button
              type="button"
              title=${title}
              aria-pressed=${pressed}
              @click=${() => this.dispatchEvent(new FilterEvent({ serves: pressed ? '' : serves }))}
              ><bdi>${text}</bdi></button
            >`
      }</th>
      <td>${figures.commits}</td>
      <td class="released">${figures.released}</td>
      <td class="lines">${figures.lines}</td>
    </tr>`;
  }
}

customElements.define('throughline-ledger-aims', LedgerAims);
