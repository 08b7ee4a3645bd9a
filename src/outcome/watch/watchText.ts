import { namesText, type Telling } from '../insight/insightWords';
import type { Words } from '../words';
import type { Watch } from './watch';

/** An alarm in two sentences, for where nothing stands around it; nothing where there is none. */
export function alarmText(watch: Watch, telling: Telling, l10n: Words): string | undefined {
  const { alarm, harm, since } = watch;
  if (alarm === undefined) return undefined;
  const names = namesText(since, telling.style.locale, l10n);
  const ratio = ratioText(alarm.evidence, l10n);
  const sentence =
    harm === 'drop'
      ? l10n.t('Alarm for {0}: lower since {1} (evidence {2}; threshold 10:1).', telling.title, names, ratio)
      : l10n.t(
          'Alarm for {0}: higher since {1} (evidence {2}; threshold 10:1).',
          telling.title,
          names,
          ratio,
        );
  return `${sentence} ${promiseText(l10n)}`;
}

/** How often an alarm is a false one; it goes with every alarm. */
export function promiseText(l10n: Words): string {
  return l10n.t('In simulations fewer than 1 in 20 quiet deployments raise this in 60 days.');
}

/** Evidence as odds, never more exact than it is: `14:1`, `over 1000:1`, `below 1:1`. */
export function ratioText(evidence: number, l10n: Words): string {
  if (evidence >= 1000) return l10n.t('over 1000:1');
  return evidence < 1 ? l10n.t('below 1:1') : `${Math.floor(evidence)}:1`;
}
