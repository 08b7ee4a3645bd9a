import { css, html, LitElement } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { PageAnswer } from '../outcome/keyResultPage/view';
import { baseStyles } from './baseStyles';

/** One answer in full: in a word, in a sentence, and what has to be known to read it. */
export class AnswerBlock extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: PageAnswer;

  static override styles = [
    baseStyles,
    css`
      .verdict {
        display: flex;
        gap: 6px;
        align-items: center;
        font-size: 1.25em;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .verdict vscode-icon {
        flex: none;
        color: inherit;
      }
      .good {
        color: var(--vscode-gitDecoration-addedResourceForeground, var(--vscode-charts-green));
      }
      .bad {
        color: var(--vscode-list-errorForeground, var(--vscode-errorForeground));
      }
      p {
        max-width: 75ch;
        text-wrap: pretty;
        overflow-wrap: anywhere;
      }
      .sentence,
      li {
        margin-top: 4px;
      }
    `,
  ];

  override render() {
    const { icon, verdict, tone, sentence, notes } = this.view;
    return html`<p class="verdict ${tone}"><vscode-icon name=${icon}></vscode-icon><bdi>${verdict}</bdi></p>
      <p class="sentence" dir="auto">${sentence}</p>
      <ul class="small muted">
        ${notes.map((note) => html`<li><p dir="auto">${note}</p></li>`)}
      </ul>`;
  }
}

customElements.define('throughline-answer-block', AnswerBlock);
