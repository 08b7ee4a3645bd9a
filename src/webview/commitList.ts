import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CommitLine, CommitsView } from '../outcome/view';
import { actionButtons, actionStyles } from './actionButton';
import { baseStyles } from './baseStyles';
import { RunEvent } from './events';

/** The commits that serve a key result, each with the release that shipped it. */
export class CommitList extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: CommitsView;

  static override styles = [
    baseStyles,
    actionStyles,
    css`
      ul {
        margin: 2px 0 0;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        align-items: baseline;
        margin-top: 3px;
      }
      .subject {
        flex: 1 1 9em;
        color: inherit;
        overflow-wrap: anywhere;
        text-align: start;
      }
      .subject:hover {
        text-decoration: underline;
      }
      /* Where the sidebar is too narrow for both, below the subject and still at the edge that the eye goes along. */
      .release {
        margin-inline-start: auto;
        overflow-wrap: anywhere;
        text-align: end;
      }
      .actions {
        margin-top: 2px;
      }
    `,
  ];

  override render() {
    const { text, list, more } = this.view;
    return html`
      <p class="muted number">${text}</p>
      ${
        list.length > 0
          ? html`<ul>
              ${repeat(
                list,
                ({ id }) => id,
                (line) => html`<li>${commitLine(line)}</li>`,
              )}
            </ul>`
          : nothing
      }
      ${more ? actionButtons([more]) : nothing}
    `;
  }
}

function commitLine({ id, subject, release, released, label }: CommitLine): TemplateResult {
  const open = (event: Event): void => {
    event.currentTarget?.dispatchEvent(new RunEvent('openCommit', id));
  };
  return html`<button type="button" class="subject" title=${subject} aria-label=${label} @click=${open}>
      <bdi>${subject}</bdi>
    </button>
    ${release ? html`<span class="release ${released ? '' : 'muted'}"><bdi>${release}</bdi></span>` : nothing}`;
}

customElements.define('throughline-commits', CommitList);
