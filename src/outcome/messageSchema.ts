import * as z from 'zod/mini';
import type { WebviewMessage } from './messages';
import { ACTIONS } from './view/actionIds';

/** Longer than any id or origin; anything longer is not ours. */
const ARGUMENT = z.string().check(z.maxLength(300));

const schema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('run'), action: z.enum(ACTIONS), arg: z.optional(ARGUMENT) }),
  z.strictObject({ type: z.literal('fault'), message: z.string().check(z.maxLength(2000)) }),
]);

/** A message of the webview, or nothing where it is not one that we know. */
export function parseMessage(message: unknown): WebviewMessage | undefined {
  const parsed = schema.safeParse(message);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  if (data.type !== 'run') return data;
  return { type: 'run', action: data.action, ...(data.arg === undefined ? {} : { arg: data.arg }) };
}
