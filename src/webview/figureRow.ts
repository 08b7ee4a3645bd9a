import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { DeltaView, KeyResultView } from '../outcome/view';
import { baseStyles } from './baseStyles';

const ARROWS = { up: '▲', down: '▼', flat: '' } as const;

/** The numbers of a key result: value, goal, change and score. The score keeps its place while the rest wraps. */
export class FigureRow extends LitElement {
  static override properties = { view: { attribute: false }, large: { attribute: false } };
  declare view: KeyResultView;
  declare large: boolean;

  static override styles = [
    baseStyles,
    css`
      .row {
        display: flex;
        gap: 6px;
        justify-content: space-between;
        align-items: first baseline;
      }
      .figures {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 6px;
        min-width: 0;
      }
      .figures > * {
        max-width: 100%;
      }
      .large .value {
        font-size: 1.5em;
        line-height: 1.25;
      }
      .value {
        font-weight: 600;
      }
      .value.stale {
        color: var(--vscode-descriptionForeground);
      }
      .good {
        color: var(--vscode-gitDecoration-addedResourceForeground, var(--vscode-charts-green));
      }
      .bad {
        color: var(--vscode-list-errorForeground, var(--vscode-errorForeground));
      }
      .neutral {
        color: var(--vscode-descriptionForeground);
      }
      .arrow {
        margin-inline-end: 3px;
        font-size: 0.85em;
      }
      .score {
        flex: none;
        padding: 0 4px;
        border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border));
        border-radius: 3px;
      }
    `,
  ];

  override render() {
    const { value, goal, delta, score, freshness } = this.view;
    const worth = value === undefined ? 'value muted' : freshness.state === 'stale' ? 'value stale' : 'value';
    return html`<div class="row number ${this.large && value !== undefined ? 'large' : ''}">
      <div class="figures">
        <bdi class=${worth}>${value ?? '–'}</bdi>
        <bdi class="small muted">${goal}</bdi>
        ${delta ? change(delta) : nothing}
      </div>
      ${
        score
          ? html`<span class="score small" role="img" aria-label=${score.label} title=${score.label}>${score.text}</span>`
          : nothing
      }
    </div>`;
  }
}

function change({ text, direction, tone, label }: DeltaView): TemplateResult {
  const arrow = ARROWS[direction];
  return html`<span class="small ${tone}" role="img" aria-label=${label} title=${label}>${
    arrow === '' ? nothing : html`<span class="arrow">${arrow}</span>`
  }<bdi>${text}</bdi></span>`;
}

customElements.define('throughline-figures', FigureRow);
