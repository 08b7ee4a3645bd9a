import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ObjectiveView } from '../outcome/view';
import { baseStyles } from './baseStyles';
import { factList, factStyles } from './factList';
import './keyResultArticle';

/** An objective and its key results. */
export class ObjectiveSection extends LitElement {
  static override properties = { view: { attribute: false }, choices: { attribute: false } };
  declare view: ObjectiveView;
  /** What the user opened or closed by hand, by key result id. */
  declare choices: ReadonlyMap<string, boolean>;

  static override styles = [
    baseStyles,
    factStyles,
    css`
      section {
        margin-top: 12px;
        padding-top: 10px;
        border-top: 1px solid var(--vscode-sideBarSectionHeader-border);
      }
      h2 {
        margin: 2px 0;
        font-size: 1.15em;
        font-weight: 600;
        line-height: 1.3;
        text-wrap: pretty;
      }
    `,
  ];

  override render() {
    const { eyebrow, title, facts, keyResults } = this.view;
    return html`<section aria-labelledby="title">
      <p class="eyebrow">${factList(eyebrow)}</p>
      <h2 id="title" dir="auto">${title}</h2>
      ${facts.length > 0 ? html`<p class="small muted number">${factList(facts)}</p>` : nothing}
      ${repeat(
        keyResults,
        ({ id }) => id,
        (view) =>
          html`<throughline-key-result
            .view=${view}
            .expanded=${this.choices.get(view.id) ?? view.expanded}
          ></throughline-key-result>`,
      )}
    </section>`;
  }
}

customElements.define('throughline-objective', ObjectiveSection);
