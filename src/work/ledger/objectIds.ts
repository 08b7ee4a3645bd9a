/** How long an object id is, in bytes: SHA-1 or SHA-256. */
export type IdBytes = 20 | 32;

const DIGITS = '0123456789abcdef';

/** Writes the bytes of a full id; false, with `into` in no certain state, where the text is none of that length. */
export function bytesFromHex(id: string, into: Uint8Array): boolean {
  if (id.length !== into.length * 2) return false;
  for (let i = 0; i < into.length; i += 1) {
    const high = digitOf(id.charCodeAt(i * 2));
    const low = digitOf(id.charCodeAt(i * 2 + 1));
    if (high < 0 || low < 0) return false;
    into[i] = (high << 4) | low;
  }
  return true;
}

/** Reads hexadecimal as git prints it: the caller knows that it stands there. */
export function readHex(text: Uint8Array, at: number, into: Uint8Array): void {
  for (let i = 0, from = at; i < into.length; i += 1, from += 2) {
    into[i] = (digitOf(text[from] ?? 0) << 4) | digitOf(text[from + 1] ?? 0);
  }
}

export function hexFromBytes(bytes: Uint8Array, at: number, length: number): string {
  let text = '';
  for (let i = at; i < at + length; i += 1) {
    const byte = bytes[i] ?? 0;
    text += (DIGITS[byte >> 4] ?? '') + (DIGITS[byte & 15] ?? '');
  }
  return text;
}

/** Of an ASCII code; -1 where that is no digit. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
