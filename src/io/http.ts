import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { LookupFunction } from 'node:net';
import { addAbortSignal, type Readable } from 'node:stream';
import axios, { type AxiosResponse } from 'axios';
import { certificateIssuer } from './certificateIssuer';
import type { Credential, CredentialProblem } from './credential';
import { unlessStopped, withDeadline } from './deadline';
import { type AddressLookup, safeLookup } from './linkLocal';
import { networkFailure } from './networkFailure';
import { checkUrl } from './origins';
import type { HttpFailure, HttpPort, HttpRequest, HttpResponse, Result } from './ports';
import { firstHop, type Hop, nextHop, redirect } from './redirects';
import { secretsIn, withoutSecrets } from './secrets';

export interface HttpOptions {
  /** Whether the user allowed requests to this origin. */
  approved(origin: string): boolean;
  /** What this origin, and no other, is to be sent. */
  credential(origin: string): Promise<Credential | CredentialProblem | undefined>;
  /** Cap of a body after decompression. */
  readonly limitBytes?: number;
  /** Cap of a whole request, redirects and body included. */
  readonly timeoutMs?: number;
  /** How names are looked up; as the system does it where absent. */
  readonly lookup?: LookupFunction;
}

const LIMIT_BYTES = 5_000_000;
const TIMEOUT_MS = 15_000;
const MOST_REDIRECTS = 3;
const MOST_RETRIES = 2;

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
        if (sent.ok || !stop.aborted) return sent;
        // It broke because it was stopped; what the connection said about that is of no interest.
        if (signal?.aborted) return { ok: false, error: { kind: 'canceled' } };
        if (sent.error.kind !== 'network') return sent;
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
  let secrets: readonly string[] = [];
  const lookup = safeLookup(options.lookup);
  for (let redirects = 0; ; redirects += 1) {
    const credential = hop.trusted ? await credentialFor(hop.url.origin, options, stop) : undefined;
    if (credential && 'problem' in credential) {
      return { ok: false, error: { kind: 'config', detail: credential.problem } };
    }
    if (credential !== undefined && !isSendable(credential)) {
      const detail = `The credential for ${hop.url.origin} holds characters that can't be sent. Set it again.`;
      return { ok: false, error: { kind: 'config', detail } };
    }
    // Where a chain leads to knows nothing of them, but may be told by where it began.
    secrets = [...secrets, ...secretsIn(credential)];
    const exchange = await open(hop, credential, lookup, stop);
    if (!exchange.ok) return exchange;
    const { value: response } = exchange;
    const headers = plainHeaders(response, secrets);
    const next = nextHop(hop, response.status, headers.location);
    if (next === undefined) {
      const body = await read(response, hop.url, limitBytes, stop);
      if (!body.ok) return body;
      return {
        ok: true,
        value: { status: response.status, headers, body: withoutSecrets(body.value, secrets) },
      };
    }
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
  stop: AbortSignal,
): Promise<Credential | CredentialProblem | undefined> {
  let problem = `The credential for ${origin} could not be read in time from where it is kept.`;
  const asked = options.credential(origin).catch(() => {
    problem = `The credential for ${origin} could not be read from where it is kept. Set it again.`;
    return { problem };
  });
  const known = await unlessStopped(asked, stop);
  return stop.aborted ? { problem } : known;
}

/**
 * Sends one request and waits for the head of its response.
 * @param retries how often it may be sent again where the server had closed the idle connection it went out on;
 * nothing is done twice by that, as all requests of this port only read (RFC 9110, 9.2.2)
 */
async function open(
  hop: Hop,
  credential: Credential | undefined,
  lookup: AddressLookup,
  stop: AbortSignal,
  retries = MOST_RETRIES,
): Promise<Sent<AxiosResponse<Readable>>> {
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
      lookup,
    });
    return { ok: true, value: response };
  } catch (error) {
    if (retries > 0 && !stop.aborted && wasIdle(error))
      return open(hop, credential, lookup, stop, retries - 1);
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
  response: AxiosResponse<Readable>,
  url: URL,
  limitBytes: number,
  stop: AbortSignal,
): Promise<Sent<string>> {
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
  return { ok: true, value: new TextDecoder().decode(Buffer.concat(chunks)) };
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

/** Without cookies: they are neither kept nor sent. */
function plainHeaders({ headers }: AxiosResponse, secrets: readonly string[]): Record<string, string> {
  const texts = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name.toLowerCase(), withoutSecrets(value, secrets)]] : [],
  );
  return Object.fromEntries(texts);
}
