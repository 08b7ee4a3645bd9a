import { createHash } from 'node:crypto';

/** A number in [-1, 1) that is always the same for the same key, so that history never changes. */
export function noise(...key: readonly (string | number)[]): number {
  return createHash('sha256').update(key.join('|')).digest().readUInt32BE(0) / 2 ** 31 - 1;
}
