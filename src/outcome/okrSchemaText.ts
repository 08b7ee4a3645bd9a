import { sourceSchema } from '../metrics/sources/table';
import { okrJsonSchema } from '../okr/okrJsonSchema';

/** The JSON Schema of the OKR file for editors, generated when the extension is built. */
export function okrSchemaText(): string {
  return `${JSON.stringify(okrJsonSchema(sourceSchema()), null, 2)}\n`;
}
