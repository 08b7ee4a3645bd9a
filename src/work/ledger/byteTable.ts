const SMALLEST = 1 << 6;

/** Distinct texts by number. Told from their bytes, so that a text which comes a million times is decoded once. */
export class ByteTable {
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private readonly encoder = new TextEncoder();
  private readonly bytes: Uint8Array[] = [];
  /** Number + 1, or 0. A power of two long, at most half full. */
  private table = new Uint32Array(SMALLEST);

  /** @param texts as they were kept; they are looked at once something is to be told from them */
  constructor(readonly texts: string[] = []) {}

  /** The number of the UTF-8 text from `start` to before `end`. */
  internBytes(source: Uint8Array, start: number, end: number): number {
    if (this.bytes.length < this.texts.length) this.takeUp();
    const mask = this.table.length - 1;
    let slot = hashOf(source, start, end) & mask;
    for (;;) {
      const held = this.table[slot] ?? 0;
      if (held === 0) break;
      if (isSame(this.bytes[held - 1], source, start, end)) return held - 1;
      slot = (slot + 1) & mask;
    }
    const copy = source.slice(start, end);
    this.bytes.push(copy);
    this.texts.push(this.decoder.decode(copy));
    this.table[slot] = this.bytes.length;
    if (this.bytes.length * 2 > this.table.length) this.rehash();
    return this.bytes.length - 1;
  }

  private takeUp(): void {
    for (const text of this.texts.slice(this.bytes.length)) this.bytes.push(this.encoder.encode(text));
    this.rehash();
  }

  private rehash(): void {
    let length = this.table.length;
    while (this.bytes.length * 2 > length) length *= 2;
    const table = new Uint32Array(length);
    const mask = table.length - 1;
    this.bytes.forEach((bytes, number) => {
      let slot = hashOf(bytes, 0, bytes.length) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = number + 1;
    });
    this.table = table;
  }
}

function isSame(one: Uint8Array | undefined, source: Uint8Array, start: number, end: number): boolean {
  if (one?.length !== end - start) return false;
  for (let i = 0; i < one.length; i += 1) if (one[i] !== source[start + i]) return false;
  return true;
}

/** FNV-1a, 32 bits. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return hash >>> 0;
}
