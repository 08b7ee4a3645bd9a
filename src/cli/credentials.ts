import * as z from 'zod/mini';
import type { Credential } from '../io/credential';

const ALL = 'THROUGHLINE_CREDENTIALS';
const ONE = /^THROUGHLINE_CREDENTIAL_[A-Za-z0-9_]+$/;
/** `ORIGIN HEADER: VALUE`, or `ORIGIN VALUE` for Authorization. */
const LINE = /^(\S+)\s+(?:([\w!#$%&'*+.^`|~-]+):\s+)?(\S[^\r\n]*)$/;

const schema = z.record(
  z.string(),
  z.union([z.string(), z.strictObject({ header: z.string(), value: z.string() })]),
);

/**
 * Credentials by origin from the environment: `THROUGHLINE_CREDENTIALS` as JSON, and any
 * `THROUGHLINE_CREDENTIAL_<NAME>`, which begins with the origin that it is for. Several for one origin are several
 * headers.
 * @returns the map, or what is wrong with which variable (never its content)
 */
export function credentialsFrom(
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, Credential> | string {
  const headers = new Map<string, Record<string, string>>();
  const add = (origin: string, name: string, value: string): void => {
    headers.set(origin, { ...headers.get(origin), [name]: value });
  };
  const problem = readAll(environment[ALL], add);
  if (problem !== undefined) return problem;
  for (const [variable, value] of Object.entries(environment)) {
    if (!ONE.test(variable) || value === undefined || value === '') continue;
    const [, address = '', header = 'Authorization', secret = ''] = LINE.exec(value.trim()) ?? [];
    const origin = originIn(address);
    if (origin === undefined)
      return `${variable} must be an origin and a value: https://host Bearer …, or https://host X-Api-Key: …`;
    add(origin, header, secret);
  }
  return new Map([...headers].map(([origin, one]) => [origin, { headers: one }]));
}

/** The origin of an address such as `https://example.com:443/`; nothing where it has a path or is no address. */
export function originIn(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { origin, pathname, search, hash, username } = new URL(address);
  return origin !== 'null' && pathname === '/' && `${search}${hash}${username}` === '' ? origin : undefined;
}

function readAll(
  text: string | undefined,
  add: (origin: string, name: string, value: string) => void,
): string | undefined {
  if (text === undefined || text === '') return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return `${ALL} is not JSON. Write {"https://host": "Bearer …"}.`;
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) return `${ALL} has another shape than {"https://host": "Bearer …"}.`;
  for (const [address, one] of Object.entries(parsed.data)) {
    const origin = originIn(address);
    if (origin === undefined) return `${ALL} has a key that is no origin such as https://host.`;
    if (typeof one === 'string') add(origin, 'Authorization', one);
    else add(origin, one.header, one.value);
  }
  return undefined;
}
