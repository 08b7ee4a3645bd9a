import { validateHeaderName, validateHeaderValue } from 'node:http';
import { addAbortSignal, type Readable } from 'node:stream';
import axios, { type AxiosResponse } from 'axios';
import { certificateIssuer } from './certificateIssuer';
import type { Credential, CredentialProblem } from './credential';
import { withDeadline } from './deadline';
import { networkFailure } from './networkFailure';
import { checkUrl } from './origins';
import type { HttpFailure, HttpPort, HttpRequest, HttpResponse, Result } from './ports';
import { firstHop, type Hop, nextHop, redirect } from './redirects';

export interface HttpOptions {
  /** Whether the user allowed requests to this origin. */
  approved(origin: string): boolean;
  /** What this origin, and no other, is to be sent. */
  credential(origin: string): Promise<Credential | CredentialProblem | undefined>;
  /** Cap of a body after decompression. */
  readonly limitBytes?: number;
  /** Cap of a whole request, redirects and body included. */
  readonly timeoutMs?: number;
}

const LIMIT_BYTES = 5_000_000;
const TIMEOUT_MS = 15_000;
const MOST_REDIRECTS = 3;
const MOST_RETRIES = 2;
/** Shorter secrets would be found in answers by chance. */
const SHORTEST_SECRET = 8;

type Sent<T> = Result<T, HttpFailure>;

/**
 * The only way to the network. Asks approved origins, encrypted unless on this machine; sends a credential to its own
 * origin and to no other; follows at most three redirects; ends by itself when a body grows or lasts too long.
 */
export function createHttp(options: HttpOptions): HttpPort {
  const { limitBytes = LIMIT_BYTES, timeoutMs = TIMEOUT_MS } = options;
  return {
    async send(
      request: HttpRequest,
      signal?: AbortSignal,
      mayFollow?: () => Promise<boolean>,
    ): Promise<Sent<HttpResponse>> {
      const url = checkUrl(request.url);
      if (!url.ok) return url;
      const { origin } = url.value;
      if (!options.approved(origin)) return { ok: false, error: { kind: 'not-approved', origin } };
      return withDeadline(timeoutMs, signal, async (stop) => {
        const sent = await follow(firstHop(request, url.value), options, limitBytes, stop, mayFollow);
        if (sent.ok || !stop.aborted || sent.error.kind !== 'network') return sent;
        // It broke because it was stopped; what the connection said about that is of no interest.
        if (signal?.aborted) return { ok: false, error: { kind: 'canceled' } };
        return { ok: false, error: { kind: 'timeout', seconds: timeoutMs / 1000 } };
      });
    },
  };
}

async function follow(
  first: Hop,
  options: HttpOptions,
  limitBytes: number,
  stop: AbortSignal,
  mayFollow: () => Promise<boolean> = async () => true,
): Promise<Sent<HttpResponse>> {
  let hop = first;
  for (let redirects = 0; ; redirects += 1) {
    const credential = hop.trusted ? await credentialFor(hop.url.origin, options) : undefined;
    if (credential && 'problem' in credential) {
      return { ok: false, error: { kind: 'config', detail: credential.problem } };
    }
    if (credential !== undefined && !isSendable(credential)) {
      const detail = `The credential for ${hop.url.origin} holds characters that can't be sent. Set it again.`;
      return { ok: false, error: { kind: 'config', detail } };
    }
    const exchange = await open(hop, credential, stop);
    if (!exchange.ok) return exchange;
    const { response, headers } = exchange.value;
    const next = nextHop(hop, response.status, headers.location);
    if (next === undefined) return read(exchange.value, hop.url, credential, limitBytes, stop);
    response.data.destroy();
    if (!next.ok) return next;
    const from = hop.url.origin;
    hop = next.value;
    if (redirects === MOST_REDIRECTS) return redirect(`${from} redirects more than ${MOST_REDIRECTS} times.`);
    // A user who approved one origin said nothing about where it leads to.
    if (!options.approved(hop.url.origin)) {
      return redirect(`${from} redirects to ${hop.url.origin}, which is not approved.`);
    }
    if (!(await mayFollow())) return redirect(`${from} redirects, and may not be asked once more now.`);
  }
}

/** Where secrets are kept, much can go wrong that is none of the network's. */
async function credentialFor(
  origin: string,
  options: HttpOptions,
): Promise<Credential | CredentialProblem | undefined> {
  try {
    return await options.credential(origin);
  } catch {
    return { problem: `The credential for ${origin} could not be read from where it is kept. Set it again.` };
  }
}

interface Exchange {
  readonly response: AxiosResponse<Readable>;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Sends one request and waits for the head of its response.
 * @param retries how often it may be sent again where the server had closed the idle connection it went out on;
 * nothing is done twice by that, as all requests of this port only read (RFC 9110, 9.2.2)
 */
async function open(
  hop: Hop,
  credential: Credential | undefined,
  stop: AbortSignal,
  retries = MOST_RETRIES,
): Promise<Sent<Exchange>> {
  try {
    const response = await axios.request<Readable>({
      url: hop.url.href,
      method: hop.method,
      headers: {
        accept: 'application/json, text/plain;q=0.9, */*;q=0.1',
        ...hop.headers,
        'user-agent': 'throughline',
        ...lowerNames(credential?.headers ?? {}),
      },
      ...(hop.body === undefined ? {} : { data: hop.body }),
      // Node's own stack, which VS Code patches for proxies and certificates; so no proxy of axios' own.
      adapter: 'http',
      proxy: false,
      maxRedirects: 0,
      responseType: 'stream',
      validateStatus: () => true,
      signal: stop,
    });
    return { ok: true, value: { response, headers: plainHeaders(response) } };
  } catch (error) {
    if (retries > 0 && !stop.aborted && wasIdle(error)) return open(hop, credential, stop, retries - 1);
    const failure = networkFailure(error, hop.url);
    if (failure.kind !== 'certificate' || stop.aborted) return { ok: false, error: failure };
    const issuer = await certificateIssuer(hop.url, stop);
    return { ok: false, error: { ...failure, ...(issuer === undefined ? {} : { issuer }) } };
  }
}

function wasIdle(error: unknown): boolean {
  return axios.isAxiosError(error) && error.code === 'ECONNRESET' && error.request?.reusedSocket === true;
}

/** Reads the body as UTF-8 and stops where it grows beyond the cap. */
async function read(
  { response, headers }: Exchange,
  url: URL,
  credential: Credential | undefined,
  limitBytes: number,
  stop: AbortSignal,
): Promise<Sent<HttpResponse>> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of addAbortSignal(stop, response.data)) {
      size += chunk.length;
      if (size > limitBytes) {
        response.data.destroy();
        return { ok: false, error: { kind: 'too-large', limitBytes } };
      }
      chunks.push(chunk);
    }
  } catch (error) {
    return { ok: false, error: networkFailure(error, url) };
  }
  const text = new TextDecoder().decode(Buffer.concat(chunks));
  return { ok: true, value: { status: response.status, headers, body: withoutSecret(text, credential) } };
}

function isSendable({ headers }: Credential): boolean {
  try {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return true;
  } catch {
    return false;
  }
}

function lowerNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Some servers repeat in an error what they were sent, and errors are shown. */
function withoutSecret(text: string, credential: Credential | undefined): string {
  return Object.values(credential?.headers ?? {})
    .map((value) => value.split(' ').at(-1) ?? '')
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((masked, secret) => masked.replaceAll(secret, '•••'), text);
}

/** Without cookies: they are neither kept nor sent. */
function plainHeaders({ headers }: AxiosResponse): Record<string, string> {
  return lowerNames(
    Object.fromEntries(
      Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
  );
}
