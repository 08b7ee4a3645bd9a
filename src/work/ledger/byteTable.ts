const SMALLEST = 1 << 6;

/** Distinct texts by number. Told from their bytes, so that a text which comes a million times is decoded once. */
export class ByteTable {
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private readonly encoder = new TextEncoder();
  /** All texts, one after the other; where each ends. */
  private pool = new Uint8Array(SMALLEST * 32);
  private readonly ends: number[] = [];
  private readonly hashes: number[] = [];
  /** Number + 1, or 0. A power of two long, at most half full. */
  private table = new Uint32Array(SMALLEST);

  /** @param texts as they were kept; they are looked at once something is to be told from them */
  constructor(readonly texts: string[] = []) {}

  /** The number of the UTF-8 text from `start` to before `end`, of which `hash` is the `hashOf`. */
  intern(source: Uint8Array, start: number, end: number, hash: number): number {
    if (this.ends.length < this.texts.length) this.takeUp();
    const mask = this.table.length - 1;
    let slot = hash & mask;
    for (;;) {
      const held = this.table[slot] ?? 0;
      if (held === 0) break;
      if (this.hashes[held - 1] === hash && this.isSame(held - 1, source, start, end)) return held - 1;
      slot = (slot + 1) & mask;
    }
    this.texts.push(this.decoder.decode(source.subarray(start, end)));
    this.add(source.subarray(start, end), hash);
    this.table[slot] = this.ends.length;
    if (this.ends.length * 2 > this.table.length) this.rehash();
    return this.ends.length - 1;
  }

  private isSame(number: number, source: Uint8Array, start: number, end: number): boolean {
    const at = number === 0 ? 0 : (this.ends[number - 1] ?? 0);
    if ((this.ends[number] ?? 0) - at !== end - start) return false;
    const { pool } = this;
    for (let i = start, j = at; i < end; i += 1, j += 1) if (pool[j] !== source[i]) return false;
    return true;
  }

  private add(bytes: Uint8Array, hash: number): void {
    const at = this.ends.at(-1) ?? 0;
    const end = at + bytes.length;
    if (end > this.pool.length) {
      const larger = new Uint8Array(Math.max(end, this.pool.length * 2));
      larger.set(this.pool);
      this.pool = larger;
    }
    this.pool.set(bytes, at);
    this.ends.push(end);
    this.hashes.push(hash);
  }

  private takeUp(): void {
    for (const text of this.texts.slice(this.ends.length)) {
      const bytes = this.encoder.encode(text);
      this.add(bytes, hashOf(bytes, 0, bytes.length));
    }
    this.rehash();
  }

  private rehash(): void {
    let { length } = this.table;
    while (this.ends.length * 2 > length) length *= 2;
    const table = new Uint32Array(length);
    const mask = length - 1;
    this.hashes.forEach((hash, number) => {
      let slot = hash & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = number + 1;
    });
    this.table = table;
  }
}

/** FNV-1a, 32 bits: begin with this, then take in byte after byte. */
export const EMPTY_HASH = 0x811c9dc5;

export function hashWith(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193) >>> 0;
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = EMPTY_HASH;
  for (let i = start; i < end; i += 1) hash = hashWith(hash, bytes[i] ?? 0);
  return hash;
}
