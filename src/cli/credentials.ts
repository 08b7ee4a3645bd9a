import * as z from 'zod/mini';
import type { Credential } from '../io/credential';

const schema = z.record(
  z.string(),
  z.union([z.string(), z.strictObject({ header: z.string(), value: z.string() })]),
);

/**
 * Credentials by origin from `THROUGHLINE_CREDENTIALS`.
 * @returns the parsed map, or what is wrong with the variable (never its content)
 */
export function credentialsFrom(variable: string | undefined): ReadonlyMap<string, Credential> | string {
  if (variable === undefined || variable === '') return new Map();
  let json: unknown;
  try {
    json = JSON.parse(variable);
  } catch {
    return 'THROUGHLINE_CREDENTIALS is not JSON. Write {"https://host": "Bearer …"}.';
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) return 'THROUGHLINE_CREDENTIALS has another shape than {"https://host": "Bearer …"}.';
  const entries = Object.entries(parsed.data).map(([origin, one]): [string, Credential] => [
    origin.replace(/\/$/, ''),
    { headers: typeof one === 'string' ? { Authorization: one } : { [one.header]: one.value } },
  ]);
  return new Map(entries);
}
