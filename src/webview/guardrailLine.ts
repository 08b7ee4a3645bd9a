import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { AnswerView, GuardrailView, WatchView } from '../outcome/view';
import './answerLine';
import { baseStyles } from './baseStyles';
import { openerStyles } from './opener';
import './watchLine';

const ICONS = { held: 'check', broken: 'close', unknown: 'question' } as const;

/**
 * A metric that must not get worse: a mark, its value and its bound; below it what changed since what was shipped. What
 * is no news opens on a click.
 */
export class GuardrailLine extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: GuardrailView;

  static override styles = [
    baseStyles,
    openerStyles,
    css`
      .guardrail {
        display: flex;
        gap: 5px;
      }
      .guardrail > span {
        min-width: 0;
      }
      /* Below the title, not below the mark. */
      .since {
        margin-inline-start: 19px;
      }
      .since:not(:empty) {
        padding-bottom: 4px;
      }
      .since > * {
        margin-top: 2px;
      }
      .guardrail > vscode-icon {
        flex: none;
        margin-top: 0.15em;
      }
      .held > vscode-icon {
        color: var(--vscode-gitDecoration-addedResourceForeground, var(--vscode-charts-green));
      }
      .broken > vscode-icon,
      .broken .value {
        color: var(--vscode-list-errorForeground, var(--vscode-errorForeground));
      }
      .broken .value {
        font-weight: 600;
      }
      .bound {
        display: inline-block;
      }
      .unknown > vscode-icon {
        color: var(--vscode-descriptionForeground);
      }
    `,
  ];

  override render() {
    const { effect, watch } = this.view;
    const folded = [effect, watch].some((one) => one?.quiet);
    return html`
      ${
        folded
          ? html`<details>
              <summary>${this.standing(html`<vscode-icon class="more" name="chevron-right" size="14"></vscode-icon>`)}</summary>
              <div class="since">${this.since((one) => one.quiet === true)}</div>
            </details>`
          : this.standing(nothing)
      }
      <div class="since">${this.since((one) => !one.quiet)}</div>
    `;
  }

  private standing(opener: TemplateResult | typeof nothing): TemplateResult {
    const { state, stateText, title, value, bound, label } = this.view;
    return html`<div class="guardrail ${state}">
      <vscode-icon name=${ICONS[state]} size="14"></vscode-icon>
      <span>
        <span role="img" aria-label=${label} title=${label}>
          <bdi>${title}</bdi>
          <bdi class="value number">${value}</bdi>
          <bdi class="bound muted">${stateText === undefined ? nothing : `${stateText} `}${bound}</bdi>
        </span>
        ${opener}
      </span>
    </div>`;
  }

  private since(
    shown: (view: AnswerView | WatchView) => boolean,
  ): readonly (TemplateResult | typeof nothing)[] {
    const { effect, watch } = this.view;
    return [
      watch && shown(watch) ? html`<throughline-watch .view=${watch}></throughline-watch>` : nothing,
      effect && shown(effect) ? html`<throughline-answer .view=${effect}></throughline-answer>` : nothing,
    ];
  }
}

customElements.define('throughline-guardrail', GuardrailLine);
