import * as z from 'zod/mini';
import type { PreviewMessage } from './messages';

const QUERY = z.string().check(z.maxLength(20_000));

const schema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('edit'), query: QUERY }),
  z.strictObject({ type: z.literal('test'), query: QUERY }),
  z.strictObject({ type: z.literal('save'), query: QUERY }),
  z.strictObject({ type: z.literal('signIn') }),
  z.strictObject({ type: z.literal('close') }),
  z.strictObject({ type: z.literal('fault'), message: z.string().check(z.maxLength(2000)) }),
]);

/** A message of the panel, or nothing where it is not one that we know. */
export function parsePreviewMessage(message: unknown): PreviewMessage | undefined {
  const parsed = schema.safeParse(message);
  return parsed.success ? parsed.data : undefined;
}
