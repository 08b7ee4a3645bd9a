import type { LedgerCommit } from '../../work/ledger/ledger';
import { markdownText } from '../markdownText';

/** One commit of an export. Nobody is named: what is handed around must not become a list of who did how much. */
export interface ExportRow {
  readonly commit: Pick<LedgerCommit, 'id' | 'at' | 'tags' | 'release'>;
  readonly subject: string;
  /** Added and deleted together; absent where that is not known. */
  readonly lines?: number;
}

/** Pieces of a file: what comes first, one for each commit, and what comes last. */
export interface ExportFormat {
  readonly start: string;
  row(row: ExportRow, index: number): string;
  readonly end: string;
}

export const EXPORT_FORMATS = ['csv', 'json', 'md'] as const;
export type ExportKind = (typeof EXPORT_FORMATS)[number];

export interface ExportHead {
  /** What the export is of; a sentence. */
  readonly title: string;
}

export function exportFormat(kind: ExportKind, head: ExportHead): ExportFormat {
  switch (kind) {
    case 'csv':
      return { start: csvLine(COLUMNS), row: (row) => csvLine(fieldsOf(row)), end: '' };
    case 'json':
      return {
        start: `{\n"title": ${JSON.stringify(head.title)},\n"commits": [`,
        row: (row, index) => `${index === 0 ? '' : ','}\n${JSON.stringify(jsonOf(row))}`,
        end: '\n]\n}\n',
      };
    default:
      return {
        start: `# ${markdownText(head.title)}\n\n| ${COLUMNS.join(' | ')} |\n|${' --- |'.repeat(COLUMNS.length)}\n`,
        row: (row) => `| ${markdownFields(row).join(' | ')} |\n`,
        end: '',
      };
  }
}

const COLUMNS = ['commit', 'committed', 'key_results', 'subject', 'release', 'released', 'lines_changed'];

function fieldsOf({ commit, subject, lines }: ExportRow): readonly string[] {
  const { id, at, tags, release } = commit;
  return [
    id,
    timeOf(at),
    tags.join('; '),
    subject,
    release?.name ?? '',
    release === undefined ? '' : timeOf(release.at),
    lines === undefined ? '' : String(lines),
  ];
}

/** The id as code: no host makes a link of that, and it can be copied. */
function markdownFields(row: ExportRow): readonly string[] {
  const [id = '', ...others] = fieldsOf(row);
  return [`\`${id}\``, ...others.map(markdownText)];
}

function jsonOf({ commit, subject, lines }: ExportRow): unknown {
  const { id, at, tags, release } = commit;
  return {
    commit: id,
    committed: timeOf(at),
    keyResults: tags,
    subject,
    release: release === undefined ? null : { name: release.name, at: timeOf(release.at) },
    linesChanged: lines ?? null,
  };
}

/** ISO 8601, UTC, whole seconds. */
function timeOf(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** What a spreadsheet takes for the beginning of a formula, also behind what it leaves out. */
const FORMULA = /^[\s\0]*[=+\-@\uff0b\uff0d\uff1d\uff20]/;
const QUOTED = /[",\r\n]/;

/** A record of RFC 4180, with its line break. A text that a spreadsheet would calculate begins with an apostrophe. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

function csvField(field: string): string {
  const safe = FORMULA.test(field) || /^[\t\r]/.test(field) ? `'${field}` : field;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
