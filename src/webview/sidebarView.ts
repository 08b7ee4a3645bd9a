import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EmptyPage, ReadyPage } from '../outcome/view';
import { announcement } from './announcement';
import { baseStyles } from './baseStyles';
import './branchHeader';
import './emptyState';
import './footerLine';
import './noticeBox';
import './objectiveSection';
import './repositorySection';
import './workSection';

/** The whole sidebar, drawn from one page of the view model. */
export class SidebarView extends LitElement {
  static override properties = { page: { attribute: false }, choices: { attribute: false } };
  declare page: EmptyPage | ReadyPage | undefined;
  /** What the user opened or closed by hand, by key result id. */
  declare choices: ReadonlyMap<string, boolean>;

  static override styles = [
    baseStyles,
    css`
      :host {
        position: relative;
        padding: 10px 12px 16px 20px;
        color: var(--vscode-sideBar-foreground, var(--vscode-foreground));
        font-family: var(--vscode-font-family);
        font-size: var(--vscode-font-size);
        font-weight: var(--vscode-font-weight);
        line-height: 1.4;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.choices = new Map();
  }

  override render() {
    const { page } = this;
    return html`
      ${page?.kind === 'empty' ? html`<main><throughline-empty .view=${page}></throughline-empty></main>` : nothing}
      ${page?.kind === 'ready' ? this.ready(page) : nothing}
      <div class="unseen" role="status">${page && announcement(page).map((line) => html`<p>${line}</p>`)}</div>
    `;
  }

  private ready({ branch, notices, objectives, work, repository, footer }: ReadyPage): TemplateResult {
    return html`
      <header><throughline-branch .view=${branch}></throughline-branch></header>
      <main>
        ${repeat(
          notices,
          ({ text }) => text,
          (view) => html`<throughline-notice .view=${view}></throughline-notice>`,
        )}
        ${repeat(
          objectives,
          ({ id }) => id,
          (view) =>
            html`<throughline-objective .view=${view} .choices=${this.choices}></throughline-objective>`,
        )}
        ${work ? html`<throughline-work .view=${work}></throughline-work>` : nothing}
        ${repository ? html`<throughline-repository .view=${repository}></throughline-repository>` : nothing}
      </main>
      <footer><throughline-footer .view=${footer}></throughline-footer></footer>
    `;
  }
}

customElements.define('throughline-sidebar', SidebarView);
