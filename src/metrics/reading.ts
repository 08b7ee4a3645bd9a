import type { MetricError } from './metricError';
import type { Series } from './series';

/** What is known of one metric now: the last good series, and what went wrong since, if anything. */
export interface Reading {
  readonly series?: Series;
  /** When `series` arrived, milliseconds since 1970 UTC. */
  readonly fetchedAt?: number;
  /** The newest attempt's error; absent after a success. */
  readonly error?: MetricError;
  readonly loading: boolean;
  /** Age beyond which `series` is called stale, in milliseconds; absent where nobody has planned it yet. */
  readonly staleAfter?: number;
}
