import type { MetricAsk } from '../metrics/ask';
import type { Feed } from '../metrics/feed';
import type { Reading } from '../metrics/reading';
import type { TimeSpan } from '../metrics/series';
import type { MetricRef, Objective, Period } from '../okr/model';
import { askFor, metricsOf } from './asks';
import type { Aims } from './okrDocument';

export interface NumbersParts {
  readonly feed: Feed;
  readonly root: string;
  /** False in Restricted Mode: nothing is requested. */
  readonly trusted: boolean;
  /** How long a number is good for where its source says nothing, in milliseconds. */
  readonly refreshMs: number;
  /** Whether sources are asked at all. */
  readonly metricsEnabled: boolean;
  aims(): Aims | undefined;
  /** Whose numbers are wanted. */
  wanted(aims: Aims): readonly Objective[];
  spanOf(period: Period, timezone: string): TimeSpan;
}

const NOTHING_KNOWN: Reading = { loading: false };

/** What the sources of one repository are asked, and what they answered. */
export class Numbers {
  /** A metric belongs to one key result of one reading of the file. */
  private readonly questions = new WeakMap<MetricRef, MetricAsk>();

  constructor(private readonly parts: NumbersParts) {}

  /** Takes up the last good numbers that any window of this machine has kept, however old. Asks nobody. */
  async hydrate(): Promise<void> {
    if (this.parts.trusted) await this.parts.feed.hydrate(this.asks());
  }

  /**
   * Fetches what is wanted and due.
   * @param force also what is not due yet
   */
  async refresh(force: boolean, signal?: AbortSignal): Promise<void> {
    const { trusted, feed, refreshMs, metricsEnabled } = this.parts;
    if (!trusted) return;
    await feed.refresh(this.asks(), {
      refreshMs,
      enabled: metricsEnabled,
      force,
      ...(signal ? { signal } : {}),
    });
  }

  /** When `refresh` has something to do, in milliseconds since 1970 UTC; nothing where it never will. */
  nextDue(): number | undefined {
    const { trusted, feed, refreshMs, metricsEnabled } = this.parts;
    return trusted && metricsEnabled ? feed.nextDue(this.asks(), refreshMs) : undefined;
  }

  /** Asks for one metric of the OKR file, whether or not it is wanted otherwise. */
  async measure(metric: MetricRef, window: Period): Promise<Reading> {
    const { trusted, feed, refreshMs, metricsEnabled } = this.parts;
    const ask = this.question(metric, window);
    if (ask === undefined || !trusted) return NOTHING_KNOWN;
    await feed.refresh([ask], { refreshMs, enabled: metricsEnabled, force: true });
    return feed.reading(ask);
  }

  /** What is known of a metric. Asks nobody. */
  reading(metric: MetricRef, window: Period): Reading {
    const ask = this.question(metric, window);
    return ask ? this.parts.feed.reading(ask) : NOTHING_KNOWN;
  }

  private asks(): readonly MetricAsk[] {
    const aims = this.parts.aims();
    if (aims === undefined) return [];
    const metrics = metricsOf(this.parts.wanted(aims));
    return [...new Set(metrics.flatMap(({ metric, window }) => this.question(metric, window) ?? []))];
  }

  private question(metric: MetricRef, window: Period): MetricAsk | undefined {
    const known = this.questions.get(metric);
    if (known) return known;
    const aims = this.parts.aims();
    if (aims === undefined) return undefined;
    const span = this.parts.spanOf(window, aims.cycle.timezone);
    const ask = askFor(aims, this.parts.root, metric, span);
    if (ask) this.questions.set(metric, ask);
    return ask;
  }
}
