import type { Reading } from '../metrics/reading';
import type { TimeSpan } from '../metrics/series';
import { dayOf } from '../okr/days';
import type { Day, KeyResult, MetricRef, Period } from '../okr/model';
import { Formats } from './formats';
import { type Judgement, spanOf } from './judge';
import type { FreshnessView, KeyResultView } from './view';

export interface JudgedKeyResult {
  readonly keyResult: KeyResult;
  readonly judgement: Judgement;
  readonly reading?: Reading;
}

/** All that is shown of a key result but the age of its number, which changes while nothing else does. */
export type KeyResultBody = Omit<KeyResultView, 'freshness'>;

interface Makers {
  body(): KeyResultBody;
  freshness(): FreshnessView;
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
  readonly cycleWork?: unknown;
  insightOf?(keyResult: KeyResult): unknown;
  readonly muted?: ReadonlySet<string>;
  reading(metric: MetricRef, window: Period): Reading;
}

interface Entry {
  readonly inputs: readonly unknown[];
  readonly judgement: Judgement;
  readonly views: Map<string, KeyResultView>;
  freshness?: { readonly inputs: readonly unknown[]; readonly view: FreshnessView };
}

const MINUTE = 60_000;
const MOST_DAYS = 200;

/**
 * What was made of each key result, for as long as nothing that it is made of changes. While numbers of a thousand key
 * results come in, only those that came are judged and drawn anew, and what is asked for again or found to be as it was
 * only gets another age. Ages are written by the minute.
 */
export class Drawn {
  private readonly entries = new WeakMap<KeyResult, Entry>();
  private readonly spans = new Map<string, TimeSpan>();
  private readonly days = new Map<string, Day>();
  readonly formats = new Formats();
  private made = 0;

  /** Days of a time zone are dear to find, and most key results have the cycle's. */
  spanOf(period: Period, timezone: string): TimeSpan {
    const key = `${period.start} ${period.end} ${timezone}`;
    const known = this.spans.get(key);
    if (known) return known;
    const span = spanOf(period, timezone);
    this.spans.set(key, span);
    return span;
  }

  /** The day of an instant. Most key results ask for the same ones: today, and the day that is not over. */
  dayOf(at: number, timezone: string): Day {
    // No day begins within a minute.
    const key = `${Math.floor(at / MINUTE)} ${timezone}`;
    const known = this.days.get(key);
    if (known !== undefined) return known;
    if (this.days.size >= MOST_DAYS) this.days.clear();
    const day = dayOf(at, timezone);
    this.days.set(key, day);
    return day;
  }

  judgement(keyResult: KeyResult, snapshot: Inputs, make: () => Judgement): Judgement {
    const inputs = inputsOf(keyResult, snapshot);
    const known = this.entries.get(keyResult);
    if (known && isSame(known.inputs, inputs)) return known.judgement;
    const judgement = make();
    this.entries.set(keyResult, { inputs, judgement, views: new Map() });
    return judgement;
  }

  /** How many views were made so far. */
  get viewsMade(): number {
    return this.made;
  }

  /** The view of a key result that was judged. */
  view(judged: JudgedKeyResult, shown: Shown, snapshot: Inputs, make: Makers): KeyResultView {
    const entry = this.entries.get(judged.keyResult);
    const key = `${shown.linked} ${shown.expanded}`;
    const known = entry?.views.get(key);
    const freshness = this.freshness(entry, judged.reading, snapshot, make);
    if (known?.freshness === freshness) return known;
    this.made += 1;
    const view = { ...(known ?? make.body()), freshness };
    entry?.views.set(key, view);
    return view;
  }

  private freshness(
    entry: Entry | undefined,
    reading: Reading | undefined,
    snapshot: Inputs,
    make: Makers,
  ): FreshnessView {
    const { now, locale, trusted, staleAfter } = snapshot;
    const inputs = [
      Math.floor(now / MINUTE),
      locale,
      trusted,
      staleAfter,
      reading?.fetchedAt,
      reading?.error,
      reading?.staleAfter,
      // That it is asked for again is nothing to see where a number stands.
      reading?.fetchedAt === undefined && reading?.loading,
    ];
    if (entry?.freshness && isSame(entry.freshness.inputs, inputs)) return entry.freshness.view;
    const view = make.freshness();
    if (entry) entry.freshness = { inputs, view };
    return view;
  }
}

/** All that the body of a key result is made of, by identity. */
function inputsOf(keyResult: KeyResult, snapshot: Inputs): readonly unknown[] {
  const { id, metric, guardrails, window } = keyResult;
  const { now, locale, branch, cycleWork } = snapshot;
  return [
    Math.floor(now / MINUTE),
    locale,
    branch?.releases,
    cycleWork,
    snapshot.insightOf?.(keyResult),
    snapshot.muted?.has(id.toLowerCase()) ?? false,
    ...(metric ? partsOf(snapshot.reading(metric, window)) : []),
    ...guardrails.flatMap((one) => partsOf(snapshot.reading(one.metric, window))),
  ];
}

function partsOf({ series, error }: Reading): readonly unknown[] {
  return [series, error];
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
