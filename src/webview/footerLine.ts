import { css, html, LitElement } from 'lit';
import type { ReadyPage } from '../outcome/view';
import { actionButtons, actionStyles } from './actionButton';
import { baseStyles } from './baseStyles';

/** Where the numbers come from. */
export class FooterLine extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: ReadyPage['footer'];

  static override styles = [
    baseStyles,
    actionStyles,
    css`
      .footer {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 2px 10px;
        margin-top: 14px;
        padding-top: 8px;
        border-top: 1px solid var(--vscode-sideBarSectionHeader-border);
      }
      .text {
        flex: 1 1 160px;
        min-width: 0;
      }
    `,
  ];

  override render() {
    const { text, actions } = this.view;
    return html`<div class="footer small"><bdi class="text muted">${text}</bdi>${actionButtons(actions)}</div>`;
  }
}

customElements.define('throughline-footer', FooterLine);
