import type { Credential } from './credential';

/** Shorter secrets would be found in answers by chance. */
const SHORTEST_SECRET = 8;
const MASK = '•••';

/** Takes secrets out of what a server sends: some repeat in an error what they were sent, and errors are shown. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}

/** What of a credential must never be seen, in the ways in which an answer may hold it; longer ones first. */
export function secretsIn(credential: Credential | undefined): readonly string[] {
  const parts = Object.values(credential?.headers ?? {}).flatMap((value) => [
    value.slice(value.indexOf(' ') + 1),
    value.split(' ').at(-1) ?? '',
    ...passwordIn(value),
  ]);
  const forms = parts.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ]);
  return [...new Set(forms)]
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
}

/** The name and password of basic authentication (RFC 7617), together and the password for itself. */
function passwordIn(value: string): readonly string[] {
  const encoded = /^basic\s+(\S+)$/i.exec(value)?.[1];
  if (encoded === undefined) return [];
  const login = Buffer.from(encoded, 'base64').toString('utf8');
  return [login, login.slice(login.indexOf(':') + 1)];
}
