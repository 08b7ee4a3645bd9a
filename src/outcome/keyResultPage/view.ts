import type { ActionView, EmptyPage, GuardrailView, KeyResultView, ProblemView, WatchView } from '../view';

/** What the panel of one key result shows, as plain JSON. */
export type KeyResultPage = EmptyPage | KeyResultReady;

export interface KeyResultReady {
  readonly kind: 'keyResult';
  readonly id: string;
  /** `Objective · growth · 38 days left` */
  readonly eyebrow: readonly string[];
  readonly objective: string;
  readonly title: string;
  readonly figures: Pick<KeyResultView, 'value' | 'goal' | 'delta' | 'score' | 'bar' | 'freshness'>;
  /** Pace, age of the number, whom it is linked to. */
  readonly facts: readonly string[];
  readonly notes: readonly string[];
  readonly problem?: ProblemView;
  /** The first is shown at first. Empty where there is nothing to draw; `noChart` says why. */
  readonly charts: readonly PageChart[];
  readonly noChart?: string;
  readonly milestones: readonly MilestoneLine[];
  readonly forecast?: PageAnswer;
  readonly effect?: EffectSection;
  readonly watch?: WatchView;
  readonly guardrails: readonly GuardrailView[];
  readonly releases: ReleaseList;
  readonly workedOut: readonly FigureGroup[];
  readonly actions: readonly ActionView[];
  readonly labels: KeyResultLabels;
}

export interface MilestoneLine {
  readonly done: boolean;
  /** `done`, `open`: what the mark before it says. */
  readonly state: string;
  readonly title: string;
  readonly due: string;
}

/** One answer in full. */
export interface PageAnswer {
  /** Name of a codicon. */
  readonly icon: string;
  /** `Moved: +4.1%`, `About 70% likely` */
  readonly verdict: string;
  readonly tone: 'good' | 'bad' | 'neutral';
  readonly sentence: string;
  readonly notes: readonly string[];
}

export interface EffectSection {
  /** Which deployment is asked about; absent where there is none to choose from. */
  readonly choice?: DeploymentChoice;
  /** Absent while it is being worked out, and where there is nothing to compare: `instead` says which. */
  readonly answer?: PageAnswer;
  readonly instead?: {
    readonly busy: boolean;
    readonly text: string;
    readonly actions: readonly ActionView[];
  };
  /** What has to be known where several were looked at. */
  readonly looked?: string;
}

export interface DeploymentChoice {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** A list of figures with a heading. */
export interface FigureGroup {
  readonly heading: string;
  readonly rows: readonly FigureLine[];
}

export interface FigureLine {
  readonly label: string;
  readonly value: string;
  /** For somebody who never had statistics. */
  readonly explanation: string;
}

export interface ReleaseList {
  /** How it was decided which of them count. */
  readonly text: string;
  readonly list: readonly ReleaseView[];
  readonly more?: ActionView;
}

export interface ReleaseView {
  /** As it is asked for; empty for what no release contains. */
  readonly name: string;
  readonly title: string;
  readonly date: string;
  /** `3 commits`; empty where that is not known. */
  readonly count: string;
  /** It is the one that is asked about. */
  readonly asked: boolean;
  /** Whether its effect can be asked for. */
  readonly canAsk: boolean;
  /** Newest first. */
  readonly commits: readonly ReleaseCommit[];
}

export interface ReleaseCommit {
  /** The full id. */
  readonly id: string;
  readonly short: string;
  readonly subject: string;
  readonly label: string;
}

/** A course over time. Times are seconds since 1970 UTC. */
export interface PageChart {
  /** `Running total`, `Day by day` */
  readonly name: string;
  /** The picture in words. */
  readonly label: string;
  /** Ascending in time. */
  readonly rows: readonly ChartRow[];
  readonly targets: readonly { readonly value: number; readonly text: string }[];
  readonly marks: readonly ChartMark[];
  readonly spans: readonly ChartSpan[];
  readonly today: number;
  /** IANA name: where the days of the axis begin. */
  readonly timezone: string;
  /** Beside the numbers of the axis: `%`; and whether 0.01 is written as 1%. */
  readonly suffix: string;
  readonly percent: boolean;
}

export interface ChartRow {
  readonly at: number;
  /** Absent for a gap and for a time to come. */
  readonly value?: number;
  /** What it stands for is not over. */
  readonly open?: boolean;
  /** Mean, then the intervals: 80 % lower and upper, 95 % lower and upper. */
  readonly foreseen?: readonly [number, number, number, number, number];
  /** All of it in words, for the reading and the table. */
  readonly day: string;
  readonly text: string;
  readonly foreseenText: string;
  readonly note: string;
}

export interface ChartMark {
  readonly at: number;
  readonly name: string;
  /** `asked`: what is asked about; `own`: another that brought commits; `changed`: the metric means something else since. */
  readonly kind: 'asked' | 'own' | 'other' | 'changed';
}

export interface ChartSpan {
  readonly from: number;
  readonly to: number;
  readonly kind: 'before' | 'after' | 'leftOut';
  /** Short, to stand inside. */
  readonly name: string;
}

/** The words of the panel itself. */
export interface KeyResultLabels {
  readonly forecast: string;
  readonly effect: string;
  readonly since: string;
  readonly watch: string;
  readonly guardrails: string;
  readonly milestones: string;
  readonly releases: string;
  readonly workedOut: string;
  readonly chart: string;
  readonly views: string;
  readonly ask: string;
  readonly asked: string;
  readonly keys: string;
  readonly reset: string;
  readonly hint: string;
  readonly table: string;
  readonly day: string;
  readonly value: string;
  readonly foreseen: string;
  readonly note: string;
  readonly course: string;
  readonly unfinished: string;
  readonly target: string;
  readonly mean: string;
  readonly band80: string;
  readonly band95: string;
  readonly own: string;
  readonly other: string;
  readonly leftOut: string;
  readonly today: string;
}
