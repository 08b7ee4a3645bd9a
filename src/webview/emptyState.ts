import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import type { EmptyPage } from '../outcome/view';
import { actionButtons, actionStyles } from './actionButton';
import { baseStyles } from './baseStyles';

/** A state that fills the sidebar: what is the case and the one thing to do about it. */
export class EmptyState extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: EmptyPage;

  static override styles = [
    baseStyles,
    actionStyles,
    css`
      h1 {
        font-weight: 600;
      }
      .quiet {
        font-weight: inherit;
      }
      p {
        margin-top: 6px;
      }
      .actions {
        margin-top: 14px;
        gap: 10px 16px;
      }
      vscode-button {
        max-width: 300px;
      }
      vscode-progress-bar {
        position: absolute;
        inset: 0 0 auto;
      }
      .still::part(indicator) {
        animation: none;
        width: 100%;
      }
    `,
  ];

  override render() {
    const { state, title, text, actions } = this.view;
    if (state === 'loading') return this.loading();
    return html`
      <h1 dir="auto">${title}</h1>
      ${text === '' ? nothing : html`<p dir="auto">${text}</p>`} ${actionButtons(actions, true)}
    `;
  }

  private loading(): TemplateResult {
    const { title, text } = this.view;
    // The element knows of the system's wish for less motion, not of VS Code's.
    const still = document.body.classList.contains('vscode-reduce-motion');
    return html`
      <vscode-progress-bar class=${still ? 'still' : ''} aria-label=${title}></vscode-progress-bar>
      <h1 class="quiet muted">${title}</h1>
      ${text === '' ? nothing : html`<p class="muted" dir="auto">${text}</p>`}
    `;
  }
}

customElements.define('throughline-empty', EmptyState);
