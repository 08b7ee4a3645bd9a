/**
 * The view model: everything a face may show, as plain JSON. Sidebar, status bar and terminal draw the same one,
 * so they can't disagree. Types only; `present.ts` makes it.
 */

import type { ActionId } from './view/actionIds';
import type { BarView, ChartView } from './view/pictures';

export interface ActionView {
  readonly action: ActionId;
  readonly label: string;
  readonly arg?: string;
  readonly style: 'primary' | 'secondary' | 'link';
  /** What a screen reader says where the label alone is not enough. */
  readonly description?: string;
}

/** A state that fills the whole sidebar. */
export interface EmptyPage {
  readonly kind: 'empty';
  readonly state:
    | 'loading'
    | 'noFolder'
    | 'noGit'
    | 'noOkrFile'
    | 'emptyOkrFile'
    | 'brokenOkrFile'
    | 'gitProblem'
    | 'restricted'
    | 'keyResultGone';
  readonly title: string;
  readonly text: string;
  readonly actions: readonly ActionView[];
}

/** A state that leaves the rest usable: needs approval, needs sign-in, restricted, file with errors, offline. */
export interface NoticeView {
  readonly tone: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly actions: readonly ActionView[];
}

export interface BranchView {
  readonly name: string;
  /** `branch`, or what HEAD is instead. */
  readonly state: 'branch' | 'unborn' | 'detached';
  /** The sentence that says why; its parts alternate between words and code so that a face can set them apart. */
  readonly why: readonly TextPart[];
  readonly actions: readonly ActionView[];
  /** Repository name, only where several are open. */
  readonly repository?: string;
  /** `rebase in progress` and the like. */
  readonly operation?: string;
}

export interface TextPart {
  readonly text: string;
  readonly code?: boolean;
  /** What weighs most in its sentence. */
  readonly strong?: boolean;
  readonly tone?: 'good' | 'bad' | 'neutral';
}

export interface DeltaView {
  /** `2.1% in 7 d`, without the arrow. */
  readonly text: string;
  readonly direction: 'up' | 'down' | 'flat';
  /** Whether the direction helps the key result. */
  readonly tone: 'good' | 'bad' | 'neutral';
  readonly label: string;
}

export interface GuardrailView {
  readonly state: 'held' | 'broken' | 'unknown';
  /** The state in a word, before the bound: `holds`, `breaks`, `not known`. */
  readonly stateText?: string;
  readonly title: string;
  readonly value: string;
  readonly bound: string;
  readonly label: string;
  /** Did it move, and has it got worse, since what was shipped? */
  readonly effect?: AnswerView;
  readonly watch?: WatchView;
}

export interface FreshnessView {
  readonly state: 'never' | 'loading' | 'fresh' | 'stale' | 'none';
  readonly text: string;
}

export interface ProblemView {
  /** Name of a codicon, so that states differ by more than a colour. */
  readonly icon: string;
  /** `info` where nothing is wrong but somebody has to wait or to decide. */
  readonly tone: 'info' | 'warning' | 'error';
  /** What went wrong, and what to do next. */
  readonly text: string;
  readonly next: string;
  readonly actions: readonly ActionView[];
}

/** A commit in a list; it opens on a click. */
export interface CommitLine {
  /** The full id. */
  readonly id: string;
  readonly subject: string;
  /** The release that shipped it, or that none did; absent where there are no releases. */
  readonly release?: string;
  readonly released?: boolean;
  readonly label: string;
}

export interface CommitsView {
  /** `12 commits in this cycle · 3 not released yet` */
  readonly text: string;
  /** Newest first. */
  readonly list: readonly CommitLine[];
  readonly more?: ActionView;
}

/** One answer about a metric: a sentence, and what it rests on. */
export interface AnswerView {
  readonly parts: readonly TextPart[];
  /** What else has to be known to read it, then how it was worked out. */
  readonly notes: readonly string[];
  readonly workedOut: readonly string[];
  /** `How this was worked out`, above the latter. */
  readonly workedOutText?: string;
  /** Nobody has to be told unasked: it may be set small, or folded away. */
  readonly quiet?: boolean;
}

/** Has it got worse since what was shipped? */
export interface WatchView extends AnswerView {
  readonly alarm: boolean;
  /** Somebody wants to hear no alarm of this key result. */
  readonly muted?: boolean;
  readonly actions: readonly ActionView[];
}

/** Will it hit, did it move since what was shipped, and has it got worse? */
export interface InsightView {
  readonly forecast?: AnswerView;
  readonly effect?: AnswerView;
  readonly watch?: WatchView;
}

export interface RepositoryWorkView {
  /** `This repository in 2026-Q4` */
  readonly heading: string;
  readonly count: string;
  /** `40 untagged (19%)` */
  readonly share: string;
  readonly actions: readonly ActionView[];
}

export interface KeyResultView {
  readonly id: string;
  readonly title: string;
  readonly shortTitle: string;
  /** Served by the branch shown. */
  readonly linked: boolean;
  /** `this branch`, where it is linked. */
  readonly linkedText?: string;
  readonly expanded: boolean;
  readonly value?: string;
  /** `of 13,200`, `at most 1%`, `between 10 and 20`, `3 of 5 done` … */
  readonly goal: string;
  readonly delta?: DeltaView;
  readonly score?: { readonly value: number; readonly text: string; readonly label: string };
  readonly bar?: BarView;
  readonly chart?: ChartView;
  /** Sentences under the picture. */
  readonly notes: readonly string[];
  /** Absent until it was worked out, and where there is nothing to work out: milestones, numbers that never came. */
  readonly insight?: InsightView;
  readonly guardrails: readonly GuardrailView[];
  /** Alarms of it and its guardrails that nobody has muted, each in a sentence, also where it is closed; absent where there is none. */
  readonly alarms?: readonly string[];
  /** Absent until the ledger was read. */
  readonly commits?: CommitsView;
  readonly freshness: FreshnessView;
  readonly problem?: ProblemView;
  /** Shows it in an editor of its own; absent where there is none. */
  readonly open?: ActionView;
}

export interface ObjectiveView {
  readonly id: string;
  /** `Objective · growth · 38 days left` */
  readonly eyebrow: readonly string[];
  readonly title: string;
  /** `for public consumers`, `score 0.58`, `pace −0.04` */
  readonly facts: readonly string[];
  readonly keyResults: readonly KeyResultView[];
}

export interface WorkTagView {
  /** As a commit has it, newest first. */
  readonly id: string;
  readonly from: 'trailer' | 'note' | 'squash';
  readonly commits: number;
}

export interface WorkView {
  readonly heading: string;
  readonly count: string;
  readonly tagged: string;
  /** `1 by a note · 2 found in squashed messages`; absent where every tag is a trailer. */
  readonly found?: string;
  /** The key results that the commits serve, and where their tags stand; absent where none is tagged. */
  readonly tags?: readonly WorkTagView[];
  readonly actions: readonly ActionView[];
  /** `The next commit will carry OKR: engagement.signups` */
  readonly next?: readonly TextPart[];
  /** `The next commit can carry OKR: engagement.signups`, with what puts it there; only where it will carry nothing. */
  readonly offer?: { readonly text: readonly TextPart[]; readonly actions: readonly ActionView[] };
}

export interface ReadyPage {
  readonly kind: 'ready';
  readonly branch: BranchView;
  readonly notices: readonly NoticeView[];
  readonly objectives: readonly ObjectiveView[];
  readonly work?: WorkView;
  readonly repository?: RepositoryWorkView;
  readonly footer: { readonly text: string; readonly actions: readonly ActionView[] };
}

/** The status bar item; absent where there is nothing to say. */
export interface StatusView {
  /** Short name, value, arrow and score, without icon. */
  readonly text: string;
  readonly icon: string;
  /** Plain lines; a face shows them as text. */
  readonly tooltip: readonly string[];
  readonly label: string;
}

/** A metric that has got worse since a deployment, and that nobody has muted. */
export interface AlarmView {
  /** What makes it the same alarm tomorrow and in another window: key result, metric and deployment. */
  readonly key: string;
  readonly keyResultId: string;
  /** In words that need nothing around them. */
  readonly text: string;
  /** The same as one of several. */
  readonly short: string;
}

export interface View {
  readonly page: EmptyPage | ReadyPage;
  readonly status?: StatusView;
  /** Absent where there is none. */
  readonly alarms?: readonly AlarmView[];
}
