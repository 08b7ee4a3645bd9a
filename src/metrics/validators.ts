import type { HttpRequest } from '../io/ports';
import type { SourceRequest, SourceResponse } from './source';
import type { Validators } from './storedReading';

export const NOT_MODIFIED = 304;

/** The request, asking for a new answer only where it has changed (RFC 9110, 13.1). */
export function conditional(request: SourceRequest, known: Validators | undefined): SourceRequest {
  if (request.via !== 'http' || known?.url !== request.http.url || request.http.method !== 'GET')
    return request;
  const headers = {
    ...request.http.headers,
    ...(known.etag === undefined ? {} : { 'if-none-match': known.etag }),
    ...(known.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
  };
  const http: HttpRequest = { ...request.http, headers };
  return { via: 'http', http };
}

/** What the next request of the same URL can be made conditional with. */
export function validatorsOf(request: SourceRequest, response: SourceResponse): Validators | undefined {
  if (request.via !== 'http' || response.via !== 'http' || request.http.method !== 'GET') return undefined;
  const { etag, 'last-modified': lastModified } = response.http.headers;
  if (etag === undefined && lastModified === undefined) return undefined;
  return {
    url: request.http.url,
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}
