import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { PreviewMessage } from '../outcome/messages';
import type { PreviewView } from '../outcome/view/preview';
import { baseStyles } from './baseStyles';
import { factList, factStyles } from './factList';
import './sparkline';

const CHART_HEIGHT = 180;

/** The panel in which somebody tries a query: what is asked, what came, and the series drawn. */
export class PreviewPage extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: PreviewView | undefined;
  /** What the box begins with. Afterwards it is the user's: an answer that comes late must not undo typing. */
  private begunWith: string | undefined;
  send: (message: PreviewMessage) => void = () => {};

  static override styles = [
    baseStyles,
    factStyles,
    css`
      main {
        max-width: 720px;
        padding: 20px 24px;
        color: var(--vscode-foreground);
        font-family: var(--vscode-font-family);
        font-size: var(--vscode-font-size);
        line-height: 1.45;
        overflow-wrap: anywhere;
      }
      h1 {
        font-size: 1.4em;
        font-weight: 600;
      }
      label {
        display: block;
        margin-top: 18px;
        font-weight: 600;
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 5.5em;
        margin-top: 4px;
        padding: 6px 8px;
        resize: vertical;
        border: 1px solid var(--vscode-input-border, var(--vscode-settings-textInputBorder, var(--vscode-contrastBorder, transparent)));
        border-radius: 2px;
        color: var(--vscode-input-foreground);
        background: var(--vscode-input-background);
        font-family: var(--vscode-editor-font-family);
        font-size: var(--vscode-editor-font-size);
      }
      textarea:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -1px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
        margin-top: 8px;
      }
      .result,
      .problem {
        margin-top: 22px;
      }
      .value {
        font-size: 1.8em;
        font-weight: 600;
        line-height: 1.2;
      }
      .plot {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 2px 8px;
        margin-top: 10px;
      }
      .scale,
      .span {
        display: flex;
        justify-content: space-between;
      }
      .scale {
        flex-direction: column;
        text-align: end;
      }
      .scale.flat {
        justify-content: center;
      }
      .connection {
        margin-top: 18px;
      }
      .connection,
      .problem {
        display: flex;
        gap: 8px;
      }
      .connection + .problem,
      .connection + .result {
        margin-top: 10px;
      }
      .connection vscode-icon,
      .problem vscode-icon {
        flex: none;
        margin-top: 0.15em;
      }
      .pass vscode-icon {
        color: var(--vscode-gitDecoration-addedResourceForeground, var(--vscode-charts-green));
      }
      .next {
        margin-top: 8px;
      }
      .warning vscode-icon {
        color: var(--vscode-problemsWarningIcon-foreground);
      }
      .error vscode-icon {
        color: var(--vscode-problemsErrorIcon-foreground);
      }
      .end {
        margin-top: 26px;
        padding-top: 14px;
        border-top: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
      }
    `,
  ];

  override render() {
    const { view } = this;
    if (view === undefined) return nothing;
    this.begunWith ??= view.query;
    return html`<main>
      <h1 dir="auto">${view.title}</h1>
      <p class="muted">${factList(view.facts)}</p>
      <label for="query">${view.queryLabel}</label>
      <textarea
        id="query"
        spellcheck="false"
        aria-describedby="hint"
        .value=${this.begunWith}
        @input=${() => this.send({ type: 'edit', query: this.query })}
        @keydown=${this.key}
      ></textarea>
      <div class="row">
        <vscode-button ?disabled=${view.running} @click=${this.run}>${view.runLabel}</vscode-button>
        <span id="hint" class="muted small">${view.runHint}</span>
      </div>
      <div role="status">
        ${view.connection ? connection(view.connection) : nothing}
        ${view.problem ? problem(view.problem, this.signIn(view.signInLabel)) : nothing}
        ${view.result ? result(view.result) : nothing}
      </div>
      <div class="row end">
        ${
          view.saveLabel === undefined
            ? nothing
            : html`<vscode-button @click=${() => this.send({ type: 'save', query: this.query })}
                >${view.saveLabel}</vscode-button
              >`
        }
        <vscode-button secondary @click=${() => this.send({ type: 'close' })}>${view.closeLabel}</vscode-button>
      </div>
    </main>`;
  }

  private get query(): string {
    return this.renderRoot.querySelector('textarea')?.value ?? '';
  }

  private signIn(label: string | undefined): TemplateResult | typeof nothing {
    if (label === undefined) return nothing;
    return html`<vscode-button class="next" secondary @click=${() => this.send({ type: 'signIn' })}
      ><bdi>${label}</bdi></vscode-button
    >`;
  }

  private readonly run = (): void => this.send({ type: 'test', query: this.query });

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.run();
  };
}

function connection({ icon, text }: NonNullable<PreviewView['connection']>): TemplateResult {
  return html`<p class="connection ${icon}"><vscode-icon name=${icon}></vscode-icon><bdi>${text}</bdi></p>`;
}

function problem(
  { icon, tone, text, next }: NonNullable<PreviewView['problem']>,
  action: TemplateResult | typeof nothing,
): TemplateResult {
  return html`<div class="problem ${tone}">
    <vscode-icon name=${icon}></vscode-icon>
    <div>
      <p dir="auto">${text}</p>
      <p class="muted" dir="auto">${next}</p>
      ${action}
    </div>
  </div>`;
}

function result({ value, facts, chart, axis }: NonNullable<PreviewView['result']>): TemplateResult {
  return html`<div class="result number">
    <p class="value">${value}</p>
    <p class="muted">${factList(facts)}</p>
    ${
      chart
        ? html`<div class="plot">
            <throughline-sparkline .view=${chart} .height=${CHART_HEIGHT}></throughline-sparkline>
            <div class="scale small muted ${axis.low === '' ? 'flat' : ''}" aria-hidden="true"><span>${axis.high}</span><span>${axis.low}</span></div>
            <div class="span small muted" aria-hidden="true"><span>${axis.from}</span><span>${axis.to}</span></div>
          </div>`
        : nothing
    }
  </div>`;
}

customElements.define('throughline-preview', PreviewPage);
