import type { JSONValue } from '@jmespath-community/jmespath';
import type { Result } from '../../io/ports';
import { parseJson } from '../json';
import type { MetricError } from '../metricError';
import { responseError } from '../responseError';
import type { SourceResponse } from '../source';
import { failure } from './failure';

/** The JSON of a successful response. Errors: what the status says, `empty`, `schema` where it is no JSON. */
export function httpJson(
  response: SourceResponse,
  address: string,
  now: number,
): Result<JSONValue, MetricError> {
  if (response.via !== 'http') throw new TypeError('This source is answered over HTTP');
  const error = responseError(response.http, address, now);
  return error === undefined ? parseJson(response.http.body) : failure(error);
}
