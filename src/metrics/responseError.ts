import type { HttpResponse } from '../io/ports';
import { excerpt } from './excerpt';
import { parseJson } from './json';
import type { MetricError } from './metricError';
import { retryAfter, retryAt } from './retryAt';

/**
 * What a response says that isn't a metric: nothing where it is a success that can be parsed.
 * @param address the URL asked, or its template
 * @param now milliseconds since 1970 UTC
 */
export function responseError(response: HttpResponse, address: string, now: number): MetricError | undefined {
  const { status, headers } = response;
  if (status >= 200 && status < 300) return isHtml(response) ? htmlError() : undefined;
  const said = saying(response);
  const detail = said === undefined ? {} : { detail: said };
  if (status === 429 || (status === 403 && saysLimited(headers))) {
    const at = retryAt(headers, now);
    return { kind: 'rate-limit', ...(at === undefined ? {} : { retryAt: at }), ...detail };
  }
  switch (status) {
    case 407:
      return { kind: 'proxy', status, detail: 'The proxy wants you to sign in (407).' };
    case 401:
    case 403:
      return { kind: 'auth', status, origin: new URL(address).origin, ...detail };
    case 404:
    case 410:
      return { kind: 'not-found', detail: excerpt(address.replace(/[?#].*$/s, '')) };
    default:
      // 408 is the server's own trouble; every other 4xx is about what was asked.
      if (status >= 400 && status < 500 && status !== 408)
        return { kind: 'bad-query', detail: said ?? `status ${status}` };
      return serverError(response, now, detail);
  }
}

/** A server that is busy or in maintenance may say until when. */
function serverError(
  { status, headers }: HttpResponse,
  now: number,
  detail: { readonly detail?: string },
): MetricError {
  const at = retryAfter(headers, now);
  return { kind: 'server', status, ...(at === undefined ? {} : { retryAt: at }), ...detail };
}

/** Scripts often call all they say HTML; what is JSON is none. */
function isHtml({ headers, body }: HttpResponse): boolean {
  if (/^\s*<(!doctype html|html|head|body)\b/i.test(body)) return true;
  return /^text\/html\b/i.test(headers['content-type'] ?? '') && !parseJson(body).ok;
}

function htmlError(): MetricError {
  return { kind: 'schema', at: '$', detail: 'got an HTML page (a login page?)' };
}

/** Some APIs answer 403 to who asks too often. */
function saysLimited(headers: Readonly<Record<string, string>>): boolean {
  return headers['retry-after'] !== undefined || headers['x-ratelimit-remaining']?.trim() === '0';
}

/**
 * The server's own words: the message inside a JSON error, else the beginning of a text. Never markup; plain words are
 * often called HTML.
 */
function saying({ body }: HttpResponse): string | undefined {
  const text = excerpt(messageIn(body) ?? body);
  return text === '' || text.startsWith('<') ? undefined : text;
}

function messageIn(body: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  return firstText(json);
}

/** `{error}`, `{error: {message}}`, `{message}`, `{detail}` and `{errors: [...]}` are the usual places. */
function firstText(json: unknown, depth = 0): string | undefined {
  if (typeof json === 'string') return json;
  if (typeof json !== 'object' || json === null || depth > 3) return undefined;
  if (Array.isArray(json)) return firstText(json[0], depth + 1);
  const entries = new Map<string, unknown>(Object.entries(json));
  for (const name of ['message', 'detail', 'error', 'errors']) {
    const text = firstText(entries.get(name), depth + 1);
    if (text !== undefined) return text;
  }
  return undefined;
}
