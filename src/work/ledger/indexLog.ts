import type { IndexStorePort } from '../../io/ports';

/** Two 32-bit words before each entry: its length and its CRC-32. */
const HEADER_BYTES = 8;

/**
 * The log beside an index: what `git log` printed of each batch of later commits, framed. A reader takes whole frames
 * only, so that half a write is as good as none.
 */
export function frameOf(store: IndexStorePort, entry: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + entry.length);
  const words = new DataView(frame.buffer);
  words.setUint32(0, entry.length, true);
  words.setUint32(4, store.checksum(entry, 0), true);
  frame.set(entry, HEADER_BYTES);
  return frame;
}

export interface Frames {
  readonly entries: readonly Uint8Array[];
  /** Bytes that whole frames take up. */
  readonly length: number;
}

/** The entries up to the first that is not whole. */
export function framesIn(store: IndexStorePort, bytes: Uint8Array): Frames {
  const entries: Uint8Array[] = [];
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + HEADER_BYTES <= bytes.length) {
    const start = at + HEADER_BYTES;
    const end = start + words.getUint32(at, true);
    if (end > bytes.length) break;
    const entry = bytes.subarray(start, end);
    if (store.checksum(entry, 0) !== words.getUint32(at + 4, true)) break;
    entries.push(entry);
    at = end;
  }
  return { entries, length: at };
}
