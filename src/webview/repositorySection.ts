import { css, LitElement } from 'lit';
import type { RepositoryWorkView } from '../outcome/view';
import { actionButtons, actionStyles } from './actionButton';
import { baseStyles } from './baseStyles';
import { countedSection, countedStyles } from './countedSection';

/** How much of the cycle's work carries a purpose. */
export class RepositorySection extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: RepositoryWorkView;

  static override styles = [
    baseStyles,
    actionStyles,
    countedStyles,
    css`
      .counts {
        margin-bottom: 4px;
      }
    `,
  ];

  override render() {
    const { heading, count, share, actions } = this.view;
    return countedSection(heading, count, share, actionButtons(actions));
  }
}

customElements.define('throughline-repository', RepositorySection);
