import { formatValue } from '../format';
import { changeText, dayText, spanText, type Telling } from '../insight/insightWords';
import type { Sampling } from '../insight/samples';
import type { Words } from '../words';
import { chanceInTens, type Forecast, type Goal, type NoForecast, type Pace } from './model';

export interface ForecastText {
  /** The answer in one sentence. */
  readonly answer: string;
  readonly notes: readonly string[];
}

/** @param deadline last day of the key result's window */
export function forecastText(
  { pHit, expected, pace, why, unit, rows, missing }: Forecast,
  goal: Goal,
  deadline: string,
  telling: Telling,
  l10n: Words,
): ForecastText {
  const value = (one: number): string => formatValue(one, telling.style);
  const day = dayText(deadline, telling);
  const paces = pace ? paceText(pace, unit, telling, l10n) : [];
  if (pHit === undefined || expected === undefined) {
    return { answer: noForecastText(why ?? { kind: 'no-values' }, unit, day, telling, l10n), notes: paces };
  }
  const interval = l10n.t(
    'Expected then: {0} (80% interval {1} to {2}).',
    value(expected.value),
    value(expected.lower80),
    value(expected.upper80),
  );
  return {
    answer: l10n.t(
      '{0}: about {1}% likely {2} on {3}.',
      telling.title,
      chanceInTens(pHit),
      goalWords(goal, value, l10n),
      day,
    ),
    notes: [
      interval,
      ...paces,
      l10n.t(
        'Foreseen from {0} with the Theta method, as if nothing changed from here.',
        spanText(rows, unit, l10n),
      ),
      ...(missing > 0 ? [l10n.t('Without a value: {0}.', spanText(missing, unit, l10n))] : []),
    ],
  };
}

function goalWords({ least, most }: Goal, value: (one: number) => string, l10n: Words): string {
  if (least !== undefined && most !== undefined) {
    return l10n.t('to be between {0} and {1}', value(least), value(most));
  }
  return least === undefined
    ? l10n.t('to be at most {0}', value(most ?? 0))
    : l10n.t('to be at least {0}', value(least));
}

function paceText(pace: Pace, unit: Sampling, telling: Telling, l10n: Words): string[] {
  const { kind, needed, recent, left } = pace;
  if (left === 0) return [];
  const span = spanText(left, unit, l10n);
  if (needed === undefined)
    return kind === 'level' ? [l10n.t('The last values meet the goal; {0} left.', span)] : [];
  if (kind === 'total') {
    const value = (one: number): string => formatValue(one, telling.style);
    return [
      l10n.t('It needs {0} in each of the {1} left; lately it was {2}.', value(needed), span, value(recent)),
    ];
  }
  const told = (change: number): string => changeText(change, 'difference', telling.style, l10n);
  return [
    l10n.t('It needs {0} in each of the {1} left; lately it was {2}.', told(needed), span, told(recent)),
  ];
}

function noForecastText(
  why: NoForecast,
  unit: Sampling,
  day: string,
  { title }: Telling,
  l10n: Words,
): string {
  switch (why.kind) {
    case 'no-values':
      return l10n.t('{0}: no forecast: it has no values.', title);
    case 'irregular':
      return l10n.t(
        '{0}: no forecast: its values are at no steady distance of days, weeks or months.',
        title,
      );
    case 'gaps':
      return l10n.t(
        '{0}: no forecast: {1} of {2} have no value.',
        title,
        why.missing,
        spanText(why.of, unit, l10n),
      );
    case 'constant':
      return l10n.t('{0}: no forecast: its values do not change.', title);
    case 'few':
      return l10n.t(
        '{0}: no forecast yet: {1} have a value, at least {2} are needed.',
        title,
        spanText(why.found, unit, l10n),
        why.needed,
      );
    case 'over':
      return l10n.t('{0}: nothing to foresee: {1} is over.', title, day);
    case 'far':
      return l10n.t(
        '{0}: no forecast: {1} ahead are too far for the {2} that are known; only the pace is told.',
        title,
        spanText(why.ahead, unit, l10n),
        spanText(why.known, unit, l10n),
      );
  }
}
