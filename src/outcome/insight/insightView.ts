import type { Guardrail, KeyResult } from '../../okr/model';
import { forecastText, shortForecast } from '../forecast/forecastText';
import { impactText } from '../impact/impactText';
import type { Impact } from '../impact/model';
import { shortImpact, type Tone } from '../impact/shortImpact';
import type { AnswerView, GuardrailView, InsightView } from '../view';
import { type Watching, watchView } from '../watch/watchView';
import type { Words } from '../words';
import type { Insight, Since } from './insight';
import type { Telling } from './insightWords';
import { goalOf, guardrailStyle, guardrailTone, toneOf } from './keyResultInsight';

/**
 * The answers about a key result in words.
 * @param tagPattern which tags are releases, as the OKR file names them
 */
export function insightView(
  keyResult: KeyResult,
  insight: Insight,
  watching: Watching,
  tagPattern: string | undefined,
  l10n: Words,
): InsightView {
  const forecast = forecastView(keyResult, insight, watching, l10n);
  const tone = insight.effect ? toneOf(insight.effect, keyResult.aim) : 'neutral';
  return {
    ...(forecast ? { forecast } : {}),
    ...sinceView(insight, tone, watching, countedText(insight.every, tagPattern, l10n), l10n),
  };
}

/** The answers about one of its guardrails. A change that can't be told is no news there. */
export function guardrailInsightView(
  guardrail: Guardrail,
  { guardrail: since, every }: { readonly guardrail: Since; readonly every: boolean },
  watching: Watching,
  tagPattern: string | undefined,
  l10n: Words,
): Pick<GuardrailView, 'effect' | 'watch'> {
  const { locale, formats } = watching.style;
  const style = guardrailStyle(guardrail, locale, formats);
  const told = { ...watching, title: guardrail.title, style };
  const tone = since.effect ? guardrailTone(since.effect, guardrail) : 'neutral';
  const { effect, watch } = sinceView(since, tone, told, countedText(every, tagPattern, l10n), l10n);
  const quiet = since.effect?.answer !== 'moved';
  return {
    ...(effect ? { effect: { ...effect, ...(quiet ? { quiet } : {}) } } : {}),
    ...(watch ? { watch } : {}),
  };
}

function sinceView(
  { effect, watch }: Since,
  tone: Tone,
  watching: Watching,
  remarks: readonly string[],
  l10n: Words,
): Pick<InsightView, 'effect' | 'watch'> {
  return {
    ...(effect ? { effect: effectView(effect, tone, watching, remarks, l10n) } : {}),
    ...(watch ? { watch: watchView(watch, watching, l10n) } : {}),
  };
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
  effect: Impact,
  tone: Tone,
  telling: Telling,
  remarks: readonly string[],
  l10n: Words,
): AnswerView {
  const { notes, workedOut } = impactText(effect, telling, l10n);
  return {
    parts: shortImpact(effect, tone, telling, l10n),
    notes: [...notes, ...remarks],
    workedOut,
    ...(workedOut.length > 0 ? { workedOutText: l10n.t('How this was worked out') } : {}),
  };
}

/** Which releases count as deployments of a key result. */
export function countedText(every: boolean, tagPattern: string | undefined, l10n: Words): string[] {
  if (tagPattern === undefined) return [];
  return every
    ? [l10n.t('Every release that {0} names counts as a deployment for this key result.', tagPattern)]
    : [l10n.t('The releases that brought commits of this key result count as its deployments.')];
}
