import { css, html, LitElement, nothing } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { BranchView } from '../outcome/view';
import { actionButtons, actionStyles } from './actionButton';
import { baseStyles } from './baseStyles';
import { factList, factStyles } from './factList';
import { textParts } from './textParts';

/** The branch and why it is linked. */
export class BranchHeader extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: BranchView;

  static override styles = [
    baseStyles,
    actionStyles,
    factStyles,
    css`
      .name {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 10px;
      }
      h1 {
        flex: 1 1 auto;
        position: relative;
        font-weight: 600;
      }
      /* In the gutter, so that the name lines up with everything below. */
      vscode-icon {
        position: absolute;
        inset-block-start: 0.15em;
        inset-inline-start: -18px;
        color: inherit;
      }
      .why {
        margin-top: 2px;
      }
    `,
  ];

  override render() {
    const { name, state, why, actions, repository, operation } = this.view;
    const context = [repository, operation].filter((fact) => fact !== undefined);
    return html`
      ${context.length > 0 ? html`<p class="small muted">${factList(context)}</p>` : nothing}
      <div class="name">
        <h1>
          <vscode-icon name=${state === 'detached' ? 'git-commit' : 'git-branch'} size="14"></vscode-icon>
          <bdi dir="auto">${name}</bdi>
        </h1>
        <div class="small">${actionButtons(actions)}</div>
      </div>
      ${why.length > 0 ? html`<p class="why small muted">${textParts(why)}</p>` : nothing}
    `;
  }
}

customElements.define('throughline-branch', BranchHeader);
