/**
 * Why a metric has no new value. `detail` is what the server or the system said, shortened; it is shown as text
 * and never holds a credential. `at` says where in a response a shape was wrong, as `$.data.result[0].value`.
 */
export type MetricError =
  | { readonly kind: 'not-approved'; readonly origin: string }
  | { readonly kind: 'insecure'; readonly origin: string }
  | { readonly kind: 'auth'; readonly status: 401 | 403; readonly origin: string; readonly detail?: string }
  | { readonly kind: 'not-found'; readonly detail: string }
  /** Times are milliseconds since 1970 UTC. */
  | { readonly kind: 'rate-limit'; readonly retryAt?: number; readonly detail?: string }
  /** Our own count of what the API allows in a time, over all windows, is used up; nobody was asked. */
  | {
      readonly kind: 'budget';
      readonly per: 'hour' | 'minute';
      readonly most: number;
      readonly retryAt: number;
    }
  | { readonly kind: 'server'; readonly status: number; readonly retryAt?: number; readonly detail?: string }
  | { readonly kind: 'bad-query'; readonly detail: string }
  | { readonly kind: 'network'; readonly code: string; readonly detail: string }
  | { readonly kind: 'name-not-found'; readonly host: string }
  | { readonly kind: 'certificate'; readonly code: string; readonly issuer?: string; readonly detail: string }
  | { readonly kind: 'proxy'; readonly status?: number; readonly detail: string }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  | { readonly kind: 'redirect'; readonly detail: string }
  | { readonly kind: 'schema'; readonly at: string; readonly detail: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'config'; readonly detail: string }
  /** Live numbers are switched off: by the user's setting, or for this source by the OKR file. */
  | { readonly kind: 'off'; readonly by: 'setting' | 'source' }
  | { readonly kind: 'canceled' };
