import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { LedgerLabels, LedgerRow, ListView } from '../outcome/ledger/view';
import { baseStyles } from './baseStyles';
import { OpenCommitEvent, PlaceEvent, WantRowsEvent } from './ledgerEvents';
import { ledgerTableStyles } from './ledgerTableStyles';
import type { LedgerUiState } from './ledgerUiState';
import { RowCache } from './rowCache';
import {
  canvasHeight,
  placeAt,
  rowsSeen,
  type ScrollPlace,
  type ScrollScale,
  scrollTo,
  topShowing,
} from './scrollScale';

/** A narrow table has two lines for a commit. */
const NARROW = 640;
const ROW_HEIGHT = 24;
const NARROW_ROW_HEIGHT = 44;
/** Between two questions to the host while somebody scrolls. */
const ASK_AFTER_MS = 40;

/**
 * The commits. Only those that are seen have elements, and the host is asked for those alone; they stand still above a
 * canvas that does nothing but scroll.
 */
export class LedgerTable extends LitElement {
  static override properties = { list: { attribute: false }, labels: { attribute: false } };
  declare list: ListView;
  declare labels: LedgerLabels;
  /** Tells one filter from another: the first line is shown of what another one lets through. */
  filterKey = '';

  static override styles = [baseStyles, ledgerTableStyles];

  private readonly cache = new RowCache();
  private place: ScrollPlace = { scrolled: 0, top: 0 };
  private view = 0;
  private narrow = false;
  private active = 0;
  private shownKey: string | undefined;
  private asking: ReturnType<typeof setTimeout> | undefined;
  private asked = '';
  /** To be returned to with the first list. */
  restored: LedgerUiState | undefined;
  private readonly sizes = new ResizeObserver(() => this.measure());

  /** A part of a list came. */
  receive(list: number, start: number, rows: readonly LedgerRow[]): void {
    if (!this.cache.put(list, start, rows)) return;
    this.requestUpdate();
  }

  override render() {
    const { list, labels } = this;
    const { first, count } = rowsSeen(this.scale, this.place, this.rowHeight, list.count);
    const rows = Array.from({ length: count }, (_, at) => this.row(first + at));
    return html`<div
      class="grid ${this.narrow ? 'narrow' : ''}"
      role="grid"
      tabindex="0"
      aria-label=${labels.table}
      aria-rowcount=${list.count + 1}
      aria-colcount="5"
      aria-busy=${!list.current}
      aria-activedescendant=${count > 0 && this.isSeen(this.active) ? `row${this.active}` : nothing}
      @keydown=${this.key}
      @scroll=${this.scrolled}
      @scrollend=${this.settle}
    >
      <div role="rowgroup" class="head">
        <div role="row" aria-rowindex="1" class="line">
          ${[labels.keyResults, labels.subject, labels.release, labels.author, labels.date].map(
            (label, at) =>
              html`<span role="columnheader" aria-colindex=${at + 1} class=${COLUMNS[at] ?? ''}>${label}</span>`,
          )}
        </div>
      </div>
      <div class="canvas" role="presentation">
        <div class="window" role="presentation"><div class="rows" role="rowgroup">${rows}</div></div>
      </div>
    </div>`;
  }

  private row(index: number): TemplateResult {
    const row = this.cache.get(index);
    return html`<div
      role="row"
      id="row${index}"
      class="line row ${index === this.active ? 'active' : ''}"
      aria-rowindex=${index + 2}
      aria-selected=${index === this.active}
      @click=${() => this.open(index)}
    >
      ${row === undefined ? html`<span role="gridcell" class="subject"><i class="wait"></i></span>` : cells(row, this.labels)}
    </div>`;
  }

  protected override willUpdate(): void {
    const changed = this.filterKey !== this.shownKey;
    this.cache.follow(this.list.id, !changed && this.list.count > 0);
    if (!changed) {
      this.move(Math.min(this.place.top, this.scale.total));
      return;
    }
    const { restored } = this;
    const first = this.shownKey === undefined;
    this.shownKey = this.filterKey;
    this.active = first ? Math.min(restored?.active ?? 0, Math.max(this.list.count - 1, 0)) : 0;
    this.move(first ? (restored?.top ?? 0) : 0);
  }

  protected override firstUpdated(): void {
    this.sizes.observe(this.scroller);
    this.measure();
  }

  protected override updated(_: PropertyValues): void {
    // From here: the page's policy allows no style attributes.
    const { scroller, place } = this;
    this.inner('.canvas').style.height = `${canvasHeight(this.scale)}px`;
    this.inner('.window').style.height = `${this.view}px`;
    this.inner('.rows').style.transform = `translateY(${-(place.top % this.rowHeight)}px)`;
    if (Math.abs(scroller.scrollTop - place.scrolled) > 1) scroller.scrollTop = place.scrolled;
    this.askSoon();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
    clearTimeout(this.asking);
  }

  private get rowHeight(): number {
    return this.narrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  }

  private get scale(): ScrollScale {
    return { total: this.list.count * this.rowHeight, view: this.view };
  }

  private get scroller(): HTMLElement {
    return this.inner('.grid');
  }

  private inner(selector: string): HTMLElement {
    const found = this.renderRoot.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`The table has no ${selector}`);
    return found;
  }

  private measure(): void {
    const narrow = this.clientWidth < NARROW;
    const first = this.place.top / this.rowHeight;
    const wanted = this.view === 0 ? this.restored?.top : undefined;
    this.view = Math.max(this.scroller.clientHeight - this.inner('.head').offsetHeight, 0);
    if (narrow !== this.narrow) {
      this.narrow = narrow;
      this.move(first * this.rowHeight);
    } else this.move(wanted ?? this.place.top);
    this.requestUpdate();
  }

  private move(top: number): void {
    const { top: now } = this.place;
    const next = placeAt(this.scale, top);
    // Where nothing moves, the scroll bar is left where the user holds it.
    if (Math.abs(next.top - now) > 0.5 || this.place.scrolled > canvasHeight(this.scale)) this.place = next;
  }

  private readonly scrolled = (): void => {
    const { scrollTop } = this.scroller;
    if (Math.abs(scrollTop - this.place.scrolled) <= 1) return;
    this.place = scrollTo(this.scale, this.place, scrollTop);
    this.requestUpdate();
  };

  /** Puts the scroll bar where it belongs, now that nobody holds it. */
  private readonly settle = (): void => {
    this.place = placeAt(this.scale, this.place.top);
    this.requestUpdate();
    this.tell();
  };

  private isSeen(row: number): boolean {
    const { first, count } = rowsSeen(this.scale, this.place, this.rowHeight, this.list.count);
    return row >= first && row < first + count;
  }

  private askSoon(): void {
    this.asking ??= setTimeout(() => {
      this.asking = undefined;
      const { first, count } = rowsSeen(this.scale, this.place, this.rowHeight, this.list.count);
      const range = this.cache.missing(first, count, this.list.count);
      const asked = range ? `${this.list.id} ${range.start} ${range.count}` : '';
      if (range === undefined || asked === this.asked) return;
      this.asked = asked;
      this.dispatchEvent(new WantRowsEvent(this.list.id, range));
    }, ASK_AFTER_MS);
  }

  private readonly key = (event: KeyboardEvent): void => {
    const { count } = this.list;
    const page = Math.max(Math.floor(this.view / this.rowHeight) - 1, 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + page,
      PageUp: this.active - page,
      Home: 0,
      End: count - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) this.activate(Math.min(Math.max(next, 0), count - 1));
    else if (event.key === 'Enter' || event.key === ' ') this.open(this.active);
    else return;
    event.preventDefault();
  };

  private activate(row: number): void {
    if (row < 0) return;
    this.active = row;
    this.place = placeAt(this.scale, topShowing(this.scale, this.place.top, row, this.rowHeight));
    this.requestUpdate();
    this.tell();
  }

  private open(index: number): void {
    const row = this.cache.get(index);
    if (row === undefined) return;
    this.active = index;
    this.requestUpdate();
    this.tell();
    this.dispatchEvent(new OpenCommitEvent(row.id));
  }

  private tell(): void {
    this.dispatchEvent(new PlaceEvent({ top: this.place.top, active: this.active }));
  }
}

/** Seen where a commit serves nothing. */
const NO_TAGS = '–';
const COLUMNS = ['tags', 'subject', 'release', 'author', 'date'];

function cells(row: LedgerRow, labels: LedgerLabels): TemplateResult {
  const { tags, subject, release, released, author, date, moment } = row;
  return html`<span role="gridcell" class="tags" title=${tags.map(({ id, title }) => `${id}: ${title}`).join('\n')}
      >${
        tags.length === 0
          ? html`<span aria-hidden="true" class="muted">${NO_TAGS}</span><span class="unseen">${labels.none}</span>`
          : tags.map(
              ({ id, known }, at) =>
                html`${at === 0 ? '' : ', '}<bdi class=${known ? '' : 'unknown'}>${id}</bdi>`,
            )
      }</span
    ><span role="gridcell" class="subject" title=${`${row.short} ${subject ?? ''} · ${author}`}
      >${subject === undefined ? html`<i class="wait"></i>` : html`<bdi>${subject}</bdi>`}</span
    ><span role="gridcell" class="release ${released ? '' : 'muted'}" title=${release}><bdi>${release}</bdi></span
    ><span role="gridcell" class="author muted" title=${author}><bdi>${author}</bdi></span
    ><span role="gridcell" class="date muted" title=${moment}>${date}</span>`;
}

customElements.define('throughline-ledger-table', LedgerTable);
