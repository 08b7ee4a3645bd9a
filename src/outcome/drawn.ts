import type { Reading } from '../metrics/reading';
import type { TimeSpan } from '../metrics/series';
import type { KeyResult, MetricRef, Period } from '../okr/model';
import { type Judgement, spanOf } from './judge';
import type { KeyResultView } from './view';

export interface JudgedKeyResult {
  readonly keyResult: KeyResult;
  readonly judgement: Judgement;
  readonly reading?: Reading;
}

/** How a key result stands on the page. */
export interface Shown {
  readonly linked: boolean;
  readonly expanded: boolean;
}

/** What a snapshot holds that a key result is made of. */
interface Inputs {
  readonly now: number;
  readonly locale: string;
  readonly trusted: boolean;
  readonly staleAfter: number;
  readonly branch?: { readonly releases: readonly unknown[] };
  reading(metric: MetricRef, window: Period): Reading;
}

interface Entry {
  readonly inputs: readonly unknown[];
  readonly judged: JudgedKeyResult;
  readonly views: Map<string, KeyResultView>;
}

const MINUTE = 60_000;

/**
 * What was made of each key result, for as long as nothing that it is made of changes. While numbers of a thousand key
 * results come in, only those that came are judged and drawn anew. Ages are written by the minute.
 */
export class Drawn {
  private readonly entries = new WeakMap<KeyResult, Entry>();
  private readonly spans = new Map<string, TimeSpan>();

  /** Days of a time zone are dear to find, and most key results have the cycle's. */
  spanOf(period: Period, timezone: string): TimeSpan {
    const key = `${period.start} ${period.end} ${timezone}`;
    const known = this.spans.get(key);
    if (known) return known;
    const span = spanOf(period, timezone);
    this.spans.set(key, span);
    return span;
  }

  judged(keyResult: KeyResult, snapshot: Inputs, make: () => JudgedKeyResult): JudgedKeyResult {
    const inputs = inputsOf(keyResult, snapshot);
    const known = this.entries.get(keyResult);
    if (known && isSame(known.inputs, inputs)) return known.judged;
    const judged = make();
    this.entries.set(keyResult, { inputs, judged, views: new Map() });
    return judged;
  }

  view(judged: JudgedKeyResult, { linked, expanded }: Shown, make: () => KeyResultView): KeyResultView {
    const views = this.entries.get(judged.keyResult)?.views;
    const known = views?.get(`${linked} ${expanded}`);
    if (known) return known;
    const view = make();
    views?.set(`${linked} ${expanded}`, view);
    return view;
  }
}

/** All that a view of a key result is made of, by identity. */
function inputsOf({ metric, guardrails, window }: KeyResult, snapshot: Inputs): readonly unknown[] {
  const { now, locale, trusted, staleAfter, branch } = snapshot;
  return [
    Math.floor(now / MINUTE),
    locale,
    trusted,
    staleAfter,
    branch?.releases,
    ...(metric ? partsOf(snapshot.reading(metric, window)) : []),
    ...guardrails.flatMap((one) => partsOf(snapshot.reading(one.metric, window))),
  ];
}

/** That it is asked for again is nothing to see where a number stands. */
function partsOf({ series, fetchedAt, error, staleAfter, loading }: Reading): readonly unknown[] {
  return [series, fetchedAt, error, staleAfter, series === undefined && loading];
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
