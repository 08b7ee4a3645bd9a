/** Hex digits of a SHA-1; those of a SHA-256 are 64. */
const SHA1_DIGITS = 40;

/** The hash of the repository that has such ids. */
export function hashOf(id: string): 'SHA-1' | 'SHA-256' {
  return id.length === SHA1_DIGITS ? 'SHA-1' : 'SHA-256';
}

/** The id that git gives a commit of these bytes. */
export async function commitId(hash: 'SHA-1' | 'SHA-256', body: Uint8Array): Promise<string> {
  const header = new TextEncoder().encode(`commit ${body.length}\0`);
  const whole = new Uint8Array(header.length + body.length);
  whole.set(header);
  whole.set(body, header.length);
  const digest = new Uint8Array(await crypto.subtle.digest(hash, whole));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
