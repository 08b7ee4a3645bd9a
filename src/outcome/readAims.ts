import type { AimsDocument } from './okrDocument';

/** Reads the text of an OKR file. YAML and the schemas weigh more than all that is made with them: a bundle of their own. */
export async function readAims(text: string): Promise<AimsDocument> {
  const { parseAims } = await import('./okrDocument');
  return parseAims(text);
}
