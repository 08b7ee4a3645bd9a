import { html, LitElement, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { EffectSection, KeyResultPage, KeyResultReady } from '../outcome/keyResultPage/view';
import { actionButtons, actionStyles } from './actionButton';
import './answerBlock';
import { baseStyles } from './baseStyles';
import './emptyState';
import { factList, factStyles } from './factList';
import './figureList';
import './figureRow';
import './guardrailLine';
import './keyResultChart';
import { ChooseEvent } from './keyResultEvents';
import { keyResultPageStyles } from './keyResultPageStyles';
import './problemBlock';
import './progressMeter';
import './releaseSection';
import './watchLine';

/** The whole panel of one key result, drawn from one page of the view model. */
export class KeyResultPageElement extends LitElement {
  static override properties = { page: { attribute: false } };
  declare page: KeyResultPage | undefined;

  static override styles = [baseStyles, actionStyles, factStyles, keyResultPageStyles];

  override render() {
    const { page } = this;
    if (page === undefined) return nothing;
    if (page.kind === 'empty')
      return html`<main class="alone"><throughline-empty .view=${page}></throughline-empty></main>`;
    return html`<header>${this.header(page)}</header>
      <main>
        ${this.picture(page)} ${this.milestones(page)} ${this.answers(page)} ${this.grounds(page)}
      </main>`;
  }

  private header(page: KeyResultReady): TemplateResult {
    const { eyebrow, objective, title, figures, facts, notes, problem, actions } = page;
    const { bar } = figures;
    return html`<div class="top">
        <div class="what">
          <p class="eyebrow">${factList(eyebrow)}</p>
          <h1 dir="auto">${title}</h1>
          <p class="objective muted" dir="auto">${objective}</p>
          ${actionButtons(actions)}
        </div>
        <div class="standing">
          <throughline-figures .view=${figures} .large=${true}></throughline-figures>
          ${bar ? html`<throughline-progress .view=${bar} .name=${title}></throughline-progress>` : nothing}
          <p class="facts small muted">${factList(facts)}</p>
          ${notes.map((note) => html`<p class="small" dir="auto">${note}</p>`)}
        </div>
      </div>
      ${problem ? html`<throughline-problem .view=${problem}></throughline-problem>` : nothing}`;
  }

  private picture({ charts, noChart, labels }: KeyResultReady): TemplateResult | typeof nothing {
    if (charts.length > 0) {
      return html`<section class="chart" aria-label=${labels.chart}>
        <throughline-key-result-chart .charts=${charts} .labels=${labels}></throughline-key-result-chart>
      </section>`;
    }
    return noChart === undefined
      ? nothing
      : html`<section class="chart" aria-label=${labels.chart}><p class="muted">${noChart}</p></section>`;
  }

  private milestones({ milestones, labels }: KeyResultReady): TemplateResult | typeof nothing {
    if (milestones.length === 0) return nothing;
    return html`<section>
      <h2>${labels.milestones}</h2>
      <ul>
        ${milestones.map(
          ({ done, state, title, due }) => html`<li class="milestone">
            <vscode-icon name=${done ? 'pass' : 'circle-outline'} label=${state}></vscode-icon>
            <div><bdi>${title}</bdi> <span class="small muted">${due}</span></div>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private answers({ forecast, effect, watch, guardrails, labels }: KeyResultReady): TemplateResult {
    return html`<section class="answers">
      ${effect ? html`<section>${this.effect(effect, labels)}</section>` : nothing}
      ${
        forecast
          ? html`<section>
              <h2>${labels.forecast}</h2>
              <throughline-answer-block .view=${forecast}></throughline-answer-block>
            </section>`
          : nothing
      }
      ${watch ? html`<section><h2>${labels.watch}</h2><throughline-watch .view=${watch}></throughline-watch></section>` : nothing}
      ${
        guardrails.length > 0
          ? html`<section>
              <h2>${labels.guardrails}</h2>
              <ul class="guardrails">${guardrails.map((view) => html`<li><throughline-guardrail .view=${view}></throughline-guardrail></li>`)}</ul>
            </section>`
          : nothing
      }
    </section>`;
  }

  private effect(
    { choice, answer, instead, looked }: EffectSection,
    labels: KeyResultReady['labels'],
  ): TemplateResult {
    const choose = ({ target }: Event): void => {
      if (target instanceof HTMLSelectElement) this.dispatchEvent(new ChooseEvent(target.value));
    };
    return html`<div class="asking">
        <h2>${labels.effect}</h2>
        ${
          choice
            ? html`<select aria-label=${labels.since} title=${labels.since} @change=${choose}>
                ${choice.options.map(
                  ({ value, label }) =>
                    html`<option value=${value} .selected=${value === choice.value}>${label}</option>`,
                )}
              </select>`
            : nothing
        }
      </div>
      <div role="status">
        ${answer ? html`<throughline-answer-block .view=${answer}></throughline-answer-block>` : nothing}
        ${
          instead
            ? html`<p class="plain ${instead.busy ? 'muted' : ''}" dir="auto">${instead.text}</p>
                ${actionButtons(instead.actions)}`
            : nothing
        }
        ${
          looked === undefined
            ? nothing
            : html`<p class="looked small"><vscode-icon name="info" size="14"></vscode-icon><span dir="auto">${looked}</span></p>`
        }
      </div>`;
  }

  private grounds({ workedOut, releases, labels }: KeyResultReady): TemplateResult {
    return html`<section>
        <h2>${labels.releases}</h2>
        <throughline-releases .view=${releases} .labels=${labels}></throughline-releases>
      </section>
      ${
        workedOut.length === 0
          ? nothing
          : html`<section>
              <h2>${labels.workedOut}</h2>
              <div class="grounds">
                ${workedOut.map((view) => html`<throughline-figure-list .view=${view}></throughline-figure-list>`)}
              </div>
            </section>`
      }`;
  }
}

customElements.define('throughline-key-result-page', KeyResultPageElement);
