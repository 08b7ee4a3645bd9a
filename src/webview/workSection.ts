import { css, html, LitElement, nothing } from 'lit';
import type { WorkView } from '../outcome/view';
import { actionButtons, actionStyles } from './actionButton';
import { baseStyles } from './baseStyles';
import { textParts } from './textParts';

/** What the branch's commits say they are for. */
export class WorkSection extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: WorkView;

  static override styles = [
    baseStyles,
    actionStyles,
    css`
      section {
        margin-top: 14px;
        padding-top: 10px;
        border-top: 1px solid var(--vscode-sideBarSectionHeader-border);
      }
      .counts {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: baseline;
        gap: 0 10px;
        margin: 3px 0 8px;
      }
      .found {
        margin: -4px 0 8px;
      }
      .next {
        margin-bottom: 8px;
      }
    `,
  ];

  override render() {
    const { heading, count, tagged, found, actions, next, offer } = this.view;
    const sentence = next ?? offer?.text;
    return html`<section aria-labelledby="title">
      <h2 id="title" class="eyebrow">${heading}</h2>
      <p class="counts number"><span>${count}</span><span class="small muted">${tagged}</span></p>
      ${found ? html`<p class="found small muted">${found}</p>` : nothing}
      ${sentence ? html`<p class="next small">${textParts(sentence)}</p>` : nothing}
      ${actionButtons([...(offer?.actions ?? []), ...actions], true)}
    </section>`;
  }
}

customElements.define('throughline-work', WorkSection);
