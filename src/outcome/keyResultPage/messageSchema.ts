import * as z from 'zod/mini';
import { ACTIONS } from '../view/actionIds';
import type { KeyResultMessage } from './messages';

/** Longer than any id or address; a tag's name may be as long as a file's. */
const ARGUMENT = z.string().check(z.maxLength(300));

const schema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('choose'), release: z.string().check(z.minLength(1), z.maxLength(300)) }),
  z.strictObject({ type: z.literal('run'), action: z.enum(ACTIONS), arg: z.optional(ARGUMENT) }),
  z.strictObject({ type: z.literal('fault'), message: z.string().check(z.maxLength(2000)) }),
]);

/** A message of the panel, or nothing where it is not one that we know. */
export function parseKeyResultMessage(message: unknown): KeyResultMessage | undefined {
  const parsed = schema.safeParse(message);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  if (data.type !== 'run') return data;
  return { type: 'run', action: data.action, ...(data.arg === undefined ? {} : { arg: data.arg }) };
}
