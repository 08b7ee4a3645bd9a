import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { ActionView } from '../outcome/view';
import { RunEvent } from './events';

export const actionStyles = css`
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
  }
  .link {
    color: var(--vscode-textLink-foreground);
    text-decoration: var(--text-link-decoration, none);
  }
  .link:hover,
  .link:active {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  vscode-button {
    max-width: 100%;
  }
  vscode-button[secondary]::part(base) {
    border-color: var(--vscode-button-secondaryBorder, var(--vscode-button-border, transparent));
  }
  vscode-button::part(base) {
    white-space: normal;
    overflow-wrap: anywhere;
    text-align: center;
  }
`;

/** The actions of one place, in the host's order; a button stays the same element from one page to the next. */
export function actionButtons(
  actions: readonly ActionView[],
  block = false,
): TemplateResult | typeof nothing {
  if (actions.length === 0) return nothing;
  return html`<div class="actions">
    ${repeat(
      actions,
      ({ action, arg }) => `${action} ${arg ?? ''}`,
      (action) => actionButton(action, block),
    )}
  </div>`;
}

function actionButton(view: ActionView, block: boolean): TemplateResult {
  const run = (event: Event): void => {
    event.currentTarget?.dispatchEvent(new RunEvent(view.action, view.arg));
  };
  const description = view.description ?? nothing;
  const label = accessibleName(view) ?? nothing;
  if (view.style === 'link') {
    return html`<button type="button" class="link" title=${description} aria-label=${label} @click=${run}
      ><bdi>${view.label}</bdi></button
    >`;
  }
  return html`<vscode-button
    title=${description}
    aria-label=${label}
    ?block=${block}
    ?secondary=${view.style === 'secondary'}
    @click=${run}
    @keydown=${keepPageStill}
    ><bdi>${view.label}</bdi></vscode-button
  >`;
}

/** Who speaks to a computer says what is written, so the name has to hold the label. */
function accessibleName({ label, description }: ActionView): string | undefined {
  if (description === undefined) return undefined;
  return description.toLowerCase().includes(label.toLowerCase()) ? description : `${label}: ${description}`;
}

/** The element acts on the space bar but leaves the page to scroll as well. */
function keepPageStill(event: KeyboardEvent): void {
  if (event.key === ' ') event.preventDefault();
}
