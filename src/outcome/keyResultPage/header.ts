import type { MetricError } from '../../metrics/metricError';
import { daysLeft } from '../../okr/days';
import type { Cycle, KeyResult, Objective } from '../../okr/model';
import type { JudgedKeyResult } from '../drawn';
import { formatDay, formatPace } from '../format';
import type { Telling } from '../insight/insightWords';
import { problemView } from '../problemView';
import type { Snapshot } from '../snapshot';
import type { KeyResultView, ProblemView } from '../view';
import type { Words } from '../words';
import type { KeyResultReady, MilestoneLine } from './view';

/** What stands above the answers. */

export function figuresOf({
  value,
  goal,
  delta,
  score,
  bar,
  freshness,
}: KeyResultView): KeyResultReady['figures'] {
  return {
    goal,
    freshness,
    ...(value === undefined ? {} : { value }),
    ...(delta ? { delta } : {}),
    ...(score ? { score } : {}),
    ...(bar ? { bar } : {}),
  };
}

export function eyebrowOf(
  objective: Objective,
  { window, owner = objective.owner }: KeyResult,
  { id, timezone }: Cycle,
  { now }: Snapshot,
  l10n: Words,
): string[] {
  const left = daysLeft(window, timezone, now);
  return [
    id,
    ...(owner === undefined ? [] : [owner]),
    left === 0 ? l10n.t('over') : left === 1 ? l10n.t('last day') : l10n.t('{0} days left', left),
  ];
}

export function factsOf(
  { judgement }: JudgedKeyResult,
  { freshness, linkedText }: KeyResultView,
  { repository }: Snapshot,
  l10n: Words,
): string[] {
  const { score, pace, phase } = judgement;
  return [
    ...(score === undefined ? [] : [l10n.t('{0}% of the way', Math.round(score * 100))]),
    ...(phase === 'running' && pace !== undefined ? [l10n.t('pace {0}', formatPace(pace))] : []),
    ...(freshness.text === '' ? [] : [freshness.text]),
    repository.name,
    ...(linkedText === undefined ? [] : [linkedText]),
  ];
}

/** In the sidebar, approval is asked for above all key results; here, this one is all there is. */
export function problemOf(
  error: MetricError | undefined,
  view: KeyResultView,
  id: string,
  { locale, drawn }: Snapshot,
  l10n: Words,
): ProblemView | undefined {
  return view.problem ?? (error && problemView(error, id, locale, l10n, drawn.formats));
}

export function noChartText({ reading }: JudgedKeyResult, l10n: Words): string {
  if (reading?.series) return l10n.t('A chart needs two values or more.');
  return reading?.loading ? l10n.t('The numbers are being fetched…') : l10n.t('No numbers yet.');
}

export function milestonesOf(
  { aim }: KeyResult,
  { thisYear, style }: Telling,
  { drawn }: Snapshot,
  l10n: Words,
): MilestoneLine[] {
  if (aim.kind !== 'milestone') return [];
  return aim.milestones.map(({ title, done, due }) => ({
    done,
    state: done ? l10n.t('done') : l10n.t('open'),
    title,
    due: due === undefined ? '' : l10n.t('due {0}', formatDay(due, style.locale, thisYear, drawn.formats)),
  }));
}
