import * as z from 'zod/mini';
import { ACTIONS } from '../view/actionIds';
import type { LedgerMessage } from './messages';
import { PERIODS, TAGGED } from './view';

/** More than any screen shows. */
const MOST_ROWS = 500;
const MOST_COMMITS = 0xffff_ffff;
const WORD = z.string().check(z.maxLength(1000));
/** One line: git takes each line of a text as one of several to look for. */
const LINE = z.string().check(z.maxLength(1000), z.regex(/^[^\n\r\0]*$/));

const schema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({
    type: z.literal('filter'),
    filter: z.strictObject({
      period: z.enum(PERIODS),
      tagged: z.enum(TAGGED),
      serves: WORD,
      release: WORD,
      path: LINE,
      text: LINE,
    }),
  }),
  z.strictObject({
    type: z.literal('rows'),
    list: z.int().check(z.minimum(0)),
    start: z.int().check(z.minimum(0), z.maximum(MOST_COMMITS)),
    count: z.int().check(z.minimum(1), z.maximum(MOST_ROWS)),
  }),
  z.strictObject({
    type: z.literal('open'),
    id: z.string().check(z.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)),
  }),
  z.strictObject({ type: z.literal('export') }),
  z.strictObject({ type: z.literal('stop') }),
  z.strictObject({ type: z.literal('run'), action: z.enum(ACTIONS) }),
  z.strictObject({ type: z.literal('fault'), message: z.string().check(z.maxLength(2000)) }),
]);

/** A message of the panel, or nothing where it is not one that we know. */
export function parseLedgerMessage(message: unknown): LedgerMessage | undefined {
  const parsed = schema.safeParse(message);
  return parsed.success ? parsed.data : undefined;
}
