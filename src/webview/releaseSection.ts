import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { KeyResultLabels, ReleaseList, ReleaseView } from '../outcome/keyResultPage/view';
import { actionButtons, actionStyles } from './actionButton';
import { baseStyles } from './baseStyles';
import { RunEvent } from './events';
import { ChooseEvent } from './keyResultEvents';

/** The deployments of a key result, each with the commits that it brought. */
export class ReleaseSection extends LitElement {
  static override properties = { view: { attribute: false }, labels: { attribute: false } };
  declare view: ReleaseList;
  declare labels: KeyResultLabels;

  static override styles = [
    baseStyles,
    actionStyles,
    css`
      .releases {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(380px, 100%), 1fr));
        gap: 14px 40px;
        margin-top: 10px;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        align-items: baseline;
      }
      h3 {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .asked {
        padding: 0 5px;
        border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, currentColor));
        border-radius: 3px;
      }
      .commits {
        margin-top: 2px;
      }
      .commits li {
        display: flex;
        gap: 10px;
        align-items: baseline;
        margin-top: 3px;
      }
      .commits button {
        flex: 1;
        min-width: 0;
      }
      .commits button:hover {
        text-decoration: underline;
      }
      .short {
        flex: none;
        font-family: var(--vscode-editor-font-family);
        font-size: 0.92em;
      }
      .actions {
        margin-top: 12px;
      }
      .text {
        max-width: 75ch;
      }
    `,
  ];

  override render() {
    const { text, list, more } = this.view;
    return html`<p class="muted text" dir="auto">${text}</p>
      <ul class="releases">
        ${repeat(
          list,
          ({ name }) => name,
          (release) => html`<li class="release">${this.release(release)}</li>`,
        )}
      </ul>
      ${more ? actionButtons([more]) : nothing}`;
  }

  private release({ name, title, date, count, asked, canAsk, commits }: ReleaseView): TemplateResult {
    const { labels } = this;
    const about = [date, count].filter((part) => part !== '').join(' · ');
    return html`<div class="head">
        <h3><bdi>${title}</bdi></h3>
        <span class="muted small">${about}</span>
        ${asked ? html`<span class="asked small">${labels.asked}</span>` : nothing}
        ${
          !canAsk
            ? nothing
            : html`<button
                type="button"
                class="link small"
                aria-label=${`${labels.ask}: ${title}`}
                @click=${() => this.dispatchEvent(new ChooseEvent(name))}
                >${labels.ask}</button
              >`
        }
      </div>
      ${
        commits.length === 0
          ? nothing
          : html`<ul class="commits">
              ${commits.map(
                ({ id, short, subject, label }) => html`<li>
                  <span class="short muted">${short}</span>
                  <button
                    type="button"
                    title=${subject}
                    aria-label=${label}
                    @click=${() => this.dispatchEvent(new RunEvent('openCommit', id))}
                    ><bdi>${subject}</bdi></button
                  >
                </li>`,
              )}
            </ul>`
      }`;
  }
}

customElements.define('throughline-releases', ReleaseSection);
