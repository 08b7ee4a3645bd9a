import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { AnswerView, TextPart } from '../outcome/view';
import { baseStyles } from './baseStyles';
import { openerStyles } from './opener';

/** One answer about a metric; it opens to what the answer rests on. */
export class AnswerLine extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: AnswerView;

  static override styles = [
    baseStyles,
    openerStyles,
    css`
      .quiet {
        color: var(--vscode-descriptionForeground);
      }
      .strong {
        font-weight: 600;
      }
      .good {
        color: var(--vscode-gitDecoration-addedResourceForeground, var(--vscode-charts-green));
      }
      .bad {
        color: var(--vscode-list-errorForeground, var(--vscode-errorForeground));
      }
      .ground {
        margin: 3px 0 2px;
        padding-inline-start: 9px;
        border-inline-start: 1px solid var(--vscode-sideBarSectionHeader-border);
      }
      .ground p {
        margin-top: 2px;
      }
      .ground .heading {
        margin-top: 6px;
        font-weight: 600;
      }
    `,
  ];

  override render() {
    const { parts, notes, workedOut, workedOutText, quiet } = this.view;
    const sentence = parts.map(part);
    const look = quiet ? 'number small quiet' : 'number';
    if (notes.length + workedOut.length === 0) return html`<p class=${look}>${sentence}</p>`;
    return html`<details class=${look}>
      <summary title=${notes.join('\n')}>
        ${sentence} <vscode-icon class="more" name="chevron-right" size="14"></vscode-icon>
      </summary>
      <div class="ground small muted">
        ${notes.map((note) => html`<p dir="auto">${note}</p>`)}
        ${workedOutText === undefined ? nothing : html`<p class="heading">${workedOutText}</p>`}
        ${workedOut.map((line) => html`<p dir="auto">${line}</p>`)}
      </div>
    </details>`;
  }
}

function part({ text, strong, tone }: TextPart): TemplateResult | string {
  if (!strong) return text;
  return html`<bdi class="strong ${tone ?? ''}">${text}</bdi>`;
}

customElements.define('throughline-answer', AnswerLine);
