import { css, html, LitElement, nothing } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { GuardrailView } from '../outcome/view';
import { baseStyles } from './baseStyles';

const ICONS = { held: 'check', broken: 'close', unknown: 'question' } as const;

/** A metric that must not get worse: a mark, its value and its bound. */
export class GuardrailLine extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: GuardrailView;

  static override styles = [
    baseStyles,
    css`
      .guardrail {
        display: flex;
        gap: 5px;
      }
      vscode-icon {
        flex: none;
        margin-top: 0.15em;
      }
      .held vscode-icon {
        color: var(--vscode-gitDecoration-addedResourceForeground, var(--vscode-charts-green));
      }
      .broken vscode-icon,
      .broken .value {
        color: var(--vscode-list-errorForeground, var(--vscode-errorForeground));
      }
      .broken .value {
        font-weight: 600;
      }
      .bound {
        display: inline-block;
      }
      .unknown vscode-icon {
        color: var(--vscode-descriptionForeground);
      }
    `,
  ];

  override render() {
    const { state, stateText, title, value, bound, label } = this.view;
    return html`<div class="guardrail ${state}" role="img" aria-label=${label} title=${label}>
      <vscode-icon name=${ICONS[state]} size="14"></vscode-icon>
      <span>
        <bdi>${title}</bdi>
        <bdi class="value number">${value}</bdi>
        <bdi class="bound muted">${stateText === undefined ? nothing : `${stateText} `}${bound}</bdi>
      </span>
    </div>`;
  }
}

customElements.define('throughline-guardrail', GuardrailLine);
