import type { MetricAsk } from './ask';
import type { Reading } from './reading';
import type { Validators } from './storedReading';

/** What the feed holds of one question. */
export interface Entry {
  readonly key: string;
  ask: MetricAsk;
  reading: Reading;
  /** When an answer was last asked for, milliseconds since 1970 UTC; absent where that is to be done at once. */
  askedAt?: number | undefined;
  /** The round that asks it now. */
  flight?: Promise<void> | undefined;
  validators?: Validators | undefined;
  /** Its last answer was an error about this question, not about the server. */
  alone: boolean;
  /** Whether the store was looked into. */
  looked: boolean;
}

const MOST_ENTRIES = 2000;
const MOST_POINTS = 1_000_000;

/** Entries by key, bounded in number and in points: those not asked about for longest go first. */
export class Readings {
  private readonly entries = new Map<string, Entry>();

  get(key: string): Entry | undefined {
    return this.entries.get(key);
  }

  /** The entry of a question, which is made if needed, as the one asked about last. */
  touch(key: string, ask: MetricAsk): Entry {
    const entry = this.entries.get(key) ?? {
      key,
      ask,
      reading: { loading: false },
      alone: false,
      looked: false,
    };
    // Its schedule may have changed.
    entry.ask = ask;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry;
  }

  /** Drops what is beyond the bounds. */
  trim(): void {
    let points = 0;
    let count = 0;
    for (const [key, { reading }] of Array.from(this.entries).reverse()) {
      points += reading.series?.points.length ?? 0;
      count += 1;
      // The newest one stays whatever its size.
      if (count > MOST_ENTRIES || (points > MOST_POINTS && count > 1)) this.entries.delete(key);
    }
  }
}
