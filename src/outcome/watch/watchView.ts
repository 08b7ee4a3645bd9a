import type { Day } from '../../okr/model';
import { isOpen, whyNotReason } from '../impact/whyNotText';
import { dayText, namesText, spanText, type Telling } from '../insight/insightWords';
import { actionTo } from '../problemView';
import { strongParts } from '../strongParts';
import type { ActionView, TextPart, WatchView } from '../view';
import type { Words } from '../words';
import { isRunning, THRESHOLD, type Watch } from './watch';
import { promiseText, ratioText } from './watchText';

/** Where a watch is told. */
export interface Watching extends Telling {
  readonly keyResult: { readonly id: string; readonly title: string };
  readonly today: Day;
  readonly muted: boolean;
}

/** A watch for where the metric's name stands above: an alarm plain, anything else quiet. */
export function watchView(watch: Watch, watching: Watching, l10n: Words): WatchView {
  const alarm = watch.alarm !== undefined && isRunning(watch, watching.today);
  const { muted } = watching;
  const workedOut = workedOutLines(watch, watching, l10n);
  return {
    alarm,
    ...(muted ? { muted } : {}),
    ...(alarm && !muted ? {} : { quiet: true }),
    parts: [...sentence(watch, alarm, watching, l10n), ...mutedParts(alarm, muted, l10n)],
    notes: watch.alarm ? [promiseText(l10n)] : [],
    workedOut,
    ...(workedOut.length > 0 ? { workedOutText: l10n.t('How this is watched') } : {}),
    actions: actionsOf(alarm, watching, l10n),
  };
}

function sentence(watch: Watch, isAlarm: boolean, watching: Watching, l10n: Words): TextPart[] {
  const { alarm, ends, evidence, harm, state, until, why } = watch;
  const names = { text: namesText(watch.since, watching.style.locale, l10n) };
  const day = dayText(until, watching);
  if (alarm && isAlarm) {
    const harmed = harm === 'drop' ? l10n.t('Alarm: lower') : l10n.t('Alarm: higher');
    const ratio = ratioText(alarm.evidence, l10n);
    return strongParts(
      l10n.t('{0} since {1} (evidence {2}; threshold 10:1).', '{0}', '{1}', ratio),
      { text: harmed, ...(watching.muted ? {} : { tone: 'bad' }) },
      names,
    );
  }
  if (alarm)
    return plain(l10n.t('The watch since {0} raised an alarm, and ended on {1}.', '{0}', day), names);
  if (why) {
    const reason =
      isOpen(why) || why.kind === 'irregular'
        ? l10n.t('it has no value for each day')
        : whyNotReason(why, '{0}', 'day', watching, l10n);
    return plain(l10n.t('Not watched since {0}: {1}.', '{0}', reason), names);
  }
  if (state === 'over' || !isRunning(watch, watching.today)) {
    return ends === 'changed'
      ? plain(
          l10n.t('No alarm since {0} up to {1}; from then on it is measured differently.', '{0}', day),
          names,
        )
      : plain(l10n.t('No alarm in the days after {0}.', '{0}'), names);
  }
  return evidence === undefined
    ? plain(l10n.t('Watched since {0}, from the third finished day on.', '{0}'), names)
    : plain(l10n.t('No alarm since {0}; watched until {1}.', '{0}', day), names);
}

/** A tag's name may hold what looks like a place for a word: it is put in last. */
function plain(text: string, names: TextPart): TextPart[] {
  return [{ text: text.replaceAll('{0}', () => names.text) }];
}

function mutedParts(alarm: boolean, muted: boolean, l10n: Words): TextPart[] {
  if (!muted) return [];
  return [{ text: ` ${alarm ? l10n.t('Muted.') : l10n.t('Alarms are muted.')}` }];
}

function workedOutLines(watch: Watch, watching: Watching, l10n: Words): string[] {
  const { alarm, days, ends, evidence, harm, leftOut, until, why } = watch;
  if (why) return [];
  const end = dayText(until, watching);
  return [
    ...(alarm
      ? [
          l10n.t(
            'Alarm on {0}, day {1}: evidence {2}. The threshold is {3}.',
            dayText(alarm.on, watching),
            alarm.day,
            ratioText(alarm.evidence, l10n),
            ratioText(THRESHOLD, l10n),
          ),
        ]
      : []),
    ...(evidence === undefined
      ? []
      : [evidenceText(evidence, harm, alarm === undefined, l10n), ratioMeaning(harm, l10n)]),
    l10n.t('Looked at: {0}, each when it was over, from the third on.', spanText(days, 'day', l10n)),
    ...(leftOut > 0
      ? [
          l10n.t(
            'Left out: {0} (marked in the OKR file, or the day of a deployment).',
            spanText(leftOut, 'day', l10n),
          ),
        ]
      : []),
    endText(ends, end, l10n),
  ];
}

function endText(ends: Watch['ends'], end: string, l10n: Words): string {
  switch (ends) {
    case 'deployment':
      return l10n.t('The watch ends on {0}, before the next deployment for this key result.', end);
    case 'changed':
      return l10n.t('The watch ends on {0}: from the day after, the metric is measured differently.', end);
    case 'time':
      return l10n.t(
        'The watch ends on {0}, after 60 days, or at the next deployment for this key result.',
        end,
      );
  }
}

function evidenceText(evidence: number, harm: Watch['harm'], withThreshold: boolean, l10n: Words): string {
  const ratio = ratioText(evidence, l10n);
  const sentence =
    harm === 'drop'
      ? l10n.t('Evidence for a drop now: {0}.', ratio)
      : l10n.t('Evidence for a rise now: {0}.', ratio);
  if (!withThreshold) return sentence;
  return `${sentence} ${l10n.t('An alarm is raised at {0}.', ratioText(THRESHOLD, l10n))}`;
}

/** What is said of the days, not of the harm: how likely that is depends on what one thought before. */
function ratioMeaning(harm: Watch['harm'], l10n: Words): string {
  return harm === 'drop'
    ? l10n.t('10:1 means that these days are ten times likelier with a lasting drop than without one.')
    : l10n.t('10:1 means that these days are ten times likelier with a lasting rise than without one.');
}

function actionsOf(alarm: boolean, { keyResult: { id, title }, muted }: Watching, l10n: Words): ActionView[] {
  if (muted) {
    const description = l10n.t('Unmute alarms of {0}', title);
    return [{ ...actionTo('unmuteKeyResult', l10n.t('Unmute'), 'link', id), description }];
  }
  if (!alarm) return [];
  const description = l10n.t('Mute alarms of {0}: no notification and no badge', title);
  return [{ ...actionTo('muteKeyResult', l10n.t('Mute'), 'link', id), description }];
}
