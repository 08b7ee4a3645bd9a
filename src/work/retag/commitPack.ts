/** Type of a commit in a pack. */
const COMMIT = 1;
const LONGEST_BLOCK = 0xffff;
const ADLER_MODULUS = 65521;

/**
 * Commits as a pack (gitformat-pack(5)), for `git unpack-objects`: any number of them by one process, each byte as it is.
 * Nothing is compressed (RFC 1950 and 1951, stored blocks): git compresses what it stores.
 * @param hash that of the repository
 */
export async function commitPack(
  hash: 'SHA-1' | 'SHA-256',
  commits: readonly Uint8Array[],
): Promise<Uint8Array> {
  const content = joined([
    new TextEncoder().encode('PACK'),
    bigEndian(2),
    bigEndian(commits.length),
    ...commits.flatMap((commit) => [entryHeader(commit.length), ...storedZlib(commit)]),
  ]);
  return joined([content, new Uint8Array(await crypto.subtle.digest(hash, content))]);
}

/** Type and size: four bits of the size, then seven more in each byte that follows. */
function entryHeader(size: number): Uint8Array {
  const bytes: number[] = [(COMMIT << 4) | (size & 15)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.push(rest & 127);
  }
  return Uint8Array.from(bytes, (byte, index) => (index < bytes.length - 1 ? byte | 128 : byte));
}

function storedZlib(content: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  let at = 0;
  do {
    const block = content.subarray(at, at + LONGEST_BLOCK);
    at += block.length;
    const { length } = block;
    const low = length & 255;
    const high = length >> 8;
    parts.push(Uint8Array.of(at >= content.length ? 1 : 0, low, high, low ^ 255, high ^ 255), block);
  } while (at < content.length);
  return [...parts, bigEndian(adler32(content))];
}

function adler32(content: Uint8Array): number {
  let sum = 1;
  let sums = 0;
  for (const byte of content) {
    sum = (sum + byte) % ADLER_MODULUS;
    sums = (sums + sum) % ADLER_MODULUS;
  }
  return sums * 65536 + sum;
}

function bigEndian(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
