import { namesText, type Telling } from '../insight/insightWords';
import type { AlarmView } from '../view';
import type { Words } from '../words';
import type { Alarm, Watch } from './watch';

/** A notification is a few lines high. */
const MOST_NAMED = 4;

/** An alarm in two sentences, for where nothing stands around it. */
export function alarmText(
  { harm, since }: Watch,
  { evidence }: Alarm,
  telling: Telling,
  l10n: Words,
): string {
  const names = namesText(since, telling.style.locale, l10n);
  const ratio = ratioText(evidence, l10n);
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

/** An alarm as one of several. */
export function shortAlarm(
  { harm, since }: Watch,
  { evidence }: Alarm,
  telling: Telling,
  l10n: Words,
): string {
  const names = namesText(since, telling.style.locale, l10n);
  const ratio = ratioText(evidence, l10n);
  return harm === 'drop'
    ? l10n.t('{0}: lower since {1} (evidence {2})', telling.title, names, ratio)
    : l10n.t('{0}: higher since {1} (evidence {2})', telling.title, names, ratio);
}

/** What is told of alarms that come together; nothing of none. */
export function alarmsText(alarms: readonly AlarmView[], l10n: Words): string | undefined {
  const [first, ...others] = alarms;
  if (first === undefined || others.length === 0) return first?.text;
  const named = alarms.slice(0, MOST_NAMED).map(({ short }) => short);
  const more = alarms.length - named.length;
  const list = [...named, ...(more > 0 ? [l10n.t('{0} more', more)] : [])].join('; ');
  const sentence = l10n.t('{0} alarms (threshold 10:1). {1}.', alarms.length, list);
  return `${sentence} ${l10n.t('In simulations fewer than 1 in 20 quiet deployments raise each of them in 60 days.')}`;
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
