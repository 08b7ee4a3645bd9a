import { dayText, spanText, type Telling } from '../insight/insightWords';
import type { Sampling } from '../insight/samples';
import type { Words } from '../words';
import type { CantTell } from './model';

/** Why nothing can be told of a metric since some deployments. */
export function whyNotText(
  why: CantTell,
  names: string,
  unit: Sampling,
  telling: Telling,
  l10n: Words,
): string {
  const { title } = telling;
  switch (why.kind) {
    case 'no-values':
      return l10n.t("{0}: can't tell: it has no values.", title);
    case 'irregular':
      return l10n.t("{0}: can't tell: its values are at no steady distance of days, weeks or months.", title);
    case 'outside':
      return l10n.t("{0}: can't tell: {1} is outside of its values.", title, names);
    case 'few-before':
      return l10n.t(
        "{0}: can't tell: {1} before {2} have a value, at least {3} are needed.",
        title,
        spanText(why.found, unit, l10n),
        names,
        why.needed,
      );
    case 'few-after':
      return l10n.t(
        "{0}: can't tell yet: {1} since {2} are over and have a value, at least {3} are needed.",
        title,
        spanText(why.found, unit, l10n),
        names,
        why.needed,
      );
    case 'gaps':
      return l10n.t(
        "{0}: can't tell: {1} of {2} have no value.",
        title,
        why.missing,
        spanText(why.of, unit, l10n),
      );
    case 'constant':
      return l10n.t(
        "{0}: can't tell: too many of its values are equal, so that it has no noise to compare with.",
        title,
      );
    case 'changed':
      return l10n.t("{0}: can't tell: what it measures changed on {1}.", title, dayText(why.on, telling));
    case 'inseparable':
      return l10n.t(
        "{0}: can't tell: there are too many deployments for so few days around {1}.",
        title,
        names,
      );
    case 'several':
      return l10n.t(
        "{0}: can't tell: the change since {1} would stand out alone, but not among {2} metrics looked at.",
        title,
        names,
        why.metrics,
      );
    case 'noisy':
    case 'unclear':
      return l10n.t("{0}: can't tell yet what changed since {1}.", title, names);
  }
}
