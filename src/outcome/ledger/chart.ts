import type { LedgerRelease } from '../../work/ledger/firstRelease';
import type { Ledger } from '../../work/ledger/ledger';
import { type Sliced, STEPS_PER_SLICE } from '../../work/ledger/slices';
import type { Words } from '../words';
import { type Periods, type PeriodUnit, periodAt, periodsOf } from './periods';
import type { LineNumbers } from './tally';
import type { ChartBucket, LedgerChart } from './view';

export interface ChartFacts {
  readonly ledger: Ledger;
  /** Newest first. */
  readonly rows: Uint32Array;
  readonly lines: LineNumbers;
  /** The whole period, where it has ends; milliseconds since 1970 UTC. */
  readonly since?: number;
  readonly until?: number;
  readonly now: number;
  readonly timezone: string;
  readonly locale: string;
}

interface Sums {
  readonly tagged: Uint32Array;
  readonly untagged: Uint32Array;
  readonly lines: Float64Array;
  /** Commits of which the lines are not known yet. */
  readonly unmeasured: Uint32Array;
}

/** From here on a commit at the very end of a history is more likely a wrong clock than its beginning. */
const MANY = 1_000;
const WRONG_CLOCKS = 0.002;
const RELEASES_NAMED = 2;

/** The course of some commits: how many, how many of them with a purpose, and the lines that those changed. */
export function* ledgerChart(facts: ChartFacts, l10n: Words): Sliced<LedgerChart | undefined> {
  const { ledger, rows, lines } = facts;
  const span = spanOf(facts);
  if (span === undefined) return undefined;
  const periods = periodsOf(span.from, span.to, facts.timezone);
  const count = periods.starts.length - 1;
  const sums: Sums = {
    tagged: new Uint32Array(count),
    untagged: new Uint32Array(count),
    lines: new Float64Array(count),
    unmeasured: new Uint32Array(count),
  };
  let hasLines = false;
  let period = -1;
  let [from, to] = [0, 0];
  for (let i = 0; i < rows.length; i += 1) {
    if (i % STEPS_PER_SLICE === STEPS_PER_SLICE - 1) yield;
    const row = rows[i] ?? 0;
    const at = ledger.committedOf(row) * 1000;
    // They come in the order of time: the period is mostly the one before.
    if (at < from || at >= to || period === -1) {
      period = periodAt(periods, at);
      [from, to] = [periods.starts[period] ?? 0, periods.starts[period + 1] ?? 0];
    }
    if (period === -1) continue;
    if (ledger.tagsOf(row).length === 0) {
      sums.untagged[period] = (sums.untagged[period] ?? 0) + 1;
      continue;
    }
    sums.tagged[period] = (sums.tagged[period] ?? 0) + 1;
    // A merge changes no lines of its own.
    const changed = ledger.isMerge(row) ? 0 : lines.linesOf(row);
    if (changed < 0) {
      sums.unmeasured[period] = (sums.unmeasured[period] ?? 0) + 1;
      continue;
    }
    hasLines = true;
    sums.lines[period] = (sums.lines[period] ?? 0) + changed;
  }
  return chartOf(periods, sums, hasLines, facts, l10n);
}

/** A cycle is shown to its end; a history from its first commit to its last. */
function spanOf({ ledger, rows, since, until, now }: ChartFacts): { from: number; to: number } | undefined {
  const unsure = rows.length > MANY ? Math.floor(rows.length * WRONG_CLOCKS) : 0;
  const last = rows[rows.length - 1 - unsure];
  const first = rows[0];
  const from = since ?? (last === undefined ? undefined : ledger.committedOf(last) * 1000);
  if (from === undefined) return undefined;
  const newest = first === undefined ? from : ledger.committedOf(first) * 1000;
  const to = since === undefined ? Math.min(newest + 1, now, until ?? now) : until;
  return { from, to: Math.max(to ?? now, from + 1) };
}

function chartOf(
  periods: Periods,
  sums: Sums,
  hasLines: boolean,
  { ledger, locale, timezone, now }: ChartFacts,
  l10n: Words,
): LedgerChart {
  const releases = releasesIn(periods, ledger.releases);
  const nameOf = periodNames(periods.unit, locale, timezone, true);
  const tickOf = periodNames(periods.unit, locale, timezone, false);
  const number = new Intl.NumberFormat(locale);
  const buckets = periods.starts.slice(0, -1).map((from, index): ChartBucket => {
    const tagged = sums.tagged[index] ?? 0;
    const untagged = sums.untagged[index] ?? 0;
    // A sum of some of them would be read as the sum.
    const lines = sums.unmeasured[index] || from > now ? undefined : (sums.lines[index] ?? 0);
    const names = releases.get(index) ?? [];
    const shown = names.slice(0, RELEASES_NAMED).join(', ');
    const released = names.length > RELEASES_NAMED ? `${shown} +${names.length - RELEASES_NAMED}` : shown;
    const name = periods.unit === 'week' ? l10n.t('Week of {0}', nameOf(from)) : nameOf(from);
    return {
      from: from / 1000,
      to: (periods.starts[index + 1] ?? from) / 1000,
      tick: tickOf(from),
      tagged,
      untagged,
      ...(lines === undefined ? {} : { lines }),
      releases: released,
      text: [
        l10n.t('{0}: {1} with a purpose, {2} without', name, number.format(tagged), number.format(untagged)),
        ...(lines ? [l10n.t('{0} lines changed', number.format(lines))] : []),
        ...(released === '' ? [] : [l10n.t('released {0}', released)]),
      ].join(' · '),
    };
  });
  const all = (of: Uint32Array): string => number.format(of.reduce((sum, one) => sum + one, 0));
  const label = l10n.t(
    'Commits from {0} to {1}: {2} with a purpose, {3} without',
    nameOf(periods.starts[0] ?? 0),
    nameOf((periods.starts.at(-1) ?? 0) - 1),
    all(sums.tagged),
    all(sums.untagged),
  );
  return { label, buckets, hasLines };
}

function releasesIn(periods: Periods, releases: readonly LedgerRelease[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const { name, at } of releases) {
    const period = periodAt(periods, at);
    if (period >= 0) found.set(period, [...(found.get(period) ?? []), name]);
  }
  return found;
}

/** @param whole with the year, where a day would be understood without */
function periodNames(
  unit: PeriodUnit,
  locale: string,
  timeZone: string,
  whole: boolean,
): (at: number) => string {
  const isDay = unit === 'day' || unit === 'week';
  if (unit === 'quarter') {
    const parts = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'numeric', timeZone });
    return (at) => {
      const [{ value: month = '1' } = {}, , { value: year = '' } = {}] = parts.formatToParts(at);
      return `${year}-Q${Math.ceil(Number(month) / 3)}`;
    };
  }
  const format = new Intl.DateTimeFormat(locale, {
    ...(unit === 'year' ? {} : { month: 'short' }),
    ...(isDay ? { day: 'numeric' } : {}),
    ...(isDay && !whole ? {} : { year: 'numeric' }),
    timeZone,
  });
  return (at) => format.format(at);
}
