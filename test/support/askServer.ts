import assert from 'node:assert/strict';
import type { HttpPort, Result } from '../../src/io/ports';
import type { MetricError } from '../../src/metrics/metricError';
import type { Series } from '../../src/metrics/series';
import type { MetricQuery, SourceRequest, SourceResponse } from '../../src/metrics/source';
import {
  groupParseOf,
  groupRequestOf,
  parseOf,
  requestOf,
  type SourceConfig,
} from '../../src/metrics/sources/table';

export const DAY = 86_400_000;

/** The first instants of the last days in UTC, today's last. */
export function dayStarts(count: number): readonly number[] {
  const today = Math.floor(Date.now() / DAY) * DAY;
  return Array.from({ length: count }, (_, index) => today - (count - 1 - index) * DAY);
}

/** One question to a real server, by the real door to the network. */
export async function askServer(
  http: HttpPort,
  source: SourceConfig,
  query: string,
): Promise<Result<Series, MetricError>> {
  const question = questionFor(query);
  const response = await send(http, requestOf(source, question));
  return response.ok ? parseOf(source, question, response.value) : response;
}

/** Several questions in one request. */
export async function askServerTogether(
  http: HttpPort,
  source: SourceConfig,
  queries: readonly string[],
): Promise<Result<readonly Result<Series, MetricError>[], MetricError>> {
  const questions = queries.map(questionFor);
  const response = await send(http, groupRequestOf(source, questions));
  return response.ok ? groupParseOf(source, questions, response.value) : response;
}

function questionFor(query: string): MetricQuery {
  const now = Date.now();
  return { query, span: { from: now - 30 * DAY, to: now + 1 }, step: DAY / 1000, timezone: 'UTC', now };
}

async function send(
  http: HttpPort,
  request: Result<SourceRequest, MetricError>,
): Promise<Result<SourceResponse, MetricError>> {
  if (!request.ok) return request;
  assert.ok(request.value.via === 'http');
  const sent = await http.send(request.value.http);
  return sent.ok ? { ok: true, value: { via: 'http', http: sent.value } } : sent;
}
