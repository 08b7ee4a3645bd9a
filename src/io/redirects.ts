import { checkUrl, isLoopback } from './origins';
import type { HttpFailure, HttpRequest, Result } from './ports';

/** One request of a chain. */
export interface Hop {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** False once the chain has left the origin it began at: no secret goes along any more, not even on the way back. */
  readonly trusted: boolean;
}

/** Headers that describe the request and nobody's identity; all others stay with the origin they were meant for. */
const HARMLESS = ['accept', 'content-type'];
const WITH_BODY = ['content-type'];
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export function firstHop({ method, headers = {}, body }: HttpRequest, url: URL): Hop {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    url,
    method,
    headers: Object.fromEntries(lower),
    ...(body === undefined ? {} : { body }),
    trusted: true,
  };
}

/**
 * Where a response sends the client next (RFC 9110, 15.4); nothing where it is no redirect.
 * 307 and 308 repeat the request; after 301, 302 and 303 it is a GET without content.
 * Failures: `redirect`, with origins only.
 */
export function nextHop(
  hop: Hop,
  status: number,
  location: string | undefined,
): Result<Hop, HttpFailure> | undefined {
  if (!REDIRECTS.has(status) || location === undefined) return undefined;
  const from = hop.url.origin;
  const checked = checkUrl(location, hop.url);
  if (!checked.ok) {
    const { error } = checked;
    return error.kind === 'insecure'
      ? redirect(`${from} redirects to ${error.origin}, which is not encrypted.`)
      : redirect(`${from} redirects to an address that can't be used.`);
  }
  const url = checked.value;
  if (hop.url.protocol === 'https:' && url.protocol === 'http:' && !isLoopback(hop.url)) {
    return redirect(`${from} redirects to ${url.origin}, which is not encrypted.`);
  }
  const same = url.origin === from;
  const repeats = hop.method === 'GET' || status === 307 || status === 308;
  const headers = Object.entries(hop.headers).filter(
    ([name]) => (same || HARMLESS.includes(name)) && (repeats || !WITH_BODY.includes(name)),
  );
  return {
    ok: true,
    value: {
      url,
      method: repeats ? hop.method : 'GET',
      headers: Object.fromEntries(headers),
      ...(repeats && hop.body !== undefined ? { body: hop.body } : {}),
      trusted: hop.trusted && same,
    },
  };
}

export function redirect(detail: string): { readonly ok: false; readonly error: HttpFailure } {
  return { ok: false, error: { kind: 'redirect', detail } };
}
