import type { KeyResult } from '../../okr/model';
import { forecastText, shortForecast } from '../forecast/forecastText';
import { impactText } from '../impact/impactText';
import { shortImpact } from '../impact/shortImpact';
import type { AnswerView, InsightView } from '../view';
import type { Words } from '../words';
import type { Insight } from './insightBook';
import type { Telling } from './insightWords';
import { goalOf, toneOf } from './keyResultInsight';

/**
 * The answers about a key result in words.
 * @param tagPattern which tags are releases, as the OKR file names them
 */
export function insightView(
  keyResult: KeyResult,
  insight: Insight,
  telling: Telling,
  tagPattern: string | undefined,
  l10n: Words,
): InsightView {
  const forecast = forecastView(keyResult, insight, telling, l10n);
  const effect = effectView(keyResult, insight, telling, tagPattern, l10n);
  return { ...(forecast ? { forecast } : {}), ...(effect ? { effect } : {}) };
}

function forecastView(
  keyResult: KeyResult,
  { forecast }: Insight,
  telling: Telling,
  l10n: Words,
): AnswerView | undefined {
  const goal = goalOf(keyResult.aim);
  if (forecast === undefined || goal === undefined || forecast.why?.kind === 'over') return undefined;
  const { end } = keyResult.window;
  const { notes } = forecastText(forecast, goal, end, telling, l10n);
  return { parts: shortForecast(forecast, goal, end, telling, l10n), notes, workedOut: [] };
}

function effectView(
  { aim }: KeyResult,
  { effect, every }: Insight,
  telling: Telling,
  tagPattern: string | undefined,
  l10n: Words,
): AnswerView | undefined {
  if (effect === undefined) return undefined;
  const { notes, workedOut } = impactText(effect, telling, l10n);
  return {
    parts: shortImpact(effect, toneOf(effect, aim), telling, l10n),
    notes: [...notes, ...(tagPattern === undefined ? [] : [countedText(every, tagPattern, l10n)])],
    workedOut,
    ...(workedOut.length > 0 ? { workedOutText: l10n.t('How this was worked out') } : {}),
  };
}

function countedText(every: boolean, tagPattern: string, l10n: Words): string {
  return every
    ? l10n.t('Every release that {0} names counts as a deployment for this key result.', tagPattern)
    : l10n.t('The releases that brought commits of this key result count as its deployments.');
}
