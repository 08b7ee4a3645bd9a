import type { KeyResult } from '../../okr/model';
import { forecastText } from '../forecast/forecastText';
import { chanceInTens, type Forecast } from '../forecast/model';
import { impactText } from '../impact/impactText';
import { isLastLook } from '../impact/lastLook';
import type { Impact } from '../impact/model';
import { isOpen } from '../impact/whyNotText';
import { changeText, type Telling } from '../insight/insightWords';
import { goalOf, toneOf } from '../insight/keyResultInsight';
import type { Words } from '../words';
import type { PageAnswer } from './view';

/** Did it move since what was shipped, in a word and in full. */
export function effectAnswer({ aim }: KeyResult, impact: Impact, telling: Telling, l10n: Words): PageAnswer {
  const { answer, notes } = impactText(impact, telling, l10n);
  return { ...effectVerdict(impact, telling, l10n), tone: toneOf(impact, aim), sentence: answer, notes };
}

function effectVerdict(
  impact: Impact,
  { style }: Telling,
  l10n: Words,
): Pick<PageAnswer, 'icon' | 'verdict'> {
  const { answer, figures, why } = impact;
  if (answer === 'moved' && figures) {
    const change = changeText(figures.estimate, figures.scale, style, l10n);
    return { icon: figures.estimate < 0 ? 'arrow-down' : 'arrow-up', verdict: l10n.t('Moved: {0}', change) };
  }
  if (answer === 'no-change') return { icon: 'arrow-right', verdict: l10n.t('No change worth acting on') };
  // Where waiting helps, it is a matter of time; elsewhere not.
  const later = (why === undefined || isOpen(why) || why.kind === 'few-after') && !isLastLook(impact);
  return { icon: 'question', verdict: later ? l10n.t("Can't tell yet") : l10n.t("Can't tell") };
}

/** Will it hit, in a word and in full. Nothing for milestones, and once it is over. */
export function forecastAnswer(
  { aim, window }: KeyResult,
  forecast: Forecast,
  telling: Telling,
  l10n: Words,
): PageAnswer | undefined {
  const goal = goalOf(aim);
  const { why, pHit } = forecast;
  if (goal === undefined || why?.kind === 'over') return undefined;
  const { answer, notes } = forecastText(forecast, goal, window.end, telling, l10n);
  const verdict =
    pHit !== undefined
      ? l10n.t('About {0}% likely', chanceInTens(pHit))
      : why?.kind === 'few'
        ? l10n.t('No forecast yet')
        : l10n.t('No forecast');
  return {
    icon: pHit === undefined ? 'question' : 'graph-line',
    verdict,
    tone: 'neutral',
    sentence: answer,
    notes,
  };
}
