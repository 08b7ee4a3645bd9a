import * as z from 'zod/mini';
import { okrSchema } from './okrSchema';

/**
 * The JSON Schema (draft 7, as editors' YAML and JSON servers read it) of what may be written in an OKR file.
 * @param sourceSchema what an entry under `sources` may be
 */
export function okrJsonSchema<Source>(sourceSchema: z.ZodMiniType<Source>): object {
  const schema = z.toJSONSchema(okrSchema(sourceSchema), { target: 'draft-07', io: 'input' });
  return { ...schema, title: 'Throughline OKR file' };
}
