import type { MetricQuery, SourceResponse } from '../../src/metrics/source';

/** 1 November 2026, noon in Chicago: the day on which its clocks were set back. */
export const NOW = Date.UTC(2026, 10, 1, 18);
export const DAY = 86_400_000;

export function metricQuery(changes: Partial<MetricQuery> = {}): MetricQuery {
  return {
    query: 'signups',
    span: { from: NOW - 84 * DAY, to: NOW + 1 },
    step: 86_400,
    timezone: 'America/Chicago',
    now: NOW,
    ...changes,
  };
}

/** An answer over HTTP; anything but a text is sent as JSON. */
export function httpAnswer(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): SourceResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { via: 'http', http: { status, headers, body: text } };
}
