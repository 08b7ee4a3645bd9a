import assert from 'node:assert/strict';
import type { HttpRequest, Result } from '../../src/io/ports';
import type { MetricError } from '../../src/metrics/metricError';
import type { Series } from '../../src/metrics/series';
import { parseOf, requestOf, type SourceConfig } from '../../src/metrics/sources/table';
import { httpAnswer, metricQuery } from './metricQuery';

/** What a source asks over HTTP for a query. */
export function askedBy(config: SourceConfig, query: string): HttpRequest {
  const request = requestOf(config, metricQuery({ query }));
  assert.ok(request.ok, JSON.stringify(request));
  assert.ok(request.value.via === 'http');
  return request.value.http;
}

/** Why a source does not ask at all. */
export function refusedBy(config: SourceConfig, query: string): MetricError {
  return errorOf(requestOf(config, metricQuery({ query })));
}

export function bodyOf({ body = '' }: HttpRequest): unknown {
  return JSON.parse(body);
}

export function read(
  config: SourceConfig,
  body: unknown,
  options: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly query?: string;
  } = {},
): Result<Series, MetricError> {
  const { status = 200, headers = {}, query = 'signups' } = options;
  return parseOf(config, metricQuery({ query }), httpAnswer(body, status, headers));
}

export function seriesOf(result: Result<Series, MetricError>): Series {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

export function valuesOf(result: Result<Series, MetricError>): readonly (number | null)[] {
  return seriesOf(result).points.map(({ v }) => v);
}

export function errorOf(result: Result<unknown, MetricError>): MetricError {
  assert.ok(!result.ok, JSON.stringify(result));
  return result.error;
}
