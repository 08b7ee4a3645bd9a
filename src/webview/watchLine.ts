import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { WatchView } from '../outcome/view';
import { actionButtons, actionStyles } from './actionButton';
import './answerLine';
import { baseStyles } from './baseStyles';

/** Whether a metric has got worse since what was shipped: an alarm with its mark and what can be done, else one small line. */
export class WatchLine extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: WatchView;

  static override styles = [
    baseStyles,
    actionStyles,
    css`
      .watch {
        display: flex;
        gap: 5px;
      }
      .watch > vscode-icon {
        flex: none;
        margin-top: 0.15em;
        color: var(--vscode-descriptionForeground);
      }
      .alarm > vscode-icon {
        color: var(--vscode-list-errorForeground, var(--vscode-errorForeground));
      }
      .actions {
        margin-top: 2px;
      }
    `,
  ];

  override render() {
    const { alarm, muted, quiet, actions } = this.view;
    const look = muted ? 'muted' : alarm ? 'alarm' : 'watching';
    return html`<div class="watch ${look}">
      ${icon(alarm, muted)}
      <div>
        <throughline-answer .view=${this.view}></throughline-answer>
        <div class=${quiet ? 'small' : ''}>${actionButtons(actions)}</div>
      </div>
    </div>`;
  }
}

function icon(alarm: boolean, muted: boolean | undefined): TemplateResult | typeof nothing {
  const name = muted ? 'bell-slash' : alarm ? 'warning' : undefined;
  return name === undefined ? nothing : html`<vscode-icon name=${name} size="14"></vscode-icon>`;
}

customElements.define('throughline-watch', WatchLine);
