import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Series } from '../metrics/series';
import { plainWords } from '../outcome/words';
import { type Output, USAGE } from './output';
import { terminalText } from './terminalText';

/** A bare file of dates and values, and what to call it; an exit code, with its reason said, where it is none. */
export interface SeriesFile {
  readonly title: string;
  readonly series: Series;
  /** The year that its last value is of. */
  readonly year: string;
}

export async function readSeriesFile(path: string, output: Output): Promise<SeriesFile | number> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    output.err(`throughline: ${terminalText(path)} could not be read: ${terminalText(reason)}\n`);
    return USAGE;
  }
  const { bareSeries, problemView } = await import('../engine');
  const series = bareSeries(text.replace(/^\uFEFF/, ''));
  if (!series.ok) {
    const { text: why } = problemView(series.error, '', 'en', plainWords);
    output.err(`throughline: ${terminalText(`${path}: ${why}`)}\n`);
    return USAGE;
  }
  const last = series.value.points.at(-1)?.t ?? 0;
  return {
    title: basename(path).replace(/\.csv$/i, ''),
    series: series.value,
    year: new Date(last).toISOString().slice(0, 4),
  };
}

/** A day, or a time of it, in milliseconds since 1970 UTC. */
export function instantOf(text: string): number | undefined {
  const at = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$/.test(text)
    ? Date.parse(text.length > 10 && !text.endsWith('Z') ? `${text}Z` : text)
    : Number.NaN;
  // February 30 would be taken for a day of March.
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(text.slice(0, 10)) ? undefined : at;
}

/** A whole number above 0; `undefined` where it is none. */
export function periodIn(text: string): number | undefined {
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : undefined;
}
