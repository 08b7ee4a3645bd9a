import type { TimeSpan } from './series';
import type { SourceConfig } from './sources/table';

/** One question about a metric. Two asks with the same content are the same question. */
export interface MetricAsk {
  /** Absolute path of the repository. */
  readonly root: string;
  /** As the OKR file names it. */
  readonly sourceName: string;
  readonly source: SourceConfig;
  readonly query: string;
  /** The key result's window. */
  readonly window: TimeSpan;
  /** IANA name. */
  readonly timezone: string;
}

/** What tells one question from another; the same in every repository, but for files. */
export function keyOf({ root, source, query, window, timezone }: MetricAsk): string {
  const {
    refresh: _refresh,
    staleAfter: _stale,
    requestsPerHour: _budget,
    enabled: _enabled,
    ...asked
  } = source;
  return JSON.stringify([source.type === 'file' ? root : '', asked, query, window.from, window.to, timezone]);
}
