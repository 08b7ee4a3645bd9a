import type { ClockPort, GitStreamPort } from '../../io/ports';
import type { LedgerKeeper } from '../../work/ledger/keeper';
import type { Ledger } from '../../work/ledger/ledger';
import type { Words } from '../words';
import { aimViews } from './aimViews';
import { CommitSearch } from './commitSearch';
import type { DeskFacts } from './deskFacts';
import { headerView } from './headerView';
import { ledgerLabels } from './labels';
import type { LineBook } from './lineBook';
import { LineCounting } from './lineCounting';
import { listView } from './listView';
import { filterOptions } from './options';
import { isSearch, NO_FILTER } from './panelFilter';
import { RowViews } from './rowViews';
import { hasSameRows, type ShownRows, shownRows } from './shownRows';
import { Subjects } from './subjects';
import type { Tally } from './tally';
import type { LedgerReady, LedgerRow, PanelFilter } from './view';

export interface DeskParts {
  readonly keeper: Pick<LedgerKeeper, 'ledger' | 'progress' | 'onDidChange'>;
  readonly git: GitStreamPort;
  readonly root: string;
  readonly lines: LineBook;
  readonly clock: ClockPort;
  readonly locale: string;
  readonly l10n: Words;
  facts(): DeskFacts;
  /** Resolves when others have had their turn. */
  turn(): Promise<void>;
  /** There is another page to show. */
  changed(): void;
  /** A bug, or git in trouble with something that the page can do without. */
  failed(what: string, error: unknown): void;
}

/** While commits come in, the page is drawn this often at most. */
const PAUSE_MS = 500;
const EMPTY: Tally = { commits: 0, tagged: 0, byKey: new Map() };

/** Stops work that a newer question has made useless. */
class Superseded extends Error {}

/**
 * What the ledger panel works on: a filter over the ledger of one repository, the commits that pass it, and what they
 * add up to. All of it is done in slices, and done anew when history or filter change.
 */
export class LedgerDesk {
  private wanted: PanelFilter = NO_FILTER;
  private drawn: ShownRows | undefined;
  private list = 0;
  private work = 0;
  private drawing = false;
  private again = false;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private search: CommitSearch | undefined;
  private searchedHead: string | undefined;
  private readonly counting: LineCounting;
  private computed = false;
  private asking: AbortController | undefined;
  private readonly subjects: Subjects;
  private readonly unfollow: () => void;
  private disposed = false;

  constructor(private readonly parts: DeskParts) {
    this.subjects = new Subjects(parts.git, parts.root);
    this.counting = new LineCounting(
      parts.lines,
      () => (parts.facts().measures ? this.drawn?.measured : undefined),
      () => this.soon(),
      (what, error) => parts.failed(what, error),
    );
    this.unfollow = parts.keeper.onDidChange(() => this.soon());
    this.now();
  }

  /** What passes the filter now, for an export. */
  get shown(): { readonly ledger: Ledger; readonly rows: Uint32Array } | undefined {
    return this.drawn;
  }

  setFilter(filter: PanelFilter): void {
    const { path, text } = this.wanted;
    this.wanted = filter;
    if (path !== filter.path || text !== filter.text) this.restartSearch();
    this.now();
  }

  /** Ends a search before it has gone through all of the history. */
  stopSearch(): void {
    this.search?.stop();
    this.now();
  }

  /** OKR file or HEAD changed. */
  factsChanged(): void {
    this.soon();
  }

  /** What there is to show; nothing before the first commits are read. */
  page(): LedgerReady | undefined {
    const { keeper, l10n, locale } = this.parts;
    const { progress } = keeper;
    const { drawn, search } = this;
    if (!this.computed || (drawn === undefined && !progress.done)) return undefined;
    const filter = drawn?.filter ?? this.wanted;
    const facts = this.parts.facts();
    const tally = drawn?.tally ?? EMPTY;
    const views = aimViews(tally, facts.aims, { l10n, locale, measures: facts.measures });
    return {
      kind: 'ledger',
      ...headerView(
        { ...facts, keeper, filter, tally, locale, ...(search ? { search: search.state } : {}) },
        l10n,
      ),
      aims: views,
      ...(drawn?.chart === undefined ? {} : { chart: drawn.chart }),
      // Who chooses sees the choice, also while it is looked for.
      filter: this.wanted,
      options: filterOptions(facts.aims, views, drawn?.ledger.releases ?? [], this.wanted, l10n),
      list: listView(
        {
          id: this.list,
          current: filter === this.wanted,
          count: drawn?.rows.length ?? 0,
          all: drawn?.ledger.count ?? 0,
          filter,
          hasCycle: facts.aims !== undefined,
          reading: !progress.done && progress.failure === undefined,
          locale,
          ...(search ? { search } : {}),
        },
        l10n,
      ),
      labels: ledgerLabels(l10n, facts.trailerKey),
    };
  }

  /**
   * Rows of a list: at once what is known, then again with the subjects.
   * @returns false where that list is no longer shown
   */
  async rows(
    list: number,
    start: number,
    count: number,
    show: (rows: LedgerRow[]) => void,
  ): Promise<boolean> {
    const { drawn } = this;
    if (drawn === undefined || list !== this.list) return false;
    this.asking?.abort();
    const mine = new AbortController();
    this.asking = mine;
    const { ledger } = drawn;
    const wanted = [...drawn.rows.subarray(start, start + count)];
    const ids = wanted.map((row) => ledger.idOf(row));
    // Where git does not say a subject, there is none to wait for.
    const draw = (otherwise: string | undefined): void => {
      const views = new RowViews(this.parts.facts().aims, this.parts.locale, this.parts.l10n);
      show(wanted.map((row, at) => views.view(ledger, row, this.subjects.get(ids[at] ?? '') ?? otherwise)));
    };
    draw(undefined);
    const loaded = await this.subjects.load(ids, mine.signal);
    if (!loaded.ok && loaded.error.kind === 'canceled') return true;
    if (!loaded.ok) this.parts.failed('The subjects of commits could not be read', loaded.error.detail);
    if (!loaded.ok || loaded.value) draw('');
    return true;
  }

  /** Counts lines of what is shown, until told to stop; only while somebody looks. */
  startCounting(): void {
    this.counting.start();
  }

  stopCounting(): void {
    this.counting.stop();
  }

  dispose(): void {
    this.disposed = true;
    this.work += 1;
    this.unfollow();
    clearTimeout(this.pause);
    this.search?.stop();
    this.asking?.abort();
    this.stopCounting();
  }

  private restartSearch(): void {
    this.search?.stop();
    this.search = undefined;
    if (!isSearch(this.wanted)) return;
    const { git, root } = this.parts;
    this.searchedHead = this.head;
    const search = new CommitSearch(git, root, this.wanted, () => {
      if (search === this.search) this.soon();
    });
    this.search = search;
    search.run().catch((error: unknown) => this.parts.failed('The history could not be searched', error));
  }

  private get head(): string | undefined {
    const { head } = this.parts.facts();
    return head === undefined || head.kind === 'unborn' ? undefined : head.commit;
  }

  private soon(): void {
    if (this.disposed) return;
    if (this.drawn === undefined) {
      // Somebody waits for the first screen.
      this.now();
      return;
    }
    this.pause ??= setTimeout(() => {
      this.pause = undefined;
      if (this.search?.state.kind === 'done' && this.searchedHead !== this.head) this.restartSearch();
      this.draw();
    }, PAUSE_MS);
  }

  /** For somebody who waits: what is under way is given up. */
  private now(): void {
    this.work += 1;
    this.draw();
  }

  private draw(): void {
    if (this.drawing) {
      this.again = true;
      return;
    }
    this.drawing = true;
    this.again = false;
    this.compute()
      .catch((error: unknown) => {
        if (error instanceof Superseded) this.again = true;
        else this.parts.failed('The ledger could not be drawn', error);
      })
      .finally(() => {
        this.drawing = false;
        if (this.again && !this.disposed) this.draw();
      });
  }

  private async compute(): Promise<void> {
    const { keeper, lines, l10n, locale, clock } = this.parts;
    const { ledger } = keeper;
    const { wanted: filter, work, search } = this;
    const turn = async (): Promise<void> => {
      await this.parts.turn();
      if (work !== this.work) throw new Superseded();
    };
    if (ledger === undefined) {
      this.drawn = undefined;
      this.computed = true;
      this.parts.changed();
      return;
    }
    const { aims } = this.parts.facts();
    const asked = { ledger, filter, search, aims, lines, now: clock.now(), locale };
    const drawn = await shownRows(asked, turn, l10n);
    if (!hasSameRows(this.drawn, drawn)) this.list += 1;
    this.drawn = drawn;
    this.computed = true;
    this.parts.changed();
    this.counting.goOn();
  }
}
