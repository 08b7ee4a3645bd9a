import { css, html, LitElement } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { ProblemView } from '../outcome/view';
import { actionButtons, actionStyles } from './actionButton';
import { baseStyles } from './baseStyles';

/** Why there is no fresh number, and what to do about it. */
export class ProblemBlock extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: ProblemView;

  static override styles = [
    baseStyles,
    actionStyles,
    css`
      .problem {
        display: flex;
        gap: 5px;
        margin-top: 4px;
      }
      .body {
        flex: 1;
        min-width: 0;
      }
      vscode-icon {
        flex: none;
        margin-top: 0.15em;
      }
      .info vscode-icon {
        color: var(--vscode-problemsInfoIcon-foreground);
      }
      .warning vscode-icon {
        color: var(--vscode-problemsWarningIcon-foreground);
      }
      .error vscode-icon {
        color: var(--vscode-problemsErrorIcon-foreground);
      }
      .actions {
        margin-top: 2px;
      }
    `,
  ];

  override render() {
    const { icon, tone, text, next, actions } = this.view;
    return html`<div class="problem small ${tone}">
      <vscode-icon name=${icon} size="14"></vscode-icon>
      <div class="body">
        <p dir="auto">${text}</p>
        <p class="muted" dir="auto">${next}</p>
        ${actionButtons(actions)}
      </div>
    </div>`;
  }
}

customElements.define('throughline-problem', ProblemBlock);
