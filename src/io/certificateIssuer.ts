import { isIP } from 'node:net';
import { connect } from 'node:tls';

const LONGEST_MS = 3_000;
const LONGEST_NAME = 100;

/**
 * Who issued the certificate that a server shows, for telling why it is not trusted. Nothing where it can't be had, as
 * behind a proxy. This is the one connection that does not check the certificate; nothing is sent on it.
 */
export function certificateIssuer(url: URL, stop: AbortSignal): Promise<string | undefined> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(url.port || 443),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      rejectUnauthorized: false,
      timeout: LONGEST_MS,
    });
    const done = (issuer?: string): void => {
      stop.removeEventListener('abort', end);
      socket.destroy();
      resolve(issuer);
    };
    const end = (): void => done();
    stop.addEventListener('abort', end);
    socket.on('error', end);
    socket.on('timeout', end);
    socket.on('close', end);
    socket.on('secureConnect', () => {
      const { issuer } = socket.getPeerCertificate();
      done(nameOf(issuer?.CN) ?? nameOf(issuer?.O));
    });
  });
}

/** The certificate is somebody else's input. */
function nameOf(text: unknown): string | undefined {
  const [first] = [text].flat();
  if (typeof first !== 'string') return undefined;
  const name = first.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ').trim();
  return name === '' ? undefined : name.slice(0, LONGEST_NAME);
}
