import type { FileFailure, GitFailure } from '../io/ports';
import type { Reading } from '../metrics/reading';
import type { KeyResult, MetricRef, Period } from '../okr/model';
import type { BranchWork, Head, Operation } from '../work/head';
import type { Link } from '../work/link';
import type { CycleWork } from './cycleWork';
import type { Drawn } from './drawn';
import type { Insight } from './insight/insight';
import type { AimsDocument } from './okrDocument';

/** A release that reached production. `mine` says that it carries commits of the branch shown. */
export interface Release {
  readonly name: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly mine: boolean;
}

/** The git side of the branch shown; absent in Restricted Mode, where no git is run. */
export interface BranchState {
  readonly head: Head;
  readonly operation?: Operation;
  readonly link?: Link;
  readonly work?: BranchWork;
  readonly releases: readonly Release[];
}

export type OkrState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: FileFailure }
  | { readonly kind: 'read'; readonly document: AimsDocument };

/** What is done about the tag of the next commit: nothing, a suggestion, or left to the commit hook. */
export type Tagging = 'off' | 'suggest' | 'automatic';

/** Everything the presenter looks at, at one instant. */
export interface Snapshot {
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly locale: string;
  /** Restricted Mode where false: the OKR file is shown, nothing is requested, no git is run. */
  readonly trusted: boolean;
  readonly repository: { readonly name: string; readonly several: boolean };
  /** As the setting names it. */
  readonly okrPath: string;
  readonly okr: OkrState;
  readonly branch?: BranchState;
  readonly gitFailure?: GitFailure;
  /** Tags that stand in the commit box now. */
  readonly boxTags: readonly string[];
  readonly trailerKey: string;
  /** What the setting says where that can be no key. */
  readonly refusedTrailerKey?: string;
  readonly tagging: Tagging;
  /** Whether Throughline's commit hook is in this clone; absent where nobody has looked. */
  readonly hookInstalled?: boolean;
  /** The trailer key that the hook writes; absent where that is not known. */
  readonly hookKey?: string;
  /** What the feed knows of a metric inside a window. */
  reading(metric: MetricRef, window: Period): Reading;
  /** Commits of the cycle; absent until the ledger was read. */
  readonly cycleWork?: CycleWork;
  /** What was worked out about a key result; nothing until it was. */
  insightOf?(keyResult: KeyResult): Insight | undefined;
  /** Ids, in lower case, of the key results whose alarms nobody wants to hear of; nobody has muted any where absent. */
  readonly muted?: ReadonlySet<string>;
  /** Ids of key results that panels show beside the page. */
  readonly opened?: ReadonlySet<string>;
  /** What was drawn of each key result last. */
  readonly drawn: Drawn;
  /** A reading older than this is called stale, in milliseconds. */
  readonly staleAfter: number;
}
