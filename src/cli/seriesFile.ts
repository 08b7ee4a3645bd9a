import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { MetricError } from '../metrics/metricError';
import type { Series } from '../metrics/series';
import type { Telling } from '../outcome/insight/insightWords';
import { USAGE } from './output';
import type { Teller } from './teller';
import { terminalText } from './terminalText';

/** A bare file of dates and values, and how to tell of it. */
export interface SeriesFile {
  readonly series: Series;
  readonly telling: Telling;
}

const ROWS = 'A row is a date and a value: 2026-11-02,480';

/** An exit code, with its reason said, where the file is none. */
export async function readSeriesFile(path: string, teller: Teller): Promise<SeriesFile | number> {
  const refuse = (why: string): number => {
    teller.err(`throughline: ${terminalText(`${path}: ${why}`)}\n`);
    teller.refuse('unreadable');
    return USAGE;
  };
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return refuse(unreadableText(error));
  }
  const { bareSeries } = await import('../engine');
  const series = bareSeries(text.replace(/^\uFEFF/, ''));
  if (!series.ok) return refuse(`${problemText(series.error)} ${ROWS}`);
  const { points } = series.value;
  const [first, last] = [points[0], points.at(-1)].map((point) => new Date(point?.t ?? 0).getUTCFullYear());
  const title = basename(path).replace(/\.csv$/i, '');
  // Where it spans years, every date says which it is of.
  const thisYear = first === last ? String(last) : 'none';
  return { series: series.value, telling: { title, style: { locale: 'en' }, thisYear } };
}

function unreadableText(error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'ENOENT':
      return 'there is no such file.';
    case 'EISDIR':
      return 'this is a folder, and a file is needed.';
    case 'EACCES':
      return 'this file may not be read.';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function problemText(error: MetricError): string {
  switch (error.kind) {
    case 'schema':
      return `${error.at}: ${error.detail}.`;
    case 'config':
      return error.detail;
    default:
      return 'it has no row with a date and a value.';
  }
}

/** A whole number above 0; `undefined` where it is none. */
export function periodIn(text: string): number | undefined {
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : undefined;
}

/** A day, or a time of it, in milliseconds since 1970 UTC. What names no offset is meant in the time zone given. */
export async function instantOf(text: string, timezone: string): Promise<number | undefined> {
  const { timeReader } = await import('../onCommand');
  return /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(text) ? timeReader(timezone)(text) : undefined;
}
