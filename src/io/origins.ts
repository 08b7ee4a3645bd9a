import { isLinkLocal } from './linkLocal';
import type { HttpFailure, Result } from './ports';

/**
 * The URL of a request, if it may be asked at all: http or https, nobody's name or password in it, and encrypted
 * unless it stays on this machine. Failures: `config`, `insecure`. They never hold more of the URL than its origin.
 */
export function checkUrl(text: string, base?: URL): Result<URL, HttpFailure> {
  if (!URL.canParse(text, base?.href)) return config('The address is not a URL.');
  const url = new URL(text, base?.href);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return config('The address is neither https nor http.');
  if (url.username !== '' || url.password !== '') {
    return config(
      `The address of ${url.origin} holds a user name or password. Set a credential for it instead.`,
    );
  }
  if (isLinkLocal(url.hostname)) return config(ofThisLink(url.origin));
  if (url.protocol === 'http:' && !isLoopback(url)) {
    return { ok: false, error: { kind: 'insecure', origin: url.origin } };
  }
  return { ok: true, value: url };
}

/** Whether a URL stays on this machine. The URL parser has brought every way to write an address into one form. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Why an origin is not asked whose address is of this link. */
export function ofThisLink(origin: string): string {
  return `${origin} is an address of this network link only, where machines keep secrets. It is never asked.`;
}

function config(detail: string): { readonly ok: false; readonly error: HttpFailure } {
  return { ok: false, error: { kind: 'config', detail } };
}
