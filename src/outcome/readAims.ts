import type { AimsDocument } from './okrDocument';

export type AimsReader = (text: string) => AimsDocument;

/**
 * What reads the text of an OKR file. YAML and the schemas weigh more than all that is made with them, and are needed
 * only while a file is read: they are a bundle of their own, held by nobody but whoever holds the reader.
 */
export async function loadAimsReader(): Promise<AimsReader> {
  const { parseAims } = await import('./okrDocument');
  return parseAims;
}

/** Reads one file, and keeps nothing of what it takes to do so. */
export async function readAims(text: string): Promise<AimsDocument> {
  const read = await loadAimsReader();
  return read(text);
}
