import { dayText, namesText, type Telling } from '../insight/insightWords';
import type { Words } from '../words';
import type { Watch, WatchRequest } from './watch';

/** What a watch has to say; nothing where it was refused or is too young. */
export function watchText(
  { alarm, evidence, since, state, until }: Watch,
  harm: WatchRequest['harm'],
  telling: Telling,
  l10n: Words,
): string | undefined {
  const names = namesText(since, telling.style.locale, l10n);
  if (alarm) {
    const ratio = alarm.evidence >= 1000 ? l10n.t('over 1000') : String(Math.floor(alarm.evidence));
    const promise = l10n.t('In simulations fewer than 1 in 20 quiet deployments raise this in 60 days.');
    return harm === 'drop'
      ? `${l10n.t('Alarm: since {0}, {1} is lower (evidence {2}:1; threshold 10:1).', names, telling.title, ratio)} ${promise}`
      : `${l10n.t('Alarm: since {0}, {1} is higher (evidence {2}:1; threshold 10:1).', names, telling.title, ratio)} ${promise}`;
  }
  if (state === 'over') return l10n.t('No alarm in the days after {0}.', names);
  if (evidence === undefined) return undefined;
  return l10n.t('No alarm since {0}; watched until {1}.', names, dayText(until, telling));
}
