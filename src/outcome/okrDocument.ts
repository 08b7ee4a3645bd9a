import { type SourceConfig, sourceSchema } from '../metrics/sources/table';
import type { OkrDocument, OkrFile } from '../okr/model';
import { parseOkrFile } from '../okr/okrFile';

/** The OKR file with the sources that the metrics wing knows: here the two wings meet. */
export type Aims = OkrFile<SourceConfig>;
export type AimsDocument = OkrDocument<SourceConfig>;

export function parseAims(text: string): AimsDocument {
  return parseOkrFile(text, sourceSchema());
}
