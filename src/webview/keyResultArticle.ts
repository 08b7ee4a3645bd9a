import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { KeyResultView, WatchView } from '../outcome/view';
import { actionButtons, actionStyles } from './actionButton';
import './answerLine';
import { baseStyles } from './baseStyles';
import './commitList';
import { RunEvent, ToggleEvent } from './events';
import './figureRow';
import './guardrailLine';
import './problemBlock';
import './progressMeter';
import './sparkline';
import './watchLine';

/** One key result: the numbers always, everything else when it is open. */
export class KeyResultArticle extends LitElement {
  static override properties = { view: { attribute: false }, expanded: { attribute: false } };
  declare view: KeyResultView;
  declare expanded: boolean;

  static override styles = [
    baseStyles,
    actionStyles,
    css`
      article {
        margin-top: 12px;
        padding-top: 9px;
        border-top: 1px solid var(--vscode-sideBarSectionHeader-border);
      }
      article.linked {
        padding-top: 8px;
        border-top: 2px solid var(--vscode-progressBar-background);
      }
      h3 {
        margin-bottom: 2px;
        font-weight: 600;
        text-wrap: pretty;
      }
      /* The arrow hangs in the gutter, as in VS Code's own lists, so that texts and numbers share one edge. */
      .toggle {
        position: relative;
        width: calc(100% + 18px);
        margin-inline-start: -18px;
        padding-inline-start: 18px;
      }
      .toggle vscode-icon {
        position: absolute;
        inset-block-start: 0.1em;
        inset-inline-start: 0;
        color: var(--vscode-icon-foreground);
      }
      /* On the title, so that a badge on a line of its own starts at the edge. */
      #title {
        margin-inline-end: 4px;
      }
      /* Taller than a line; it must not push the lines apart. */
      vscode-badge {
        margin-block: -3px;
        vertical-align: middle;
      }
      .remark {
        display: flex;
        gap: 5px;
        margin-top: 4px;
      }
      .remark vscode-icon {
        flex: none;
        margin-top: 0.15em;
        color: inherit;
      }
      .remark.warning vscode-icon {
        color: var(--vscode-problemsWarningIcon-foreground);
      }
      .remark.error vscode-icon {
        color: var(--vscode-problemsErrorIcon-foreground);
      }
      throughline-progress {
        margin-top: 7px;
      }
      throughline-sparkline {
        margin-top: 8px;
      }
      .note,
      throughline-answer,
      throughline-watch,
      ul {
        margin-top: 6px;
      }
      throughline-commits {
        display: block;
        margin-top: 8px;
      }
      .source {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 2px 10px;
        margin-top: 6px;
      }
      .source .number {
        margin-inline-start: auto;
      }
      .opens {
        cursor: pointer;
      }
      .reveal:hover code {
        text-decoration: underline;
      }
    `,
  ];

  override render() {
    const { title, linked, linkedText } = this.view;
    return html`<article class=${linked ? 'linked' : ''} aria-labelledby="title">
      <h3>
        <button type="button" class="toggle" aria-expanded=${this.expanded} @click=${this.toggle}>
          <vscode-icon name=${this.expanded ? 'chevron-down' : 'chevron-right'}></vscode-icon>
          <bdi id="title" dir="auto">${title}</bdi>
          ${linked && linkedText !== undefined ? html`<vscode-badge>${linkedText}</vscode-badge>` : nothing}
        </button>
      </h3>
      <throughline-figures .view=${this.view} .large=${this.expanded}></throughline-figures>
      ${this.expanded ? this.details() : this.remark()}
    </article>`;
  }

  /** What a closed key result may not hide. */
  private remark(): TemplateResult | typeof nothing {
    const { alarms, freshness, problem } = this.view;
    if (alarms) return html`${alarms.map((alarm) => remarkLine('warning', alarm, 'error'))}`;
    if (problem)
      return remarkLine(
        problem.icon,
        freshness.state === 'stale' ? freshness.text : problem.text,
        problem.tone,
      );
    if (freshness.state === 'never') return remarkLine('circle-outline', freshness.text);
    return freshness.state === 'stale' ? remarkLine('history', freshness.text) : nothing;
  }

  private details(): TemplateResult {
    const { id, title, bar, chart, notes, insight, guardrails, commits, freshness, problem, open } =
      this.view;
    const stale = freshness.state === 'stale';
    return html`
      ${bar ? html`<throughline-progress .view=${bar} .name=${title}></throughline-progress>` : nothing}
      ${stale ? remarkLine('history', freshness.text) : nothing}
      ${problem ? html`<throughline-problem .view=${problem}></throughline-problem>` : nothing}
      ${chart ? html`<throughline-sparkline class=${open ? 'opens' : ''} .view=${chart} @click=${this.open}></throughline-sparkline>` : nothing}
      ${notes.map((note) => html`<p class="note small number" dir="auto">${note}</p>`)}
      ${insight?.watch?.quiet ? nothing : watchLine(insight?.watch)}
      ${[insight?.forecast, insight?.effect].map((view) =>
        view ? html`<throughline-answer .view=${view}></throughline-answer>` : nothing,
      )}
      ${insight?.watch?.quiet ? watchLine(insight.watch) : nothing}
      ${
        guardrails.length > 0
          ? html`<ul class="small">
              ${guardrails.map((view) => html`<li><throughline-guardrail .view=${view}></throughline-guardrail></li>`)}
            </ul>`
          : nothing
      }
      ${commits ? html`<throughline-commits class="small" .view=${commits}></throughline-commits>` : nothing}
      <div class="source small muted">
        <button type="button" class="reveal" @click=${this.reveal}><bdi><code>${id}</code></bdi></button>
        ${open ? actionButtons([open]) : nothing}
        ${stale || freshness.text === '' ? nothing : html`<span class="number">${freshness.text}</span>`}
      </div>
    `;
  }

  private toggle(): void {
    this.dispatchEvent(new ToggleEvent(this.view.id, !this.expanded));
  }

  /** By the pointer; for the keyboard there is the button. */
  private open(): void {
    const { open } = this.view;
    if (open) this.dispatchEvent(new RunEvent(open.action, open.arg));
  }

  private reveal(): void {
    this.dispatchEvent(new RunEvent('reveal', this.view.id));
  }
}

function watchLine(view: WatchView | undefined): TemplateResult | typeof nothing {
  return view ? html`<throughline-watch .view=${view}></throughline-watch>` : nothing;
}

function remarkLine(icon: string, text: string, tone = 'info'): TemplateResult {
  return html`<p class="remark small muted ${tone}">
    <vscode-icon name=${icon} size="14"></vscode-icon><bdi>${text}</bdi>
  </p>`;
}

customElements.define('throughline-key-result', KeyResultArticle);
