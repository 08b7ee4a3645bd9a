import type { Point, TimeSpan } from '../metrics/series';
import type { KeyResult } from '../okr/model';
import type { Forecast } from './forecast/model';
import { formatValue } from './format';
import { comparedText } from './impact/impactText';
import type { Deployed, Impact, ImpactWindow } from './impact/model';
import { dayText, namesText, spanText, type Telling } from './insight/insightWords';
import type { Words } from './words';

const DAY = 86_400_000;

/** What is drawn. */
interface Shown {
  /** A running total. */
  readonly adding: boolean;
  readonly points: readonly Point[];
  /** Of what is known. */
  readonly span: TimeSpan;
  readonly releases: readonly { readonly name: string }[];
  readonly forecast?: Forecast;
  readonly effect?: Impact;
}

/** The picture in words, for who does not see it. */
export function chartLabel(
  keyResult: KeyResult,
  { adding, points, span, releases, forecast, effect }: Shown,
  { value, goal }: { readonly value: string; readonly goal: string },
  telling: Telling,
  l10n: Words,
): string {
  const days = Math.max(1, Math.round((span.to - span.from) / DAY));
  const course = adding
    ? l10n.t('Chart: running total since the start, now {0} {1}', value, goal)
    : l10n.t('Chart of {0} days: {1}, now {2} {3}', days, trendWord(points, span, l10n), value, goal);
  const more = [
    ...(forecast ? expectedText(keyResult, forecast, telling, l10n) : []),
    ...(releases.length > 0 ? [deploymentsText(releases, telling, l10n)] : []),
    ...(effect?.window ? [comparedText(effect.window, telling, l10n)] : []),
  ];
  return more.length === 0 ? course : `${course}. ${more.join(' ')}`;
}

function trendWord(points: readonly Point[], { from, to }: TimeSpan, l10n: Words): string {
  const isShown = ({ t, v }: Point): boolean => v !== null && t >= from && t <= to;
  const first = points.find(isShown)?.v ?? undefined;
  const last = points.findLast(isShown)?.v ?? undefined;
  if (first === undefined || last === undefined || first === last) return l10n.t('level');
  return last > first ? l10n.t('higher than at its start') : l10n.t('lower than at its start');
}

/** The newest by name. */
function deploymentsText(
  releases: readonly { readonly name: string }[],
  { style }: Telling,
  l10n: Words,
): string {
  const names = namesText(releases.toReversed(), style.locale, l10n, style.formats);
  return releases.length === 1
    ? l10n.t('One deployment: {0}.', names)
    : l10n.t('{0} deployments: {1}.', releases.length, names);
}

function expectedText(
  { window, metric }: KeyResult,
  { expected }: Forecast,
  telling: Telling,
  l10n: Words,
): string[] {
  if (expected === undefined) return [];
  const { value, lower80, upper80 } = expected;
  const [middle, low, high] = [value, lower80, upper80].map((one) => formatValue(one, telling.style));
  const told = [dayText(window.end, telling), middle ?? '', low ?? '', high ?? ''];
  return [
    metric?.aggregate === 'mean'
      ? l10n.t('Forecast: {1} on average up to {0}, in 8 of 10 cases between {2} and {3}.', ...told)
      : l10n.t('Forecast: {1} on {0}, in 8 of 10 cases between {2} and {3}.', ...told),
  ];
}

/** What the fan says, and how to read it. */
export function fanLabel(keyResult: KeyResult, forecast: Forecast, telling: Telling, l10n: Words): string {
  return [...expectedText(keyResult, forecast, telling, l10n), fanLegend(l10n)].join('\n');
}

export function fanLegend(l10n: Words): string {
  return l10n.t(
    'In the chart: dashed is what is expected; the inner band holds 8 of 10 cases, the outer one 19 of 20.',
  );
}

export function windowLegend(l10n: Words): string {
  return l10n.t('In the chart: the hollow bar marks the days before, the solid one the days since.');
}

/** What each of the two bars below the picture stands for. */
export function windowLabels(
  { from, afterFrom, to, before, after, unit }: ImpactWindow,
  since: readonly Deployed[],
  telling: Telling,
  l10n: Words,
): { readonly before: string; readonly after: string } {
  const { style } = telling;
  const names = namesText(since, style.locale, l10n, style.formats);
  return {
    before: l10n.t(
      'Before {0}: {1} from {2} on',
      names,
      spanText(before, unit, l10n),
      dayText(from, telling),
    ),
    after: l10n.t(
      'Since {0}: {1} from {2} to {3}',
      names,
      spanText(after, unit, l10n),
      dayText(afterFrom, telling),
      dayText(to, telling),
    ),
  };
}
