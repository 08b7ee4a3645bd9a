import { css, html, LitElement } from 'lit';
import type { RepositoryWorkView } from '../outcome/view';
import { actionButtons, actionStyles } from './actionButton';
import { baseStyles } from './baseStyles';

/** How much of the cycle's work carries a purpose. */
export class RepositorySection extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: RepositoryWorkView;

  static override styles = [
    baseStyles,
    actionStyles,
    css`
      section {
        margin-top: 14px;
        padding-top: 10px;
        border-top: 1px solid var(--vscode-sideBarSectionHeader-border);
      }
      .counts {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: baseline;
        gap: 0 10px;
        margin: 3px 0 4px;
      }
    `,
  ];

  override render() {
    const { heading, count, share, actions } = this.view;
    return html`<section aria-labelledby="title">
      <h2 id="title" class="eyebrow">${heading}</h2>
      <p class="counts number"><span>${count}</span><span class="small muted">${share}</span></p>
      ${actionButtons(actions)}
    </section>`;
  }
}

customElements.define('throughline-repository', RepositorySection);
