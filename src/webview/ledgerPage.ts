import { html, LitElement, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import type { LedgerPage, LedgerReady, LedgerRow } from '../outcome/ledger/view';
import { baseStyles } from './baseStyles';
import './emptyState';
import './ledgerAims';
import './ledgerChart';
import { AskEvent, FilterEvent } from './ledgerEvents';
import './ledgerFilters';
import { ledgerPageStyles } from './ledgerPageStyles';
import { LedgerTable } from './ledgerTable';
import type { LedgerUiState } from './ledgerUiState';

/** The whole panel, drawn from one page of the view model. */
export class LedgerPageElement extends LitElement {
  static override properties = { page: { attribute: false } };
  declare page: LedgerPage | undefined;
  /** What the user left it at. */
  restored: LedgerUiState | undefined;

  static override styles = [baseStyles, ledgerPageStyles];

  receive(list: number, start: number, rows: readonly LedgerRow[]): void {
    const table = this.renderRoot.querySelector('throughline-ledger-table');
    if (table instanceof LedgerTable) table.receive(list, start, rows);
  }

  override render() {
    const { page } = this;
    if (page === undefined) return nothing;
    if (page.kind === 'empty')
      return html`<main class="alone"><throughline-empty .view=${page}></throughline-empty></main>`;
    return this.ready(page);
  }

  private ready(page: LedgerReady): TemplateResult {
    const { labels, list, chart, aims } = page;
    return html`${page.busy ? busy(labels.title) : nothing}
      <header>${this.header(page)}</header>
      <main>
        <section class="overview ${aims.length === 0 ? 'single' : ''}">
          <throughline-ledger-aims .page=${page}></throughline-ledger-aims>
          ${
            chart
              ? html`<throughline-ledger-chart .chart=${chart} .labels=${labels}></throughline-ledger-chart>`
              : nothing
          }
        </section>
        <section class="bar">
          <throughline-ledger-filters .page=${page}></throughline-ledger-filters>
          <p class="summary" role="status">
            ${list.searching === undefined ? html`<span>${list.summary}</span>` : html`<span>${list.searching}</span>`}
            ${
              list.searching !== undefined && page.busy
                ? html`<button type="button" class="link" @click=${() => this.dispatchEvent(new AskEvent('stop'))}
                    >${labels.stop}</button
                  >`
                : nothing
            }
          </p>
        </section>
        ${list.empty ? this.nothingHere(page, list.empty) : nothing}
        <throughline-ledger-table
          class=${list.empty ? 'away' : ''}
          .list=${list}
          .labels=${labels}
          .filterKey=${JSON.stringify(page.filter)}
          .restored=${this.restored}
        ></throughline-ledger-table>
      </main>`;
  }

  private header({ repository, branch, counted, share, notes, list, labels }: LedgerReady): TemplateResult {
    return html`<div class="first">
        <div class="where">
          <p class="muted small">
            <bdi>${repository}</bdi>
            ${branch === '' ? nothing : html`<span class="branch"><vscode-icon name="git-branch" size="13"></vscode-icon><bdi>${branch}</bdi></span>`}
          </p>
          <h1>${counted}</h1>
        </div>
        <vscode-button
          secondary
          icon="export"
          ?disabled=${list.count === 0}
          @click=${() => this.dispatchEvent(new AskEvent('export'))}
          >${labels.export}</vscode-button
        >
      </div>
      <div class="share" aria-hidden="true"><div class="fill" data-share=${share}></div></div>
      ${
        notes.length === 0
          ? nothing
          : html`<ul class="notes small muted">
              ${notes.map(({ icon, text }) => html`<li><vscode-icon name=${icon} size="14"></vscode-icon><bdi>${text}</bdi></li>`)}
            </ul>`
      }`;
  }

  private nothingHere(
    { labels }: LedgerReady,
    { title, text, canClear }: NonNullable<LedgerReady['list']['empty']>,
  ): TemplateResult {
    const clear = new FilterEvent({ tagged: 'any', serves: '', release: '', path: '', text: '' });
    return html`<div class="nothing">
      <h2>${title}</h2>
      ${text === '' ? nothing : html`<p class="muted">${text}</p>`}
      ${canClear ? html`<vscode-button secondary @click=${() => this.dispatchEvent(clear)}>${labels.clear}</vscode-button>` : nothing}
    </div>`;
  }

  protected override updated(): void {
    const fill = this.renderRoot.querySelector<HTMLElement>('.fill');
    // From here: the page's policy allows no style attributes.
    if (fill) fill.style.width = `${Number(fill.dataset.share) * 100}%`;
  }
}

function busy(label: string): TemplateResult {
  // The element knows of the system's wish for less motion, not of VS Code's.
  const still = document.body.classList.contains('vscode-reduce-motion');
  return html`<vscode-progress-bar class=${still ? 'still' : ''} aria-label=${label}></vscode-progress-bar>`;
}

customElements.define('throughline-ledger', LedgerPageElement);
