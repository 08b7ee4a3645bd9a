import { betweenTexts, changeText, dayText, namesText, type Telling } from '../insight/insightWords';
import { strongParts } from '../strongParts';
import type { TextPart } from '../view';
import type { Words } from '../words';
import { isLastLook } from './lastLook';
import type { Impact } from './model';
import { isOneSided, isOpen, whyNotReason } from './whyNotText';

/** Which change is good news; absent where neither direction is better, or nothing moved. */
export type Tone = 'good' | 'bad' | 'neutral';

/** The answer about a deployment in few words, for where the metric's name stands above. */
export function shortImpact(impact: Impact, tone: Tone, telling: Telling, l10n: Words): TextPart[] {
  const { again } = impact;
  const answer = answerParts(impact, tone, telling, l10n);
  return again === undefined
    ? answer
    : [...answer, { text: ` ${l10n.t('Look again on {0}.', dayText(again.on, telling))}` }];
}

function answerParts(impact: Impact, tone: Tone, telling: Telling, l10n: Words): TextPart[] {
  const { answer, figures, window, since, why } = impact;
  const { style } = telling;
  const names = namesText(since, style.locale, l10n);
  if (figures === undefined || window === undefined || (why && !isOpen(why))) {
    return whyNotParts(impact, names, telling, l10n);
  }
  const [lower, upper] = betweenTexts(figures, style, l10n);
  switch (answer) {
    case 'moved': {
      const change = { text: changeText(figures.estimate, figures.scale, style, l10n), tone };
      return strongParts(
        l10n.t('Since {0}: {1}, 95% likely between {2} and {3}.', '{0}', '{1}', lower, upper),
        { text: names },
        change,
      );
    }
    case 'no-change':
      return strongParts(
        l10n.t('No change worth acting on since {0}: 95% likely between {1} and {2}.', '{0}', lower, upper),
        { text: names },
      );
    case 'cant-tell':
      return strongParts(openText(isOneSided(figures), isLastLook(impact), lower, upper, l10n), {
        text: names,
      });
  }
}

function openText(oneSided: boolean, last: boolean, lower: string, upper: string, l10n: Words): string {
  if (last)
    return oneSided
      ? l10n.t(
          "Can't tell by how much it changed since {0}: 95% likely between {1} and {2}.",
          '{0}',
          lower,
          upper,
        )
      : l10n.t(
          "Can't tell whether it changed since {0}: 95% likely between {1} and {2}.",
          '{0}',
          lower,
          upper,
        );
  return oneSided
    ? l10n.t(
        "Can't tell yet by how much it changed since {0}: 95% likely between {1} and {2}.",
        '{0}',
        lower,
        upper,
      )
    : l10n.t(
        "Can't tell yet whether it changed since {0}: 95% likely between {1} and {2}.",
        '{0}',
        lower,
        upper,
      );
}

function whyNotParts(impact: Impact, names: string, telling: Telling, l10n: Words): TextPart[] {
  const { why = { kind: 'no-values' }, window } = impact;
  if (isOpen(why))
    return strongParts(l10n.t("Can't tell yet whether it changed since {0}.", '{0}'), { text: names });
  // A tag's name may hold what looks like a place for a word: it is put in last.
  const reason = whyNotReason(why, '{0}', window?.unit ?? 'day', telling, l10n);
  const text =
    why.kind === 'few-after' && !isLastLook(impact)
      ? l10n.t("Can't tell yet: {0}.", reason)
      : l10n.t("Can't tell: {0}.", reason);
  return strongParts(text, { text: names });
}
