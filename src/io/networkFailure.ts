import { LINK_LOCAL } from './linkLocal';
import { ofThisLink } from './origins';
import type { HttpFailure } from './ports';

/** Codes of Node.js, libuv and OpenSSL in plain words; `{host}` is who was asked. */
const SENTENCES: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'The name {host} could not be looked up.',
  ECONNREFUSED: 'Nothing answers at {host}.',
  ECONNRESET: 'The connection to {host} was cut.',
  ECONNABORTED: 'The connection to {host} was cut.',
  EPIPE: 'The connection to {host} was cut.',
  ERR_STREAM_PREMATURE_CLOSE: 'The connection to {host} was cut.',
  ETIMEDOUT: '{host} could not be reached in time.',
  EHOSTUNREACH: '{host} can not be reached from here.',
  ENETUNREACH: 'The network of {host} can not be reached from here.',
  ERR_SSL_WRONG_VERSION_NUMBER: '{host} does not speak https there.',
  EPROTO: '{host} does not speak https there.',
  Z_DATA_ERROR: '{host} sent a damaged compressed answer.',
  Z_BUF_ERROR: '{host} sent a damaged compressed answer.',
};

/** What is wrong with a certificate. */
const CERTIFICATES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'The certificate of {host} has expired.',
  CERT_NOT_YET_VALID: 'The certificate of {host} is not valid yet.',
  CERT_REVOKED: 'The certificate of {host} was revoked.',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'The certificate of {host} is self-signed, and this machine does not trust it.',
  SELF_SIGNED_CERT_IN_CHAIN:
    'The certificate of {host} comes from an authority that this machine does not trust.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'The certificate of {host} comes from an authority that this machine does not know.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'The certificate of {host} comes from an authority that this machine does not know.',
  UNABLE_TO_GET_ISSUER_CERT:
    'The certificate of {host} comes from an authority that this machine does not know.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of {host} is for another name.',
};

/** Why there was no whole response, in one sentence that names the host and never the rest of the URL. */
export function networkFailure(error: unknown, url: URL): HttpFailure {
  const code = codeOf(error) ?? 'UNKNOWN';
  const { host } = url;
  const said = (sentence: string): string => sentence.replace('{host}', () => host);
  const certificate = CERTIFICATES[code];
  if (code === LINK_LOCAL) return { kind: 'config', detail: ofThisLink(url.origin) };
  if (certificate !== undefined) return { kind: 'certificate', code, detail: said(certificate) };
  if (isOfProxy(error, url)) {
    return { kind: 'proxy', detail: `The proxy on the way to ${host} can not be reached (${code}).` };
  }
  if (code === 'ENOTFOUND') return { kind: 'name-not-found', host };
  const fallback = code.startsWith('HPE_')
    ? '{host} sent something that is not HTTP.'
    : `{host} could not be asked (${code}).`;
  return { kind: 'network', code, detail: said(SENTENCES[code] ?? fallback) };
}

/** A connection that was tried to another port than the server's, or that ended before the proxy had made its own. */
function isOfProxy(error: unknown, url: URL): boolean {
  if (!(error instanceof Error)) return false;
  if (/^Proxy connection ended/.test(error.message)) return true;
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const elsewhere = 'port' in error && typeof error.port === 'number' && error.port !== port;
  return (elsewhere && 'syscall' in error && error.syscall === 'connect') || isOfProxy(error.cause, url);
}

/** The code of an error or of what caused it. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(error.code)) {
    return error.code;
  }
  return codeOf(error.cause);
}
