import type { EmptyPage } from '../view';

/** What the ledger panel shows, as plain JSON. Rows of the table are asked for apart. */
export type LedgerPage = EmptyPage | LedgerReady;

export interface LedgerReady {
  readonly kind: 'ledger';
  readonly repository: string;
  /** `main`, or what HEAD is instead. */
  readonly branch: string;
  /** `312 of 540 commits of 2026-Q4 carry a purpose` */
  readonly counted: string;
  /** How much of the work carries a purpose, 0…1. */
  readonly share: number;
  /** What limits the numbers: a shallow clone, unreadable commits, history still being read. */
  readonly notes: readonly LedgerNote[];
  /** Commits are being read, or searched. */
  readonly busy: boolean;
  readonly aims: readonly AimView[];
  /** Absent where there is nothing to draw. */
  readonly chart?: LedgerChart;
  readonly filter: PanelFilter;
  readonly options: FilterOptions;
  readonly list: ListView;
  readonly labels: LedgerLabels;
}

export interface LedgerNote {
  readonly icon: 'info' | 'warning' | 'history';
  readonly text: string;
}

/** An objective with its key results, or what carries no purpose. */
export interface AimView {
  /** Value of `PanelFilter.serves`. */
  readonly serves: string;
  readonly title: string;
  /** `ended`, where the OKR file aims for it no more. */
  readonly state?: string;
  readonly figures: AimFigures;
  readonly keyResults: readonly KeyResultFigures[];
}

export interface KeyResultFigures {
  readonly serves: string;
  readonly id: string;
  readonly title: string;
  readonly state?: string;
  readonly figures: AimFigures;
}

/** Texts; one that is not known is empty. */
export interface AimFigures {
  readonly commits: string;
  readonly released: string;
  readonly lines: string;
  /** Of the commits shown in the panel's period, 0…1. */
  readonly share: number;
}

export interface LedgerChart {
  /** What a screen reader says in place of the picture. */
  readonly label: string;
  readonly buckets: readonly ChartBucket[];
  /** Whether any lines are known. */
  readonly hasLines: boolean;
}

export interface ChartBucket {
  /** When it starts and ends; seconds since 1970 UTC. */
  readonly from: number;
  readonly to: number;
  /** Beside the axis. */
  readonly tick: string;
  readonly tagged: number;
  readonly untagged: number;
  /** Added and deleted by tagged commits; absent for a time to come. */
  readonly lines?: number;
  /** Names of the releases in it; the rest as `+3`. */
  readonly releases: string;
  /** All of it as a sentence. */
  readonly text: string;
}

export interface ListView {
  /** A list of other commits has another number. */
  readonly id: number;
  /** False while the filter was changed and its commits are still being found. */
  readonly current: boolean;
  readonly count: number;
  /** `1,204 commits` */
  readonly summary: string;
  /** `Searching… 12 found so far` */
  readonly searching?: string;
  /** In place of the rows, where there are none. */
  readonly empty?: { readonly title: string; readonly text: string; readonly canClear: boolean };
}

export interface LedgerRow {
  /** The full id. */
  readonly id: string;
  readonly short: string;
  readonly tags: readonly { readonly id: string; readonly title: string; readonly known: boolean }[];
  /** Absent until git has said it. */
  readonly subject?: string;
  readonly release: string;
  readonly released: boolean;
  readonly author: string;
  readonly date: string;
  /** With the time. */
  readonly moment: string;
}

export const PERIODS = ['cycle', 'before', 'all'] as const;
export const TAGGED = ['any', 'yes', 'no'] as const;

export interface PanelFilter {
  readonly period: (typeof PERIODS)[number];
  readonly tagged: (typeof TAGGED)[number];
  /** Empty for all; `o:` and an objective's id, or `k:` and a key result's. */
  readonly serves: string;
  /** Empty for any; `none` for what is not released, or `r:` and a release's name. */
  readonly release: string;
  readonly path: string;
  readonly text: string;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface FilterOptions {
  readonly periods: readonly Option[];
  readonly tagged: readonly Option[];
  readonly serves: readonly { readonly label: string; readonly options: readonly Option[] }[];
  readonly releases: readonly Option[];
}

/** The words of the panel itself. */
export interface LedgerLabels {
  readonly title: string;
  readonly aims: string;
  readonly chart: string;
  readonly commits: string;
  readonly released: string;
  readonly lines: string;
  readonly linesChanged: string;
  readonly tagged: string;
  readonly untagged: string;
  readonly release: string;
  readonly time: string;
  readonly everything: string;
  readonly period: string;
  readonly serves: string;
  readonly state: string;
  readonly text: string;
  readonly path: string;
  readonly keyResults: string;
  readonly subject: string;
  readonly author: string;
  readonly date: string;
  readonly none: string;
  readonly clear: string;
  readonly stop: string;
  readonly export: string;
  readonly table: string;
  readonly filters: string;
}
