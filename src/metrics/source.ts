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
 * Several questions in one request. The queries given have one span, step, time zone and `now`; their order is the
 * order of the results.
 */
export interface Grouping<Config> {
  /** Most questions in one request; 1 where this config can't group. */
  most(config: Config): number;
  /** Errors say that the group as a whole can't be asked; each question is then asked alone. */
  request(config: Config, queries: readonly MetricQuery[]): Result<SourceRequest, MetricError>;
  /**
   * One result per question. The outer error is about the answer as a whole, where it doesn't say which question is to
   * blame.
   */
  parse(
    config: Config,
    queries: readonly MetricQuery[],
    response: SourceResponse,
  ): Result<readonly Result<Series, MetricError>[], MetricError>;
}

/** How an API wants to know the user. The first of a source is the usual one. Labels are the API's own words. */
export type AuthScheme =
  | { readonly kind: 'none' }
  /** `Authorization: PREFIX token` */
  | { readonly kind: 'token'; readonly prefix: string; readonly label: string }
  /** `Authorization: Basic …` (RFC 7617) */
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  /** A header for each secret. */
  | {
      readonly kind: 'headers';
      readonly headers: readonly { readonly name: string; readonly label: string }[];
    };

/** What an API allows one customer, as documented. */
export interface SourceLimits {
  readonly perHour?: number;
  readonly perMinute?: number;
  /** Requests under way at a time; 2 where it says nothing. */
  readonly inFlight?: number;
  /** How often it wants to be asked at most, in seconds. */
  readonly refreshSeconds?: number;
}

/**
 * A metric API as two pure functions. Adding a source is adding one file and one line in `sources/table.ts`.
 * `Config` is the entry under `sources:` in the OKR file.
 */
export interface MetricSource<Config> {
  request(config: Config, query: MetricQuery): Result<SourceRequest, MetricError>;
  parse(config: Config, query: MetricQuery, response: SourceResponse): Result<Series, MetricError>;
  readonly group?: Grouping<Config>;
  /** Whether an answer with a status of 5xx is about the question or who asks it, and not about the server. */
  blamesAsker?(response: HttpResponse): boolean;
  /** What to ask next, where an answer only says that the real one is not ready yet. */
  next?(config: Config, response: HttpResponse): SourceRequest | undefined;
  readonly limits?: SourceLimits;
  /** Empty for a source that asks nobody. */
  readonly auth: readonly AuthScheme[];
  /** What a person may type first, as an example: an address, and a query. */
  readonly example: { readonly url?: string; readonly query: string };
}
