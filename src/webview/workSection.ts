import { css, html, LitElement, nothing } from 'lit';
import type { WorkView } from '../outcome/view';
import { actionButtons, actionStyles } from './actionButton';
import { baseStyles } from './baseStyles';
import { countedSection, countedStyles } from './countedSection';
import { textParts } from './textParts';

/** What the branch's commits say they are for. */
export class WorkSection extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: WorkView;

  static override styles = [
    baseStyles,
    actionStyles,
    countedStyles,
    css`
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
    return countedSection(
      heading,
      count,
      tagged,
      html`${found ? html`<p class="found small muted">${found}</p>` : nothing}
      ${sentence ? html`<p class="next small">${textParts(sentence)}</p>` : nothing}
      ${actionButtons([...(offer?.actions ?? []), ...actions], true)}`,
    );
  }
}

customElements.define('throughline-work', WorkSection);
