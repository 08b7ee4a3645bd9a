import { formatValue } from '../format';
import { changeText, dayText, spanText, type Telling } from '../insight/insightWords';
import type { Sampling } from '../insight/samples';
import { strongParts } from '../strongParts';
import type { TextPart } from '../view';
import type { Words } from '../words';
import {
  chanceInTens,
  type Expected,
  type Forecast,
  type Goal,
  isWeekMean,
  type NoForecast,
  type Pace,
} from './model';

const WEEK = 7;

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
  const paces = pace ? [paceText(pace, day, telling, l10n)].filter((text) => text !== '') : [];
  if (pHit === undefined || expected === undefined) {
    return { answer: noForecastText(why ?? { kind: 'no-values' }, unit, day, telling, l10n), notes: paces };
  }
  const interval = l10n.t(
    'Expected then: {0}; in 8 of 10 cases between {1} and {2}.',
    value(expected.value),
    value(expected.lower80),
    value(expected.upper80),
  );
  return {
    answer: l10n.t(
      '{0}: about {1}% likely {2}.',
      telling.title,
      chanceInTens(pHit),
      goalWords(goal, expected, day, value, l10n),
    ),
    notes: [
      interval,
      ...paces,
      l10n.t(
        'Worked out from the last {0} with the Theta method, as if nothing changes from here on.',
        spanText(rows, unit, l10n),
      ),
      ...(missing > 0 ? [l10n.t('Without a value: {0}.', spanText(missing, unit, l10n))] : []),
    ],
  };
}

/** The answer in few words, for where the metric's name stands above. */
export function shortForecast(
  { pHit, expected, pace, why, unit }: Forecast,
  goal: Goal,
  deadline: string,
  telling: Telling,
  l10n: Words,
): TextPart[] {
  const value = (one: number): string => formatValue(one, telling.style);
  const day = dayText(deadline, telling);
  if (pHit !== undefined && expected !== undefined) {
    return strongParts(
      l10n.t(
        'About {0} likely {1}; expected {2}.',
        '{0}',
        goalWords(goal, expected, day, value, l10n),
        value(expected.value),
      ),
      { text: `${chanceInTens(pHit)}%` },
    );
  }
  const because = why ?? { kind: 'no-values' };
  if (because.kind === 'over') return [{ text: l10n.t('Nothing to foresee: {0} is over.', day) }];
  const reason = noForecastReason(because, unit, telling, l10n);
  const text =
    because.kind === 'few' ? l10n.t('No forecast yet: {0}.', reason) : l10n.t('No forecast: {0}.', reason);
  // What is entered by hand has a pace and nothing else.
  const told = pace === undefined || pace.recent !== undefined ? '' : paceText(pace, day, telling, l10n);
  return [{ text: told === '' ? text : `${text} ${told}` }];
}

function goalWords(
  { least, most }: Goal,
  { averaged }: Expected,
  day: string,
  value: (one: number) => string,
  l10n: Words,
): string {
  if (least !== undefined && most !== undefined) {
    return averaged
      ? l10n.t('to be between {0} and {1} on average up to {2}', value(least), value(most), day)
      : l10n.t('to be between {0} and {1} on {2}', value(least), value(most), day);
  }
  if (least === undefined) {
    return averaged
      ? l10n.t('to be at most {0} on average up to {1}', value(most ?? 0), day)
      : l10n.t('to be at most {0} on {1}', value(most ?? 0), day);
  }
  return averaged
    ? l10n.t('to be at least {0} on average up to {1}', value(least), day)
    : l10n.t('to be at least {0} on {1}', value(least), day);
}

/** Nothing to say of what is over, or adds up to enough already. */
function paceText(pace: Pace, deadline: string, telling: Telling, l10n: Words): string {
  const { kind, now, needed, recent, left, unit } = pace;
  if (left === 0) return '';
  const span = spanText(left, unit, l10n);
  const value = (one: number): string => formatValue(one, telling.style);
  if (kind === 'mean' && needed !== undefined) {
    return l10n.t(
      'It needs {0} on average in the {1} left; lately it was {2}.',
      value(needed),
      span,
      value(recent ?? 0),
    );
  }
  if (needed === undefined) {
    if (kind === 'total') return '';
    return kind === 'mean' && now !== undefined
      ? l10n.t('The mean so far meets the goal; {0} left.', span)
      : l10n.t('The last values meet the goal; {0} left.', span);
  }
  const amount = (one: number): string =>
    kind === 'total' ? value(one) : changeText(one, 'difference', telling.style, l10n);
  const from = value(now ?? 0);
  if (recent !== undefined) {
    const [needs, was] = [amount(needed), amount(recent)];
    if (kind === 'total') {
      return left === 1
        ? l10n.t('It needs {0} in the {1} left; lately it was {2}.', needs, span, was)
        : l10n.t('It needs {0} in each of the {1} left; lately it was {2}.', needs, span, was);
    }
    // The newest value, which stands above, may be that of a Sunday.
    const level = isWeekMean(pace) ? l10n.t('{0} (mean of 7 days)', from) : from;
    return left === 1
      ? l10n.t(
          'From {0} it has to change by {1} in the {2} left; lately it changed by {3}.',
          level,
          needs,
          span,
          was,
        )
      : l10n.t(
          'From {0} it has to change by {1} in each of the {2} left; lately it changed by {3}.',
          level,
          needs,
          span,
          was,
        );
  }
  // Who enters a number now and then thinks in weeks.
  const weekly = left >= 2 * WEEK;
  const needs = amount(weekly ? needed * WEEK : needed);
  return weekly
    ? l10n.t('From {0} it needs {1} a week until {2}.', from, needs, deadline)
    : l10n.t('From {0} it needs {1} a day until {2}.', from, needs, deadline);
}

function noForecastText(why: NoForecast, unit: Sampling, day: string, telling: Telling, l10n: Words): string {
  const { title } = telling;
  if (why.kind === 'over') return l10n.t('{0}: nothing to foresee: {1} is over.', title, day);
  const reason = noForecastReason(why, unit, telling, l10n);
  return why.kind === 'few'
    ? l10n.t('{0}: no forecast yet: {1}.', title, reason)
    : l10n.t('{0}: no forecast: {1}.', title, reason);
}

/** The reason alone, to stand inside of a sentence. */
function noForecastReason(
  why: Exclude<NoForecast, { readonly kind: 'over' }>,
  unit: Sampling,
  telling: Telling,
  l10n: Words,
): string {
  switch (why.kind) {
    case 'no-values':
      return l10n.t('it has no usable values');
    case 'irregular':
      return l10n.t('its values do not come day by day, week by week or month by month');
    case 'gaps':
      return l10n.t('{0} of {1} have no value', why.missing, spanText(why.of, unit, l10n));
    case 'constant':
      return l10n.t('its values do not change');
    case 'few':
      if (why.changed !== undefined) {
        const [day, span] = [dayText(why.changed, telling), spanText(why.found, unit, l10n)];
        return why.found === 1
          ? l10n.t(
              'what it measures changed on {0}, and only {1} since has a value: at least {2} are needed',
              day,
              span,
              why.needed,
            )
          : l10n.t(
              'what it measures changed on {0}, and only {1} since have a value: at least {2} are needed',
              day,
              span,
              why.needed,
            );
      }
      return why.found === 1
        ? l10n.t('{0} has a value, at least {1} are needed', spanText(1, unit, l10n), why.needed)
        : l10n.t('{0} have a value, at least {1} are needed', spanText(why.found, unit, l10n), why.needed);
    case 'far':
      return l10n.t(
        '{0} ahead are too far for the {1} that are known; only the pace is told',
        spanText(why.ahead, unit, l10n),
        spanText(why.known, unit, l10n),
      );
  }
}
