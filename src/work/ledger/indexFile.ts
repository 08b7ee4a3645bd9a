import * as z from 'zod/mini';
import type { IndexFile, IndexStorePort } from '../../io/ports';
import { ByteTable } from './byteTable';
import { COLUMN_NAMES, Columns, emptyArrays } from './columns';
import type { LedgerRelease } from './firstRelease';
import type { IdWords } from './objectIds';

/**
 * The index as a file: a header of ten 32-bit words, facts as JSON, then each column whole and the hash table, every
 * part on a boundary of eight bytes. Words are in the byte order of the machine, so that reading is no work: a file of
 * the other order is told by its second word.
 */
const WORDS = 10;
const HEADER_BYTES = WORDS * 4;
/** `TLGR` in the order of the machine. */
const MAGIC = 0x52474c54;
/** Of this layout and of what the log is asked for: whoever changes either counts it up. */
const VERSION = 1;
const ALIGNMENT = 8;
/** Checked at once: less than a hundredth of a second's work. */
const CHECKED_BYTES = 4 << 20;
/** Room for commits to come, so that the first of them does not move a million others. */
const SPARE_ROWS = 4096;
const MOST_ROWS = 1 << 26;

export interface KeptLedger {
  readonly columns: Columns;
  readonly authors: ByteTable;
  readonly tagSets: ByteTable;
  /** What the release column points into. */
  readonly releases: readonly LedgerRelease[];
  /** Commits that git could not read. */
  readonly skipped: readonly string[];
  /** Names the log that goes with this file. */
  readonly log: string;
  /** What the history was read under: another one makes the file useless. */
  readonly fingerprint: string;
}

const factsSchema = z.object({
  log: z.string().check(z.regex(/^[0-9a-f-]+$/)),
  fingerprint: z.string(),
  authors: z.array(z.string()),
  tagSets: z.array(z.string()),
  otherParents: z.array(z.tuple([z.number()], z.number())),
  releases: z.array(z.object({ name: z.string(), at: z.number(), commit: z.string() })),
  skipped: z.array(z.string()),
});

/**
 * Columns are written as they are, not copied: nothing may be added to them meanwhile.
 * @returns bytes written, 0 where they could not be
 */
export async function writeIndex(
  store: IndexStorePort,
  key: string,
  kept: KeptLedger,
  turn: () => Promise<void>,
): Promise<number> {
  const { columns } = kept;
  const { count, idWords } = columns;
  const facts = new TextEncoder().encode(JSON.stringify(factsOf(kept)));
  const arrays: Uint8Array[] = COLUMN_NAMES.map((name) => {
    const column = columns.data[name];
    return bytesOf(column.subarray(0, name === 'ids' ? count * idWords : count));
  });
  const body = [facts, ...arrays, bytesOf(columns.hashTable)].flatMap((part) => [part, paddingOf(part)]);
  let checksum = 0;
  for (const part of body) {
    for (let at = 0; at < part.length; at += CHECKED_BYTES) {
      checksum = store.checksum(part.subarray(at, at + CHECKED_BYTES), checksum);
      await turn();
    }
  }
  const header = new Uint32Array(WORDS);
  header.set([MAGIC, VERSION, idWords, count, columns.hashTable.length, facts.length, checksum]);
  header[WORDS - 1] = store.checksum(bytesOf(header.subarray(0, WORDS - 1)), 0);
  const parts = [bytesOf(header), ...body];
  const written = await store.write(key, parts);
  return written ? parts.reduce((sum, part) => sum + part.length, 0) : 0;
}

/** What was found where an index should be. A damaged one is of no use, and neither is one of another version. */
export type FoundIndex =
  | { readonly kind: 'kept'; readonly kept: KeptLedger; readonly bytes: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'other'; readonly why: 'damaged' | 'version' | 'fingerprint' };

export async function readIndex(
  store: IndexStorePort,
  key: string,
  fingerprint: string,
  turn: () => Promise<void>,
): Promise<FoundIndex> {
  const file = await store.open(key);
  if (file === undefined) return { kind: 'none' };
  try {
    return await readFile(file, store, fingerprint, turn);
  } finally {
    await file.close();
  }
}

async function readFile(
  file: IndexFile,
  store: IndexStorePort,
  fingerprint: string,
  turn: () => Promise<void>,
): Promise<FoundIndex> {
  const damaged: FoundIndex = { kind: 'other', why: 'damaged' };
  const header = new Uint32Array(WORDS);
  if ((await file.read(0, bytesOf(header))) < HEADER_BYTES) return damaged;
  const [magic, version, idWords = 0, count = 0, tableLength = 0, factsLength = 0, checksum] = header;
  if (magic !== MAGIC || version !== VERSION) return { kind: 'other', why: 'version' };
  if (header[WORDS - 1] !== store.checksum(bytesOf(header.subarray(0, WORDS - 1)), 0)) return damaged;
  if (!isIdWords(idWords) || count > MOST_ROWS || !isTableLength(tableLength, count)) return damaged;
  // Before room is made for it.
  if (file.size < HEADER_BYTES + factsLength + count * (idWords + 7) * 4 + tableLength * 4) return damaged;

  const facts = new Uint8Array(factsLength);
  const arrays = emptyArrays(idWords, count + SPARE_ROWS + (count >> 4));
  const table = new Uint32Array(tableLength);
  const columns = COLUMN_NAMES.map((name) =>
    bytesOf(arrays[name].subarray(0, name === 'ids' ? count * idWords : count)),
  );
  let at = HEADER_BYTES;
  let sum = 0;
  for (const part of [facts, ...columns, bytesOf(table)]) {
    const padding = paddingOf(part);
    if (at + part.length + padding.length > file.size) return damaged;
    if ((await file.read(at, part)) < part.length) return damaged;
    at += part.length + padding.length;
    for (let from = 0; from < part.length; from += CHECKED_BYTES) {
      sum = store.checksum(part.subarray(from, from + CHECKED_BYTES), sum);
      await turn();
    }
    sum = store.checksum(padding, sum);
  }
  if (sum !== checksum || at !== file.size) return damaged;
  const read = parseFacts(facts);
  if (read === undefined) return damaged;
  if (read.fingerprint !== fingerprint) return { kind: 'other', why: 'fingerprint' };
  const kept: KeptLedger = {
    columns: new Columns(idWords, { arrays, table, count }),
    authors: new ByteTable(read.authors),
    tagSets: new ByteTable(read.tagSets),
    releases: read.releases,
    skipped: read.skipped,
    log: read.log,
    fingerprint: read.fingerprint,
  };
  for (const [row, ...others] of read.otherParents) kept.columns.otherParents.set(row, others);
  return { kind: 'kept', kept, bytes: file.size };
}

function factsOf(kept: KeptLedger): z.input<typeof factsSchema> {
  const { columns, authors, tagSets, releases, skipped, log, fingerprint } = kept;
  return {
    log,
    fingerprint,
    authors: authors.texts,
    tagSets: tagSets.texts,
    otherParents: [...columns.otherParents].map(([row, others]) => [row, ...others]),
    releases: [...releases],
    skipped: [...skipped],
  };
}

function parseFacts(bytes: Uint8Array): z.output<typeof factsSchema> | undefined {
  try {
    return factsSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

function isIdWords(value: number): value is IdWords {
  return value === 5 || value === 8;
}

function isTableLength(length: number, count: number): boolean {
  return (length & (length - 1)) === 0 && length >= count * 2 && length <= MOST_ROWS * 4;
}

function bytesOf(array: Int32Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function paddingOf(part: Uint8Array): Uint8Array {
  return new Uint8Array((ALIGNMENT - (part.length % ALIGNMENT)) % ALIGNMENT);
}
