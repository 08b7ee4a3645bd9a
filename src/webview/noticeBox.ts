import { css, html, LitElement } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { NoticeView } from '../outcome/view';
import { actionButtons, actionStyles } from './actionButton';
import { baseStyles } from './baseStyles';

/** A state that leaves the rest usable, with its next step. */
export class NoticeBox extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: NoticeView;

  static override styles = [
    baseStyles,
    actionStyles,
    css`
      .notice {
        display: flex;
        gap: 8px;
        margin-top: 10px;
        padding: 8px 10px 8px 8px;
        border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border));
        border-radius: 4px;
      }
      .body {
        flex: 1;
        min-width: 0;
      }
      .actions {
        margin-top: 6px;
      }
      .info {
        color: var(--vscode-problemsInfoIcon-foreground);
      }
      .warning {
        color: var(--vscode-problemsWarningIcon-foreground);
      }
      .error {
        color: var(--vscode-problemsErrorIcon-foreground);
      }
    `,
  ];

  override render() {
    const { tone, text, actions } = this.view;
    return html`<div class="notice small">
      <vscode-icon name=${tone} class=${tone}></vscode-icon>
      <div class="body">
        <p dir="auto">${text}</p>
        ${actionButtons(actions)}
      </div>
    </div>`;
  }
}

customElements.define('throughline-notice', NoticeBox);
