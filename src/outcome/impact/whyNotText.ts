import { dayText, spanText, type Telling } from '../insight/insightWords';
import type { Sampling } from '../insight/samples';
import type { Words } from '../words';
import { isLastLook } from './lastLook';
import type { CantTell, Figures, Impact } from './model';

/** Where there are figures, and they leave it open. */
export type Open = Extract<CantTell, { readonly kind: 'noisy' | 'unclear' }>;

/** Why nothing can be told of a metric since some deployments. */
export function whyNotText(impact: Impact, names: string, telling: Telling, l10n: Words): string {
  const { why = { kind: 'no-values' }, window } = impact;
  const { title } = telling;
  if (isOpen(why)) return l10n.t("{0}: can't tell yet whether it changed since {1}.", title, names);
  const reason = whyNotReason(why, names, window?.unit ?? 'day', telling, l10n);
  return why.kind === 'few-after' && !isLastLook(impact)
    ? l10n.t("{0}: can't tell yet: {1}.", title, reason)
    : l10n.t("{0}: can't tell: {1}.", title, reason);
}

export function isOpen(why: CantTell): why is Open {
  return why.kind === 'noisy' || why.kind === 'unclear';
}

/** Whether all of the interval says the same direction, and only how much is open. */
export function isOneSided({ lower, upper }: Figures): boolean {
  return lower > 0 || upper < 0;
}

/** The reason alone, to stand inside of a sentence. */
export function whyNotReason(
  why: Exclude<CantTell, Open>,
  names: string,
  unit: Sampling,
  telling: Telling,
  l10n: Words,
): string {
  switch (why.kind) {
    case 'no-values':
      return l10n.t('it has no usable values');
    case 'irregular':
      return l10n.t('its values do not come day by day, week by week or month by month');
    case 'not-daily':
      return l10n.t('it has no value for each day');
    case 'outside':
      return l10n.t(
        '{0} is outside of its values, which are from {1} to {2}',
        names,
        dayText(why.first, telling),
        dayText(why.last, telling),
      );
    case 'few-before':
      if (why.of !== undefined) {
        return why.found === 1
          ? l10n.t(
              '1 of the {0} before {1} has a value, at least {2} are needed',
              spanText(why.of, unit, l10n),
              names,
              why.needed,
            )
          : l10n.t(
              '{0} of the {1} before {2} have a value, at least {3} are needed',
              why.found,
              spanText(why.of, unit, l10n),
              names,
              why.needed,
            );
      }
      return why.found === 1
        ? l10n.t(
            '{0} before {1} has a value, at least {2} are needed',
            spanText(1, unit, l10n),
            names,
            why.needed,
          )
        : l10n.t(
            '{0} before {1} have a value, at least {2} are needed',
            spanText(why.found, unit, l10n),
            names,
            why.needed,
          );
    case 'few-after':
      return why.found === 1
        ? l10n.t(
            '{0} since {1} is over and has a value, at least {2} are needed',
            spanText(1, unit, l10n),
            names,
            why.needed,
          )
        : l10n.t(
            '{0} since {1} are over and have a value, at least {2} are needed',
            spanText(why.found, unit, l10n),
            names,
            why.needed,
          );
    case 'gaps':
      return l10n.t('{0} of {1} have no value', why.missing, spanText(why.of, unit, l10n));
    case 'constant':
      return l10n.t(
        'too many of its values are equal, or nearly so: it has no usual up and down that a change could stand out from',
      );
    case 'changed':
      return l10n.t('what it measures changed on {0}', dayText(why.on, telling));
    case 'inseparable':
      return l10n.t('there are too many deployments for so few days around {0}', names);
    case 'long-season':
      return l10n.t(
        'a season of {0} is too long for {1}',
        spanText(why.period, unit, l10n),
        spanText(why.rows, unit, l10n),
      );
    case 'several':
      return l10n.t(
        'the change since {0} would stand out alone, but not among {1} metrics looked at',
        names,
        why.metrics,
      );
    case 'picked':
      return l10n.t(
        'the change since {0} would stand out alone, but not among {1} deployments looked at',
        names,
        why.deployments,
      );
  }
}
