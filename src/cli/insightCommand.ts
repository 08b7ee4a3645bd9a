import type { Telling } from '../outcome/insight/insightWords';
import type { Aimed, AimedOptions } from './measured';
import type { Answers } from './output';
import { periodIn } from './seriesFile';

/** What `impact` and `forecast` have in common. */
export const INSIGHT_OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  series: { type: 'string' },
  period: { type: 'string' },
  allow: { type: 'string', multiple: true },
  file: { type: 'string' },
  trailer: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export type Subject =
  | { readonly kind: 'keyResult'; readonly options: AimedOptions }
  | { readonly kind: 'series'; readonly path: string; readonly period?: number };

/** Options that make sense for a bare file alone, and for a key result alone. */
const OF_FILE = ['at', 'target', 'by', 'period', 'no-log', 'all'];
const OF_KEY_RESULT = ['since', 'allow', 'file', 'trailer'];

interface Values {
  readonly series?: string | undefined;
  readonly period?: string | undefined;
  readonly allow?: string[] | undefined;
  readonly file?: string | undefined;
  readonly trailer?: string | undefined;
}

/** What a command is asked about; an exit code, with its reason said, where its options don't make sense. */
export function subjectOf(
  command: 'impact' | 'forecast',
  values: Values,
  [id, ...more]: readonly string[],
  answers: Answers,
): Subject | number {
  const { series, period, allow = [], file = 'okrs.yaml', trailer } = values;
  if (more.length > 0) return answers.usage(`${command} takes one key result.`);
  const given = (names: readonly string[]) =>
    names.find((name) => Object.entries(values).some(([key, value]) => key === name && value));
  if (series === undefined) {
    if (id === undefined)
      return answers.usage(`${command} needs the id of a key result, or --series FILE.csv.`);
    const stray = given(OF_FILE);
    return stray === undefined
      ? { kind: 'keyResult', options: { id, allow, file, trailer } }
      : answers.usage(`--${stray} goes with --series FILE.csv, not with a key result.`);
  }
  if (id !== undefined) return answers.usage(`${command} takes a key result or --series, not both.`);
  const stray = given(OF_KEY_RESULT);
  if (stray !== undefined) return answers.usage(`--${stray} goes with a key result, not with --series.`);
  const rows = period === undefined ? undefined : periodIn(period);
  if (period !== undefined && rows === undefined)
    return answers.usage('--period takes a whole number of rows from 1 to 999, such as 7.');
  return { kind: 'series', path: series, ...(rows === undefined ? {} : { period: rows }) };
}

export function tellingOf({ keyResult, aims, live: { module } }: Aimed, now: number): Telling {
  return {
    title: keyResult.title,
    style: module.styleOf(keyResult, 'en'),
    thisYear: module.dayOf(now, aims.cycle.timezone).slice(0, 4),
  };
}
