import type { Result } from '../io/ports';
import type { MetricError } from '../metrics/metricError';
import type { Series } from '../metrics/series';
import { dayOf } from '../okr/days';
import { chartView } from './chartView';
import { formatDay, formatValue } from './format';
import { problemView } from './problemView';
import type { PreviewView } from './view/preview';
import type { Words } from './words';

export interface PreviewState {
  readonly title: string;
  readonly facts: readonly string[];
  /** The address asked; absent where nobody is. */
  readonly origin?: string;
  readonly query: string;
  readonly running: boolean;
  readonly outcome?: Result<Series, MetricError>;
  readonly savesTo?: string;
  readonly timezone: string;
  readonly locale: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

export function previewView(state: PreviewState, l10n: Words): PreviewView {
  const { title, facts, query, running, outcome, savesTo, locale } = state;
  return {
    title,
    facts,
    query,
    running,
    queryLabel: l10n.t('Query'),
    runLabel: running ? l10n.t('Running…') : l10n.t('Run'),
    runHint: l10n.t('Ctrl+Enter or ⌘Enter runs the query.'),
    ...connectionOf(state, l10n),
    ...(outcome === undefined ? {} : resultOf(outcome, state, l10n, locale)),
    ...(savesTo === undefined ? {} : { saveLabel: l10n.t('Save to {0}', savesTo) }),
    closeLabel: savesTo === undefined ? l10n.t('Close') : l10n.t('Cancel'),
  };
}

/** An answer shows that the address is right and lets us in, also one that says no to the query. */
function connectionOf(
  { origin, outcome, running }: PreviewState,
  l10n: Words,
): Pick<PreviewView, 'connection'> {
  if (origin === undefined) return {};
  if (running) return { connection: { icon: 'sync', text: l10n.t('Asking {0}…', origin) } };
  const answered = outcome?.ok || outcome?.error.kind === 'bad-query' || outcome?.error.kind === 'empty';
  return answered ? { connection: { icon: 'pass', text: l10n.t('Connected to {0}.', origin) } } : {};
}

function resultOf(
  outcome: Result<Series, MetricError>,
  { timezone, now }: PreviewState,
  l10n: Words,
  locale: string,
): Pick<PreviewView, 'result' | 'problem' | 'signInLabel'> {
  if (!outcome.ok) {
    const { actions, ...problem } = problemView(outcome.error, '', locale, l10n);
    const signIn = actions.find(({ action }) => action === 'signIn');
    return { problem, ...(signIn === undefined ? {} : { signInLabel: signIn.label }) };
  }
  const { points, unit, unfinishedFrom } = outcome.value;
  const values = points.flatMap(({ v }) => (v === null ? [] : [v]));
  const [first] = points;
  const last = points.at(-1);
  const newest = values.at(-1);
  if (first === undefined || last === undefined || newest === undefined) return {};
  const style = { locale, percent: false, ...(unit === undefined ? {} : { unit }) };
  const year = dayOf(now, timezone).slice(0, 4);
  const [from, to] = [first, last].map(({ t }) => formatDay(dayOf(t, timezone), locale, year));
  const low = formatValue(Math.min(...values), style);
  const high = formatValue(Math.max(...values), style);
  const label = l10n.t(
    'Chart from {0} to {1}: between {2} and {3}, last {4}',
    from ?? '',
    to ?? '',
    low,
    high,
    formatValue(newest, style),
  );
  const span = { from: first.t, to: last.t };
  const chart = chartView({ points, span, releases: [], label, unfinishedFrom });
  return {
    result: {
      value: formatValue(newest, style),
      facts: [
        values.length === 1 ? l10n.t('one point') : l10n.t('{0} points', values.length),
        ...gapsOf(points.length - values.length, l10n),
        ...(unfinishedFrom === undefined ? [] : [l10n.t('the last one is not over yet')]),
      ],
      axis: { high, low: high === low ? '' : low, from: from ?? '', to: to ?? '' },
      ...(chart === undefined ? {} : { chart }),
    },
  };
}

function gapsOf(count: number, l10n: Words): string[] {
  if (count === 0) return [];
  return [count === 1 ? l10n.t('one gap') : l10n.t('{0} gaps', count)];
}
