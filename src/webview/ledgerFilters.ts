import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { LedgerReady, Option, PanelFilter } from '../outcome/ledger/view';
import { baseStyles } from './baseStyles';
import { FilterEvent } from './ledgerEvents';

/** While somebody types, nothing is searched. */
const TYPING_PAUSE_MS = 400;
const CLEARED = { tagged: 'any', serves: '', release: '', path: '', text: '' } as const;

/** What is shown of the ledger, in one line where there is room. */
export class LedgerFilters extends LitElement {
  static override properties = { page: { attribute: false } };
  declare page: Pick<LedgerReady, 'filter' | 'options' | 'labels'>;
  private pause: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    baseStyles,
    css`
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 8px;
        align-items: center;
      }
      select,
      input {
        height: 26px;
        min-width: 0;
        padding: 2px 6px;
        border: 1px solid;
        border-radius: 2px;
        font: inherit;
      }
      select {
        flex: 0 1 auto;
        max-width: 170px;
        border-color: var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent));
        color: var(--vscode-dropdown-foreground);
        background: var(--vscode-dropdown-background);
        text-overflow: ellipsis;
      }
      option,
      optgroup {
        color: var(--vscode-dropdown-foreground);
        background: var(--vscode-dropdown-listBackground, var(--vscode-dropdown-background));
      }
      input {
        flex: 1 1 120px;
        max-width: 260px;
        border-color: var(
          --vscode-input-border,
          var(--vscode-settings-textInputBorder, var(--vscode-contrastBorder, transparent))
        );
        color: var(--vscode-input-foreground);
        background: var(--vscode-input-background);
      }
      input::placeholder {
        color: var(--vscode-input-placeholderForeground);
        opacity: 1;
      }
      select:focus-visible,
      input:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
      .link {
        color: var(--vscode-textLink-foreground);
        white-space: nowrap;
      }
      .link:hover {
        color: var(--vscode-textLink-activeForeground);
        text-decoration: underline;
      }
    `,
  ];

  override render() {
    const { filter, options, labels } = this.page;
    const { periods, tagged, serves, releases } = options;
    const narrowed = Object.entries(CLEARED).some(
      ([key, value]) => filter[key as keyof PanelFilter] !== value,
    );
    return html`<div class="filters" role="search" aria-label=${labels.filters}>
      ${periods.length > 1 ? this.select('period', labels.period, [], periods) : nothing}
      ${this.select('serves', labels.serves, serves, [{ value: '', label: labels.everything }])}
      ${this.select('tagged', labels.state, [], tagged)} ${this.select('release', labels.release, [], releases)}
      ${this.input('text', labels.text)} ${this.input('path', labels.path)}
      ${
        narrowed
          ? html`<button type="button" class="link" @click=${() => this.change(CLEARED)}>${labels.clear}</button>`
          : nothing
      }
    </div>`;
  }

  /** A box that nobody types in shows what the host has. */
  protected override updated(): void {
    for (const input of this.renderRoot.querySelectorAll('input')) {
      const value = this.page.filter[input.name as 'text' | 'path'];
      if (this.pause === undefined && input.value.trim() !== value) input.value = value;
    }
  }

  private select(
    name: keyof PanelFilter,
    label: string,
    groups: LedgerReady['options']['serves'],
    options: readonly Option[],
  ): TemplateResult {
    const chosen = this.page.filter[name];
    const known = [...options, ...groups.flatMap((group) => group.options)];
    const gone = known.some(({ value }) => value === chosen)
      ? []
      : [{ value: chosen, label: chosen.slice(2) }];
    const item = ({ value, label: text }: Option): TemplateResult =>
      html`<option value=${value} .selected=${value === chosen}>${text}</option>`;
    return html`<select
      aria-label=${label}
      title=${label}
      @change=${(event: Event) => this.change({ [name]: (event.target as HTMLSelectElement).value })}
    >
      ${[...options, ...gone].map(item)}
      ${groups.map((group) => html`<optgroup label=${group.label}>${group.options.map(item)}</optgroup>`)}
    </select>`;
  }

  private input(name: 'text' | 'path', label: string): TemplateResult {
    return html`<input
      type="search"
      name=${name}
      aria-label=${label}
      placeholder=${label}
      spellcheck="false"
      maxlength="500"
      @input=${() => {
        clearTimeout(this.pause);
        this.pause = setTimeout(this.typed, TYPING_PAUSE_MS);
      }}
      @change=${() => this.typed()}
    />`;
  }

  private readonly typed = (): void => {
    clearTimeout(this.pause);
    this.pause = undefined;
    const values = [...this.renderRoot.querySelectorAll('input')].map(({ name, value }) => [
      name,
      value.trim(),
    ]);
    this.change(Object.fromEntries(values));
  };

  private change(change: Partial<PanelFilter>): void {
    const { filter } = this.page;
    const differs = Object.entries(change).some(([key, value]) => filter[key as keyof PanelFilter] !== value);
    if (differs) this.dispatchEvent(new FilterEvent(change));
  }
}

customElements.define('throughline-ledger-filters', LedgerFilters);
