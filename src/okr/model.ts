/** The vocabulary of aims: cycles, objectives, key results and what they are measured by. */

/** A calendar day in the cycle's time zone, `YYYY-MM-DD`. */
export type Day = string;

export interface Period {
  readonly start: Day;
  /** Inclusive. */
  readonly end: Day;
}

/** Days that say nothing about a deployment: a holiday, an outage. */
export interface DaysLeftOut extends Period {
  readonly why?: string;
}

export interface Cycle extends Period {
  readonly id: string;
  /** IANA name, `UTC` unless the file says otherwise. */
  readonly timezone: string;
  readonly leaveOut?: readonly DaysLeftOut[];
}

/** How points inside the window become the one current value. */
export type Aggregate = 'last' | 'sum' | 'mean';

export interface MetricRef {
  /** Name of an entry in `sources`. */
  readonly source: string;
  readonly query: string;
  readonly aggregate: Aggregate;
  /** Since when it means what it means now. */
  readonly changed?: Day;
  /** Only of key results. */
  readonly control?: ControlMetric;
}

/** A metric that deployments should not have touched. `title` is its query unless the file says otherwise. */
export interface ControlMetric extends Pick<MetricRef, 'source' | 'query' | 'aggregate'> {
  readonly title: string;
}

/** A number as the file writes it; `percent` remembers `1%` so that it is shown the same way. */
export interface Quantity {
  readonly value: number;
  readonly percent: boolean;
}

export interface Guardrail {
  readonly title: string;
  readonly metric: MetricRef;
  readonly atMost?: Quantity;
  readonly atLeast?: Quantity;
}

export interface Milestone {
  readonly title: string;
  readonly weight: number;
  readonly done: boolean;
  readonly due?: Day;
}

/**
 * How the value is judged.
 * `increase` and `decrease` move from start to target; `maintain` stays inside a range;
 * `atLeast` and `atMost` hold a bound; `milestone` is done in parts and has no metric.
 */
export type Aim =
  | { readonly kind: 'increase' | 'decrease'; readonly start: Quantity; readonly target: Quantity }
  | { readonly kind: 'maintain'; readonly min: Quantity; readonly max: Quantity }
  | { readonly kind: 'atLeast' | 'atMost'; readonly bound: Quantity; readonly start?: Quantity }
  | { readonly kind: 'milestone'; readonly milestones: readonly Milestone[] };

export interface KeyResult {
  /** As written in the file; compared without case. */
  readonly id: string;
  readonly title: string;
  /** For the status bar; the last part of the id unless the file says otherwise. */
  readonly shortTitle: string;
  readonly objectiveId: string;
  readonly owner?: string;
  readonly weight: number;
  readonly aim: Aim;
  /** Absent for milestones. */
  readonly metric?: MetricRef;
  /** `signups`, `USD`, `%`, … */
  readonly unit?: string;
  /** Own window, or the cycle's. */
  readonly window: Period;
  readonly guardrails: readonly Guardrail[];
  /** Former ids that commits may still carry. */
  readonly aliases: readonly string[];
  /** 1-based position in the OKR file. */
  readonly line: number;
}

export interface Objective {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly customer?: string;
  readonly owner?: string;
  readonly keyResults: readonly KeyResult[];
  readonly line: number;
}

export interface BranchRule {
  /** A glob over branch names. */
  readonly pattern: string;
  readonly serves: readonly string[];
  readonly line: number;
}

/** An id that commits carry but the file no longer aims for. */
export interface EndedKeyResult {
  readonly id: string;
  readonly title?: string;
  readonly ended?: Day;
}

/** Everything healthy in an OKR file. `Source` is the union that the metrics wing defines. */
export interface OkrFile<Source> {
  readonly cycle: Cycle;
  readonly sources: ReadonlyMap<string, Source>;
  readonly objectives: readonly Objective[];
  readonly branches: readonly BranchRule[];
  readonly deploymentTags?: string;
  readonly ended: readonly EndedKeyResult[];
}

/** A finding in the OKR file. Lines and columns are 1-based; the end is exclusive. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface OkrDocument<Source> {
  /** Absent only where nothing could be used: not YAML, too large, unknown version, no cycle. */
  readonly file?: OkrFile<Source>;
  readonly diagnostics: readonly Diagnostic[];
}
