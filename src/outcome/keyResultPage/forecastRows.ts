import { type Forecast, isWeekMean, type Pace } from '../forecast/model';
import { formatValue } from '../format';
import { changeText, dayText, spanText, type Telling } from '../insight/insightWords';
import type { Words } from '../words';
import type { FigureLine } from './view';

/** Every figure behind a forecast that may be shown: a chance in tens only. */
export function forecastRows(
  { rows, missing, steps, unit, expected, pace }: Forecast,
  deadline: string,
  telling: Telling,
  l10n: Words,
): FigureLine[] {
  const value = (one: number): string => formatValue(one, telling.style);
  return [
    ...(rows > 0
      ? [
          line(
            l10n.t('Made of'),
            spanText(rows, unit, l10n),
            l10n.t('The newest that are over, at most 180: older ones say little of what comes.'),
          ),
          line(
            l10n.t('Filled in'),
            spanText(missing, unit, l10n),
            l10n.t('Without a value, or left out: each takes the mean of its nearest neighbours.'),
          ),
        ]
      : []),
    ...(steps.length > 0
      ? [
          line(
            l10n.t('Ahead'),
            l10n.t('{0}, to {1}', spanText(steps.length, unit, l10n), dayText(deadline, telling)),
            l10n.t('Nothing is foreseen further ahead than half of what is known.'),
          ),
        ]
      : []),
    ...(expected
      ? [
          line(
            l10n.t('Expected then'),
            l10n.t(
              '{0} (80%: {1} to {2})',
              value(expected.value),
              value(expected.lower80),
              value(expected.upper80),
            ),
            l10n.t('In four of five cases the value ends up in the range, if nothing changes from here.'),
          ),
        ]
      : []),
    ...(pace ? paceRows(pace, telling, l10n) : []),
    ...(steps.length > 0
      ? [
          line(
            l10n.t('Method'),
            l10n.t('Theta'),
            l10n.t(
              'Where the number is now, half of the growth it has shown, what comes back each week or year, and how far such forecasts have been off before. More in docs/insight.md of Throughline.',
            ),
          ),
        ]
      : []),
  ];
}

function paceRows(pace: Pace, telling: Telling, l10n: Words): FigureLine[] {
  const { kind, now, needed, recent, left, unit } = pace;
  const value = (one: number): string => formatValue(one, telling.style);
  const told = (one: number): string =>
    kind === 'level' ? changeText(one, 'difference', telling.style, l10n) : value(one);
  const each = (one: number): string => (kind === 'mean' ? told(one) : perUnit(told(one), unit, l10n));
  const span = spanText(left, unit, l10n);
  return [
    ...(now === undefined ? [] : [nowRow(pace, value(now), l10n)]),
    ...(needed === undefined
      ? []
      : [
          line(
            l10n.t('Pace needed'),
            each(needed),
            kind === 'mean'
              ? l10n.t(
                  'The mean that the {0} left need, for that of the whole window to reach the goal.',
                  span,
                )
              : l10n.t('In each of the {0} left, to reach the goal on the last day.', span),
          ),
        ]),
    ...(recent === undefined ? [] : [line(l10n.t('Pace lately'), each(recent), recentMeaning(pace, l10n))]),
  ];
}

function recentMeaning({ kind, unit }: Pace, l10n: Words): string {
  if (kind === 'level')
    return unit === 'day'
      ? l10n.t('The straight line through the last four weeks.')
      : l10n.t('The straight line through the last four values.');
  return unit === 'day'
    ? l10n.t('The mean of the last seven days.')
    : l10n.t('The mean of the last four values.');
}

function nowRow(pace: Pace, value: string, l10n: Words): FigureLine {
  switch (pace.kind) {
    case 'total':
      return line(l10n.t('Added up so far'), value, l10n.t('The days of the window that are over.'));
    case 'mean':
      return line(l10n.t('Mean so far'), value, l10n.t('The days of the window that are over.'));
    case 'level':
      return line(
        l10n.t('Level now'),
        value,
        isWeekMean(pace)
          ? l10n.t('The mean of the last seven days that are over.')
          : l10n.t('The newest value that is over.'),
      );
  }
}

function perUnit(amount: string, unit: Forecast['unit'], l10n: Words): string {
  switch (unit) {
    case 'day':
      return l10n.t('{0} a day', amount);
    case 'week':
      return l10n.t('{0} a week', amount);
    case 'month':
      return l10n.t('{0} a month', amount);
    case 'quarter':
      return l10n.t('{0} a quarter', amount);
    case 'year':
      return l10n.t('{0} a year', amount);
  }
}

function line(label: string, value: string, explanation: string): FigureLine {
  return { label, value, explanation };
}
