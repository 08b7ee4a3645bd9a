import type { HttpRequest, HttpResponse, Result } from '../io/ports';
import type { MetricError } from './metricError';
import type { Series, TimeSpan } from './series';

/** What a source wants from the outside world. */
export type SourceRequest =
  | { readonly via: 'http'; readonly http: HttpRequest }
  /** `path` is relative to the repository's root. */
  | { readonly via: 'file'; readonly path: string };

/** What came back. A file is its text. */
export type SourceResponse =
  | { readonly via: 'http'; readonly http: HttpResponse }
  | { readonly via: 'file'; readonly text: string; readonly path: string };

/** One metric question. `span` is what the key result's window and the sparkline need. */
export interface MetricQuery {
  readonly query: string;
  readonly span: TimeSpan;
  /** Distance of points wanted, in seconds. */
  readonly step: number;
  /** IANA name of the cycle's time zone: how a bare date in a response is read. */
  readonly timezone: string;
  /** When it is asked, milliseconds since 1970 UTC: the time of an answer that carries none. */
  readonly now: number;
}

/**
 * A metric API as two pure functions. Adding a source is adding one file and one line in `sources/table.ts`.
 * `Config` is the entry under `sources:` in the OKR file.
 */
export interface MetricSource<Config> {
  request(config: Config, query: MetricQuery): Result<SourceRequest, MetricError>;
  parse(config: Config, query: MetricQuery, response: SourceResponse): Result<Series, MetricError>;
}
