import * as z from 'zod/mini';
import { described } from './sources/checked';

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
const DURATION = /^(\d+(?:\.\d+)?)(s|m|h|d)$/;

/** `30s`, `5m`, `1.5h`, `1d` as milliseconds. */
function duration() {
  return z.pipe(
    z.string().check(z.regex(DURATION, 'must be a time such as 30s, 5m, 1h or 1d')),
    z.transform((text) => {
      const [, amount = '', unit = ''] = DURATION.exec(text) ?? [];
      return Number(amount) * (UNITS[unit] ?? 0) * 1000;
    }),
  );
}

/** What every source may say about when it is asked. */
export function scheduleKeys() {
  return {
    refresh: z.optional(
      described(duration(), 'How long a number is good for before it is asked for again: 30s, 5m, 1h.'),
    ),
    staleAfter: z.optional(
      described(duration(), 'Age from which a number is called stale: 15m, 1d. Three refreshes if left out.'),
    ),
    requestsPerHour: z.optional(
      described(
        z.int().check(z.positive()),
        'At most so many requests in an hour, over all windows of a machine. Lowers what the API is known to allow.',
      ),
    ),
    enabled: z.optional(described(z.boolean(), 'false: nothing is asked of this source.')),
  };
}

/** Times in milliseconds. */
export type Schedule = z.infer<z.ZodMiniObject<ReturnType<typeof scheduleKeys>>>;
