/** How long an object id is, in 32-bit words of eight digits each: SHA-1 or SHA-256. */
export type IdWords = 5 | 8;

const DIGITS_PER_WORD = 8;

/** Reads a full id; false, with `into` in no certain state, where the text is none of that length. */
export function wordsFromHex(id: string, into: Uint32Array): boolean {
  if (id.length !== into.length * DIGITS_PER_WORD || !/^[0-9a-f]+$/i.test(id)) return false;
  for (let i = 0; i < into.length; i += 1) into[i] = Number.parseInt(id.slice(i * 8, i * 8 + 8), 16);
  return true;
}

/** Reads hexadecimal as git prints it: the caller knows that it stands there. */
export function readHex(text: Uint8Array, at: number, into: Uint32Array): void {
  let from = at;
  for (let i = 0; i < into.length; i += 1) {
    let word = 0;
    for (const end = from + DIGITS_PER_WORD; from < end; from += 1)
      word = (word << 4) | digitOf(text[from] ?? 0);
    into[i] = word;
  }
}

export function hexFromWords(words: Uint32Array, at: number, length: number): string {
  let text = '';
  for (let i = at; i < at + length; i += 1)
    text += (words[i] ?? 0).toString(16).padStart(DIGITS_PER_WORD, '0');
  return text;
}

/** Of an ASCII code that is a digit in lower case. */
function digitOf(code: number): number {
  return code < 0x3a ? code - 0x30 : code - 0x57;
}
