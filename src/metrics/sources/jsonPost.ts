import type { SourceRequest } from '../source';

/** A question that an API wants to be posted as JSON. It only reads. */
export function jsonPost(url: string, body: unknown): SourceRequest {
  const headers = { 'content-type': 'application/json' };
  return { via: 'http', http: { method: 'POST', url, headers, body: JSON.stringify(body) } };
}

export function httpGet(url: string): SourceRequest {
  return { via: 'http', http: { method: 'GET', url } };
}
